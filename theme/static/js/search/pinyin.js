// The Chinese words that Latin letters may mean: shuili or sl for 水利. A site has the file of them if it wants this.

const MOST = 8;

/** Up to eight words, those meant most likely first: read so, with these initials, beginning so, having it within. */
export async function wordsFor(store, query, signal) {
  const typed = typedLetters(query);
  if (!typed) return [];
  const ranked = (await entries(store, signal)).map((entry) => ({ ...entry, rank: rankOf(entry.sounds, typed) }));
  const found = ranked.filter(({ rank }) => rank >= 0);
  found.sort((one, other) => one.rank - other.rank || other.count - one.count || one.word.length - other.word.length);
  return found.slice(0, MOST).map(({ word }) => word);
}

/** What was typed as one run of Latin letters, `v` (for ü) as `u`; nothing if it has anything but letters. */
function typedLetters({ terms }) {
  if (terms.some((term) => term.exclude || term.field)) return "";
  const typed = terms.map((term) => term.text).join("").replace(/[\s"]/g, "").replaceAll("v", "u");
  return /^[a-z]{2,}$/.test(typed) ? typed : "";
}

async function entries(store, signal) {
  const text = await new Response(await store.file("y", 0, signal)).text();
  return text.split("\n").map((line) => {
    const [reading, word, count] = line.split("\t");
    return { sounds: reading.split(" "), word, count };
  });
}

/** The text with some of it put as a known word that is read the same: 澜西县 as 澜溪县. */
export async function soundingAlike(store, text, signal) {
  const known = await entries(store, signal);
  const read = new Set(known.flatMap(({ sounds, word }) => sounds.map((sound, i) => sound + [...word][i])));
  return known.flatMap(({ sounds, word }) => {
    for (let at = 0; at + word.length <= text.length; at += 1) {
      const part = text.slice(at, at + word.length);
      const same = sounds.every((sound, i) => read.has(sound + [...part][i]));
      if (same && part !== word) return [text.slice(0, at) + word + text.slice(at + word.length)];
    }
    return [];
  });
}

function rankOf(syllables, typed) {
  const whole = syllables.join("");
  const initials = syllables.map((syllable) => syllable[0]).join("");
  const within = typed.length > 3 && syllables.some((_, at) => syllables.slice(at).join("").startsWith(typed));
  const ranks = [whole === typed, initials === typed, typed.length > 2 && whole.startsWith(typed), initials.startsWith(typed), within];
  return ranks.indexOf(true);
}
