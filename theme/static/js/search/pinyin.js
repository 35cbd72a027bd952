// The Chinese words that Latin letters may mean: shuili or sl for 水利. A site has the file of them if it wants this.

import { typedLetters } from "./query.js";

const MOST = 8;

/** Up to eight words, those meant most likely first: read so, with these initials, beginning so, having it within. */
export async function wordsFor(store, query, signal) {
  const typed = typedLetters(query);
  if (!typed) return [];
  const lines = new TextDecoder().decode(await store.file("y", 0, signal)).split("\n");
  const found = lines.map((line) => entry(line, typed)).filter(({ rank }) => rank < NONE);
  found.sort((one, other) => one.rank - other.rank || other.count - one.count || one.length - other.length);
  return found.slice(0, MOST).map(({ word }) => word);
}

const NONE = 5;

function entry(line, typed) {
  const [reading, word, count] = line.split("\t");
  return { word, count: Number(count), length: word?.length, rank: rankOf(reading.split(" "), typed) };
}

function rankOf(syllables, typed) {
  const whole = syllables.join("");
  const initials = syllables.map((syllable) => syllable[0]).join("");
  if (whole === typed) return 0;
  if (initials === typed) return 1;
  if (typed.length > 2 && whole.startsWith(typed)) return 2;
  if (initials.startsWith(typed)) return 3;
  return typed.length > 3 && syllables.some((_, at) => syllables.slice(at).join("").startsWith(typed)) ? 4 : NONE;
}
