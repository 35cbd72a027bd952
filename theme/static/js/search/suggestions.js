// What to ask instead: the Chinese words that Latin letters may mean; when nothing is found and these are none, fewer
// terms, or the longest parts of a term that exist.

import { wordsFor } from "./pinyin.js";

const MOST = 4;
const MOST_TRIED = 10;

/** {place, suggestions: [{query, total, exact}, …]}: the nearest to what was asked first; "meant" if they are read so. */
export async function suggestions(engine, query, request, signal, nothing) {
  let place = "meant";
  const words = engine.directory.pinyin ? await wordsFor(engine.store, query, signal) : [];
  let found = await finding(engine, words, request, signal);
  if (nothing && !found.length) {
    place = "instead";
    const wanted = query.terms.filter((term) => !term.exclude && !term.field).map((term) => term.text);
    const tried = wanted.length > 1 ? fewer(wanted) : parts(wanted[0] ?? "");
    found = await finding(engine, tried.slice(0, MOST_TRIED), request, signal);
  }
  return { place, suggestions: found };
}

/** Those that find something, none that is part of one before. */
async function finding(engine, tried, request, signal) {
  const found = [];
  for (const text of tried) {
    if (found.length === MOST || found.some((known) => known.query.includes(text))) continue;
    const search = await engine.records({ ...request, query: text, sort: "relevance" }, signal);
    if ((await search.upTo(1, signal)).length) found.push({ query: text, total: search.total, exact: search.exact });
  }
  return found;
}

/** All terms but one, then each alone. */
function fewer(terms) {
  const without = terms.map((_, i) => terms.filter((_, j) => j !== i).join(" "));
  return [...new Set([...without, ...terms])];
}

/** Beginnings and ends of a term, long ones first, down to two characters. */
function parts(text) {
  const characters = [...text];
  const found = [];
  for (let length = characters.length - 1; length >= Math.max(2, characters.length - 5); length -= 1) {
    for (let start = 0; start + length <= characters.length; start += 1) found.push(characters.slice(start, start + length).join(""));
  }
  const half = Math.ceil(characters.length / 2);
  if (characters.length > 7) found.splice(4, 0, characters.slice(0, half).join(""), characters.slice(half).join(""));
  return found;
}
