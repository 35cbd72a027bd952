// Terms that leave nothing, which long lists would tell only at their end: 作的 -工作, where all that has the first has 工作的.

/** Whether all records with one of the terms have an excluded one in the same words, by their numbers; `asked` has looked up the terms. */
export async function nothing({ engine, sources, excluded }, asked, signal) {
  const found = sources.flatMap(({ term, phrases: [own, ...others] }) => {
    if (others.length || term.code !== null) return []; // themes have none
    const texts = excluded.flatMap(({ term: { field, alternatives } }) => (field && field !== term.field ? [] : alternatives));
    return texts.flatMap((text) => joined(term.text, text)).map(async (text) => {
      const both = engine.postings.phrase(text, term.field);
      await Promise.all([asked, both.look(signal)]);
      return own.exact && both.exact && own.lists[0].count === both.lists[0].count;
    });
  });
  return (await Promise.all(found)).includes(true);
}

/** The texts in which two stand that overlap. */
function joined(one, other) {
  if (one.includes(other)) return [one];
  return [[one, other], [other, one]].flatMap(([first, then]) =>
    Array.from(then, (_, i) => i && first.endsWith(then.slice(0, i)) && first + then.slice(i)).filter(Boolean),
  );
}
