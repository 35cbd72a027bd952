// Words of one meaning, from the directory: [[folded word, …], …].

const MOST_ALTERNATIVES = 6;

export class Synonyms {
  constructor(groups) {
    this.words = groups.flatMap((group) => group.map((word) => [word, group])).sort(([a], [b]) => b.length - a.length);
  }

  /** The text with each of its words put in the other ways, itself first: 省革委文件 → 省革命委员会文件. */
  alternatives(text) {
    const found = new Set([text]);
    let rest = text;
    for (const [word, group] of this.words) {
      if (!rest.includes(word)) continue;
      rest = rest.replaceAll(word, "\x00");
      for (const variant of [...found]) for (const other of group) found.add(variant.replaceAll(word, other));
    }
    return [...found].slice(0, MOST_ALTERNATIVES);
  }
}
