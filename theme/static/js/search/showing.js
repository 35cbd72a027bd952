// Results as the page gets them: plain values and the ranges to mark.

import { fieldOf, marks } from "./matching.js";

/**
 * A record or page with `marks`: {field: [[start, end], …]} in UTF-16 units of the field's text (NFC).
 * `also` names further fields of a record in which a term was found.
 */
export function shown(thing, terms, folding, fields = null) {
  const { streams, ...plain } = thing;
  const also = fields ? [] : otherFields(thing, terms, folding);
  const marked = fields ?? ["title", "creators", "doc_no", ...also];
  plain.marks = {};
  plain.also = also;
  for (const field of marked) {
    plain[field] = (plain[field] ?? "").normalize("NFC");
    plain.marks[field] = marks(plain[field], terms, folding);
  }
  return plain;
}

function otherFields(record, terms, folding) {
  const found = new Set(terms.filter((term) => !term.exclude).map((term) => fieldOf(record, term, folding)));
  return [...found].filter((field) => field && !["title", "creators", "date", "ref_code"].includes(field));
}
