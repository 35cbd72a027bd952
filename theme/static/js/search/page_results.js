// Showing pages of the site and leaves of texts: few of each above the records, the rest is one press away; and what
// to ask instead.

import { urlOf } from "./addresses.js";
import { element, marked, part } from "./elements.js";
import { number } from "./results.js";
import { addressOf, PAGE_SIZE } from "./state.js";

const SHOWN = 3;

/** Shows {pages, leaves, from, more}: leaves `from` some number on follow those shown; `ask` asks for more of them. */
export function showPages({ pages, leaves, from, more }, t, ask) {
  const items = leaves.map((leaf) => pageItem(leaf, t));
  const on = part("texts-more");
  if (from > 0) {
    part("texts").append(...items);
    on.hidden = !more;
    items[0]?.querySelector("a").focus();
    return;
  }
  const own = document.documentElement.lang; // pages in the reader's language come first
  const ordered = pages.toSorted((a, b) => (a.language !== own) - (b.language !== own));
  group("pages", ordered.map((page) => pageItem(page, t)));
  group("texts", items, () => (on.hidden = !more));
  on.hidden = !more || items.length > SHOWN;
  on.onclick = ask;
}

/** Shows what to ask instead, as addresses of `state` with another query. */
export function showSuggestions({ place, suggestions }, state, t) {
  const items = suggestions.map(({ query, total, exact }) => {
    const link = element("a", { href: addressOf({ ...state, query, count: PAGE_SIZE }) }, query);
    const count = exact ? t(total === 1 ? "suggestion_one" : "suggestion", { n: number(total) }) : "";
    return element("li", {}, link, " ", element("span", { class: "choice-count" }, count));
  });
  part(place).replaceChildren(...items);
  part(`${place}-group`).hidden = !items.length;
}

/** Shows few of a group; its button shows all, and then there is what `opened` does. */
function group(name, items, opened = () => {}) {
  const all = part(`${name}-all`);
  for (const item of items.slice(SHOWN)) item.hidden = true;
  part(name).replaceChildren(...items);
  part(`${name}-group`).hidden = items.length === 0;
  all.hidden = items.length <= SHOWN;
  all.onclick = () => {
    for (const item of items) item.hidden = false;
    all.hidden = true;
    opened();
    items[SHOWN].querySelector("a").focus();
  };
}

/** The address of a page with the words found in its text, which it marks where they stand (see media/hits.js). */
function withHit(page) {
  const url = new URL(urlOf(page.address));
  const [range] = page.marks.snippet ?? [];
  if (range && page.snippet) url.searchParams.set("q", page.snippet.slice(...range));
  return url.href;
}

/** One page of the site, or leaf of a text, with its snippet. */
function pageItem(page, t) {
  return element(
    "li",
    { class: "hit", lang: page.language },
    element("p", { class: "hit-code kicker" }, page.leaf || t(`group_${page.group}`)),
    element("h3", { class: "hit-title" }, element("a", { href: withHit(page) }, marked(page.title, page.marks.title))),
    page.snippet ? element("p", { class: "hit-snippet" }, marked(page.snippet, page.marks.snippet)) : null,
  );
}
