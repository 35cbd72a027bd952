// Showing records.

import { urlOf } from "./addresses.js";
import { element, marked } from "./elements.js";

/** One record: reference code, title, then creators, date, fonds. */
export function recordItem(record, t) {
  const facts = [
    record.creators && element("span", { class: "hit-creators" }, marked(record.creators, record.marks.creators)),
    record.date_text && element("span", { class: "hit-date" }, record.date_text),
    record.doc_no && element("span", { class: "hit-number" }, marked(record.doc_no, record.marks.doc_no)),
    record.fonds_name && element("span", { class: "hit-fonds" }, record.fonds_name),
    record.has_media && element("span", { class: "chip" }, t("has_media")),
  ].filter(Boolean);
  const also = record.also
    .filter((field) => field !== "doc_no")
    .map((field) =>
      element("p", { class: "hit-also" }, `${t(`field_${field}`)} `, marked(record[field], record.marks[field])),
    );
  return element(
    "li",
    { class: "hit" },
    element("p", { class: "hit-code code" }, record.ref_code),
    element("h3", { class: "hit-title" }, element("a", { href: urlOf(record.address) }, marked(record.title, record.marks.title))),
    facts.length ? element("p", { class: "hit-facts" }, facts) : null,
    also,
  );
}

export function number(value) {
  return Number(value).toLocaleString("en-US");
}
