// Pages of the site that have all terms anywhere in title or text: few, so all are read and ranked. After them in the
// index stand the leaves of records' own texts, found by their text alone, in the order of their addresses.

import { intersection, lowerBound, union } from "./sets.js";

const MOST = 48;
const MOST_WITHIN = 400;
const SNIPPET = 60;
const NOTHING = { pages: [], leaves: [], more: false };

/**
 * {pages, leaves, more}: the pages best first, the first `most` leaves, whether there are more of these. Both are
 * [{title, address, group, leaf, language, snippet, score}, …].
 */
export async function searchPages(engine, asked, signal, within = "", most = 0) {
  let query = engine.parsed(asked);
  if (query.years && !query.terms.length) query = engine.parsed(`"${asked}"`); // pages have words, and no dates
  const wanted = query.terms.filter((term) => !term.exclude && !term.field);
  if (!wanted.length || wanted.length < query.terms.filter((term) => !term.exclude).length) return NOTHING;
  const ids = (await Promise.all(wanted.map((term) => candidates(engine, term, signal)))).reduce((a, b) => intersection(a, b));
  const right = async (numbers) => {
    const pages = await Promise.all(Array.from(numbers, (number) => page(engine, number, signal)));
    const inside = pages.filter(({ address }) => address.startsWith(within));
    return inside.map((one) => judged(engine.folding, one, query.terms)).filter(Boolean);
  };
  const at = lowerBound(ids, engine.directory.pages.texts);
  const pages = right(ids.subarray(0, Math.min(at, within ? MOST_WITHIN : MOST)));
  pages.catch(() => {}); // who waits for it is told
  const leaves = [];
  let next = at;
  while (leaves.length <= most && next < ids.length && most) {
    leaves.push(...(await right(ids.subarray(next, next + most + 1))));
    next += most + 1;
  }
  const more = leaves.length > most;
  return { pages: (await pages).sort((a, b) => a.score - b.score || (a.address < b.address ? -1 : 1)), leaves: leaves.slice(0, most), more };
}

async function candidates(engine, term, signal) {
  const sets = await Promise.all(
    term.alternatives.map(async (text) => {
      const phrase = engine.pagePostings.phrase(text);
      await phrase.look(signal);
      return engine.pagePostings.common(phrase.lists, signal);
    }),
  );
  return union(sets);
}

async function page(engine, number, signal) {
  return new Response(await engine.store.file("p", number, signal)).json();
}

function judged(folding, { description, text: body, ...page }, terms) {
  const lines = [description, ...body.split("\n")].filter((line) => line.trim());
  const title = page.group === "texts" ? "" : folding.fold(page.title);
  const texts = lines.map((line) => folding.fold(line));
  const has = (text, { alternatives }) => alternatives.some((alternative) => text.includes(alternative));
  let score = 0;
  for (const term of terms) {
    const inTitle = has(title, term);
    if (!term.exclude === !(inTitle || texts.some((text) => has(text, term)))) return null;
    if (!inTitle) score += 1;
  }
  const wanted = terms.filter((term) => !term.exclude);
  const best = texts.findIndex((text) => wanted.some((term) => has(text, term)));
  const [line = "", ...others] = lines.slice(Math.max(0, best));
  const said = line === description ? line : enough(line, others);
  return { ...page, score, snippet: cut(said, wanted, folding) };
}

/** A line of a text and, if it is short, those that follow. */
function enough(line, others) {
  for (const other of others) {
    if (line.length > SNIPPET) break;
    line += ` ${other}`;
  }
  return line;
}

/** The part of a line around its first hit. */
function cut(line, terms, folding) {
  const characters = folding.mapped(line);
  const folded = characters.map(([c]) => c).join("");
  const hits = terms.flatMap((t) => t.alternatives.map((a) => folded.indexOf(a))).filter((at) => at >= 0);
  const at = hits.length ? [...folded.slice(0, Math.min(...hits))].length : 0;
  const from = Math.max(0, at - SNIPPET / 3);
  const part = characters.slice(from, from + SNIPPET * 2);
  if (!part.length) return line.slice(0, SNIPPET * 2);
  const text = line.slice(part[0][1], part.at(-1)[2]);
  return (from > 0 ? "…" : "") + text + (from + part.length < characters.length ? "…" : "");
}
