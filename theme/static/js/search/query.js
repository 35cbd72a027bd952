// What a person typed, as terms. All terms must be found; "…" keeps a phrase with its spaces;
// -term excludes; field:term looks in one field; 1950-1955, 1950至1955, 民国元年至三年, 1950年代, 20世纪50年代 and 五十年代 are ranges of years.

import { dateText, numeral } from "./fold.js";

export const LONGEST_QUERY = 200;
const MOST_TERMS = 12;

// Folded, so that they are understood in traditional characters, too.
const FIELD_NAMES = {
  title: ["title", "题名", "标题"],
  creators: ["creator", "creators", "责任者"],
  doc_no: ["no", "文号"],
  subjects: ["subject", "主题", "主题词"],
  places: ["place", "地名"],
  "": ["档号", "年份", "全宗"], // of what is found by its own form, in no field
};
const FIELD_OF = new Map(Object.entries(FIELD_NAMES).flatMap(([field, names]) => names.map((name) => [name, field])));

const TOKENS = /([-－]?)(?:(\p{L}+)[:：])?(?:["“”＂「」『』]([^"“”＂「」『』]*)(?:["“”＂「」『』]|$)|([^\s"“”＂「」『』]+))/gu;
const BEGUN = /^(?:[-－–—+]|(\p{L}+)[:：])$/u;
const YEAR_RANGE = /^(\d{4})年?(?:-|\.\.+|至|到)(\d{4})年?$/;
const SIGNS = /^[\p{P}\p{So}]+|[\p{P}\p{So}]+$/gu; // around what is meant: 《防汛》, 防汛。
const SPREAD = /(\d年?) +([-—～~至到]) +(?=\d)/g; // a range with spaces; a space on one side alone is an exclusion
const SAME_ERA = /^(\D\D)(.+[-至到])(?=.+年$)/; // 民国二十六年至三十年
const DATE = /^(\d{4}|\d{3}(?=年))(?:[-./,年](.*?)(?:[-./,月](.*?)[日号]?)?)?$/; // its numerals may be any
const DIGITS = /^(\d{4})(\d\d)(\d\d)$/; // of a day
const DECADE = /^(\d{3})0(?:s|年代)$/;
const OF_CENTURY = /^(?:(.+)世纪|(?!0))([二三四五六七八九]?十|\d0)年代$/; // the 20th unless it is named

/**
 * The query as {terms, years, cut}. A term is {text, alternatives, exclude, field, date, code}: folded text,
 * its synonyms and the same with years in Arabic digits where that differs, the digits of the year, month or day if it is
 * one, the code if it may be one.
 */
export function parseQuery(input, folding, synonyms) {
  const characters = [...input.normalize("NFC")];
  const cut = characters.length > LONGEST_QUERY;
  const query = { terms: [], years: null, cut };
  for (const match of characters.slice(0, LONGEST_QUERY).join("").replace(SPREAD, "$1$2").matchAll(TOKENS)) {
    const [, minus, name, phrase, word] = match;
    const field = FIELD_OF.get(folding.fold(name ?? "-"));
    const raw = (name && field === undefined ? `${name}:` : "") + (phrase ?? word);
    const begun = BEGUN.exec(word ?? ""); // and not typed to its end
    if (begun && (!begun[1] || FIELD_OF.has(folding.fold(begun[1])))) continue;
    const text = folding.fold(raw).replace(/[་།*?]+$/, ""); // signs after a Tibetan syllable, a wildcard, a question
    const years = phrase === undefined && !minus && !field && yearsOf(text, folding);
    if (years) query.years = years;
    else if (text && query.terms.length < MOST_TERMS) {
      query.terms.push(term(text, raw, { exclude: minus !== "", field, phrase: phrase !== undefined }, folding, synonyms));
    }
  }
  return query;
}

function term(text, raw, { exclude, field, phrase }, folding, synonyms) {
  const written = synonyms.alternatives(text);
  if (!phrase) written.push(text.replace(SIGNS, "") || text);
  const [date, inTitles] = written.map((one) => dateOf(one, folding)).find(Boolean) ?? [];
  if (inTitles) written.push(inTitles);
  const alternatives = [...new Set(written.flatMap((one) => [one, folding.withYears(one)]))];
  const parts = folding.codeParts(raw); // with Chinese in it a code only if it is in three parts: J001-永久-12
  const mayBeCode = !field && !phrase && /^(?=.*\d)(?=0|.*[\p{L}-])(?:\P{Script=Han}+|\w+-.+-.*)$/u.test(parts);
  return { text, alternatives, exclude, field, date: field ? null : date, code: mayBeCode ? parts : null };
}

/** A year, month or day as [its digits, as titles write a month or day]: 195403, 1954年3月; undefined if the text is none. */
function dateOf(text, folding) {
  const [, year, ...parts] = DATE.exec(folding.withYears(text.replace(DIGITS, "$1-$2-$3"))) ?? [];
  const inTitles = year && dateText(year, ...parts);
  if (!inTitles || (parts[0] && year < 1912 && !/^\d/.test(text))) return;
  return [inTitles.match(/\d+/g).map((each, i) => each.padStart(i ? 2 : 4, "0")).join(""), parts[0] && inTitles];
}

/** The first and the last year of a range or a decade; undefined if the text is neither. */
function yearsOf(text, folding) {
  const decade = text.replace(OF_CENTURY, (_, century = "20", tens) => `${(numeral(century) - 1) * 100 + numeral(tens)}年代`);
  for (const range of [decade.replace(DECADE, "$10-$19"), text.replace(SAME_ERA, "$1$2$1")]) {
    const [, first, last] = YEAR_RANGE.exec(folding.withYears(range)) ?? [];
    if (first <= last) return [Number(first), Number(last)];
  }
}
