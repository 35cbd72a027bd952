// Showing pages of the site and leaves of texts: few of each above the records, the rest is one press away.

import { urlOf } from "./addresses.js";
import { element, marked } from "./elements.js";

const SHOWN = 3;
const MORE_LEAVES = 20;

const part = (name) => document.getElementById(`search-${name}`);

/** Shows {pages, leaves, more}; `ask(count)` asks for so many leaves. */
export function showPages({ pages, leaves, more }, t, ask) {
  const own = document.documentElement.lang; // pages in the reader's language come first
  const ordered = [...pages].sort((a, b) => (a.language !== own) - (b.language !== own));
  group("pages", ordered.map((page) => pageItem(page, t)));
  const before = part("texts").childElementCount;
  const open = part("texts-all").dataset.open === "true" && leaves.length > MORE_LEAVES;
  group("texts", leaves.map((leaf) => pageItem(leaf, t)), open);
  if (open) part("texts").children[before]?.querySelector("a").focus();
  part("texts-more").hidden = !more || !part("texts-all").hidden;
  part("texts-more").onclick = () => ask(leaves.length + MORE_LEAVES);
  part("texts-all").addEventListener("click", () => (part("texts-more").hidden = !more), { once: true });
}

function group(name, items, open = false) {
  const all = part(`${name}-all`);
  for (const item of open ? [] : items.slice(SHOWN)) item.hidden = true;
  part(name).replaceChildren(...items);
  part(`${name}-group`).hidden = items.length === 0;
  all.hidden = open || items.length <= SHOWN;
  all.dataset.open = open;
  all.onclick = () => {
    for (const item of items) item.hidden = false;
    all.hidden = true;
    all.dataset.open = true;
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
