// Showing results: records, pages of the site, and what filters there are.

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

const SHOWN_AT_FIRST = 8;

/** A group of check boxes with counts: [[value, name, count], …]. The chosen come first. */
export function choices(name, legend, values, chosen, t) {
  const rows = values.map(([value, label, count]) => {
    const id = `f-${name}-${value}`;
    const box = element("input", { type: "checkbox", id, name, value, checked: chosen.includes(String(value)) });
    const text = !label ? String(value) : name === "level" ? label : `${value} ${label}`;
    return element("li", {}, box, element("label", { for: id }, text, " ", element("span", { class: "choice-count" }, number(count))));
  });
  const group = element("fieldset", { class: "choice" }, element("legend", {}, legend));
  group.append(element("ul", {}, rows.slice(0, SHOWN_AT_FIRST)));
  if (rows.length > SHOWN_AT_FIRST) {
    const rest = element("ul", {}, rows.slice(SHOWN_AT_FIRST, 200));
    group.append(element("details", {}, element("summary", {}, t("more_choices", { n: rows.length - SHOWN_AT_FIRST })), rest));
  }
  return group;
}

/** Decades as buttons: [[1950, "", count], …]. */
export function decades(legend, values, t) {
  const rows = values.map(([decade, , count]) =>
    element("li", {}, element("button", { type: "button", class: "chip", "data-decade": decade }, t("decade", { n: decade }), " ", element("span", { class: "choice-count" }, number(count)))),
  );
  return element("fieldset", { class: "choice decades" }, element("legend", {}, legend), element("ul", {}, rows));
}

export function number(value) {
  return Number(value).toLocaleString("en-US");
}
