// Showing results: records and pages of the site.

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

/** The address of a page with the words found in its text, which it marks where they stand (see media/hits.js). */
function withHit(page) {
  const url = new URL(urlOf(page.address));
  const [range] = page.marks.snippet ?? [];
  if (range && page.snippet) url.searchParams.set("q", page.snippet.slice(...range));
  return url.href;
}

/** One page of the site with its snippet. */
export function pageItem(page, t) {
  return element(
    "li",
    { class: "hit", lang: page.language },
    element("p", { class: "hit-code kicker" }, t(`group_${page.group}`)),
    element("h3", { class: "hit-title" }, element("a", { href: withHit(page) }, marked(page.title, page.marks.title))),
    page.snippet ? element("p", { class: "hit-snippet" }, marked(page.snippet, page.marks.snippet)) : null,
  );
}

export function number(value) {
  return Number(value).toLocaleString("en-US");
}
