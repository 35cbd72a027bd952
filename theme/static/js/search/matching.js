// Whether a record really contains what was asked, and where: the last word on every result.

import { TEXTS } from "./codec.js";

const SEPARATOR = "；";

/** The folded texts of a record by field: a phrase must stand within one of them. */
export function streamsOf(record, folding) {
  if (record.streams) return record.streams;
  const streams = new Map();
  for (const field of TEXTS) {
    if (!record[field]) continue;
    const values = field === "title" ? [record.title] : record[field].split(SEPARATOR);
    streams.set(field, values.map((value) => folding.fold(value)));
  }
  const title = streams.get("title")?.[0] ?? "";
  const arabic = folding.withYears(title);
  if (arabic !== title) streams.get("title").push(arabic);
  record.streams = streams;
  return streams;
}

/** The field in which a term stands, or null. */
export function fieldOf(record, term, folding) {
  for (const [field, texts] of streamsOf(record, folding)) {
    if (term.field && term.field !== field) continue;
    if (texts.some((text) => term.alternatives.some((alternative) => text.includes(alternative)))) return field;
  }
  if (term.date && [record.date_start, record.date_end].some((date) => date.startsWith(term.date))) return "date";
  return term.code && partsMatch(folding.codeParts(record.ref_code), term.code) ? "ref_code" : null;
}

/** Whether a code, in parts, begins as asked: with the same parts if it was written in parts. Without punctuation any division fits. */
export function partsMatch(parts, asked) {
  if (!asked.includes("-")) return parts.replaceAll("-", "").startsWith(asked);
  return parts.startsWith(asked) || (!parts.includes("-") && parts.startsWith(asked.replaceAll("-", "")));
}

/** Whether the record has all terms and none of the excluded; if so, how good a result it is (0 best). */
export function scored(record, terms, folding) {
  let score = 0;
  for (const term of terms) {
    const field = fieldOf(record, term, folding);
    if (term.exclude ? field : !field) return null;
    if (!term.exclude) score += weight(record, term, field);
  }
  return score;
}

function weight(record, term, field) {
  if (field === "ref_code") return record.ref_code.length === term.code.length ? 0 : 1;
  if (field !== "title") return 10 + TEXTS.indexOf(field);
  const titles = record.streams.get("title");
  const is = (test) => titles.some((title) => term.alternatives.some((text) => test(title, text)));
  if (is((title, text) => title === text)) return 0;
  const part = /^\w+$/.test(term.text) && !is((title, text) => title.split(/\W+/).includes(text)); // of a Latin word
  return (is((title, text) => title.startsWith(text)) ? 1 : 2) + 2 * part;
}

/** Ranges [start, end] of `text` (UTF-16) that a term's words occupy, in order and without overlap. */
export function marks(text, terms, folding) {
  const mapped = folding.mapped(text);
  const folded = mapped.map(([character]) => character);
  const ranges = [];
  for (const term of terms) {
    if (term.exclude) continue;
    for (const alternative of term.alternatives) ranges.push(...occurrences(folded, mapped, [...alternative]));
    if (term.alternatives.length > 1 || /\d{4}/.test(term.text)) ranges.push(...yearMarks(folded, mapped, term, folding));
  }
  return merged(ranges);
}

function occurrences(folded, mapped, wanted) {
  return folded.flatMap((_, i) => {
    const stands = wanted.every((character, j) => folded[i + j] === character);
    return stands ? [[mapped[i][1], mapped[i + wanted.length - 1][2]]] : [];
  });
}

/** Chinese and era years of the text that are the year asked for. */
function yearMarks(folded, mapped, term, folding) {
  const asked = new Set(term.alternatives.flatMap((text) => text.match(/\d{4}/g) ?? []));
  const text = folded.join("");
  const found = [];
  for (const match of text.matchAll(folding.years)) {
    if (!asked.has(/\d{4}/.exec(folding.withYears(match[0]))?.[0])) continue;
    const start = [...text.slice(0, match.index)].length;
    found.push([mapped[start][1], mapped[start + match[0].length - 1][2]]);
  }
  return found;
}

function merged(ranges) {
  const out = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}
