// What to ask instead: the Chinese words that Latin letters may mean; when nothing is found and these are none, words
// that sound alike, a code as others write it, the words of a question, fewer terms, or the longest parts of a term that stand anywhere.

import { soundingAlike, wordsFor } from "./pinyin.js";

const MOST = 4;
const MOST_TRIED = 10;
const LONGEST_PIECE = 12;
// What people put between the words that they look for, and nothing is titled by.
const BETWEEN = /[\p{P}\p{S}\s]+|有没有|请问|查找|关于|有关|的|档案|资料|第(?=\d)/u;

/** {place, suggestions: [{query, total, exact}, …]}: the nearest to what was asked first; "meant" if they are read so. */
export async function suggestions(engine, query, request, signal, nothing) {
  let place = "meant";
  const words = engine.directory.pinyin ? await wordsFor(engine.store, query, signal) : [];
  let found = await finding(engine, words, request, signal);
  if (nothing && !found.length) {
    place = "instead";
    const asked = query.terms.filter((term) => !term.exclude && !term.field).map((term) => term.text);
    const wanted = asked.filter((text) => /[\p{L}\p{N}]/u.test(text));
    const tried = [
      ...(engine.directory.pinyin ? (await soundingAlike(engine.store, wanted.join(" "), signal)).slice(0, MOST) : []),
      ...codes(wanted),
      ...(await wordsIn(engine, wanted, signal)),
    ];
    const others = tried.filter((text) => text && text !== asked.join(" "));
    found = await finding(engine, others.slice(0, MOST_TRIED), request, signal);
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

/** Latin letters and digits as one code, and with its numbers as long as they often are: M003 1 7, M003-1-0007; 档号 before it goes. */
function codes(terms) {
  const parts = terms.join("-").replace(/^\D*号/, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (parts.length < 2 || !parts.every((part) => /^[a-z]*\d*$/.test(part))) return [];
  const last = parts.pop();
  return [0, 4, 3, 2].map((length) => [...parts, last.padStart(length, "0")].join("-"));
}

/** The words that the terms are made of: without what stands between them; as long as they stand anywhere; fewer of them. */
async function wordsIn(engine, terms, signal) {
  const split = terms.join(" ").split(BETWEEN).filter((word) => /../u.test(word));
  const pieces = await Promise.all(split.map((word) => piecesOf(engine, word.match(/\d+|./gu), signal)));
  const texts = [split, pieces.flat()].map((each) => each.join(" "));
  return [...texts, ...fewer(terms.length > 1 ? terms : pieces.flat())];
}

/** The longest runs of characters and numbers that stand anywhere. */
async function piecesOf(engine, characters, signal) {
  const found = [];
  for (let at = 0, length; at < characters.length; at += length) {
    for (length = Math.min(LONGEST_PIECE, characters.length - at); length > 1; length -= 1) {
      if (await stands(engine, characters.slice(at, at + length), signal)) break;
    }
    if (length > 1) found.push(characters.slice(at, at + length).join(""));
  }
  return found;
}

async function stands(engine, characters, signal) {
  const text = characters.join("");
  const { count, length } = await engine.postings.find([...text], 0, signal);
  if (!count || length === [...text].length) return count > 0;
  const search = await engine.records({ query: `"${text}"` }, signal); // it goes on from a leaf: who knows
  return (await search.upTo(1, signal)).length > 0;
}

/** All terms but one, then each alone. */
function fewer(terms) {
  const without = terms.map((_, i) => terms.filter((_, j) => j !== i).join(" "));
  return [...new Set([...without, ...terms])];
}
