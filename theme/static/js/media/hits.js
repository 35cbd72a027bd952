// Words that a visitor searched for (?q=…), marked where they stand on the page: in texts, transcripts and readers.

import { lessMotion, reveal } from "./dom.js";

const LONGEST = 100;

/** The words to be marked, as they stand in the address. */
export function wanted() {
  return (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, LONGEST).toLowerCase();
}

/**
 * Every place below an element where the words stand, as ranges; they may run through links and emphasis, and over the
 * ends of lines: white space does not count.
 */
export function rangesOf(root, words) {
  const asked = bare(words);
  if (!asked) return [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += bare(walker.currentNode.data.toLowerCase());
  }
  const ranges = [];
  for (let at = text.indexOf(asked); at >= 0; at = text.indexOf(asked, at + asked.length)) {
    const range = new Range();
    range.setStart(...place(nodes, at));
    const [last, offset] = place(nodes, at + asked.length - 1);
    range.setEnd(last, offset + 1);
    ranges.push(range);
  }
  return ranges;
}

function bare(text) {
  return text.replace(/\s+/g, "");
}

/** The node and the offset in it of a character, counted without white space. */
function place(nodes, at) {
  const [start, node] = nodes.findLast(([first]) => first <= at);
  let left = at - start;
  for (let offset = 0; offset < node.data.length; offset += 1) {
    if (/\s/.test(node.data[offset])) continue;
    if (left === 0) return [node, offset];
    left -= 1;
  }
  return [node, node.data.length];
}

function start() {
  const main = document.querySelector("main");
  const ranges = main ? rangesOf(main, wanted()) : [];
  if (!ranges.length || !globalThis.Highlight) return;
  CSS.highlights.set("search-hit", new Highlight(...ranges));
  const named = document.querySelector(":target");
  const inside = ranges.find((range) => named?.contains(range.startContainer));
  const best = inside ?? ranges[0];
  const first = best.startContainer.parentElement;
  for (let fold = first.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (!location.hash || inside) requestAnimationFrame(() => bring(best, first));
}

/** Brings a place into sight: its element or, where that is higher than the window, its line. */
function bring(range, element) {
  const { top } = range.getBoundingClientRect();
  if (element.offsetHeight < innerHeight) reveal(element);
  else scrollTo({ top: scrollY + top - innerHeight / 3, behavior: lessMotion() ? "auto" : "smooth" });
}

// After readers and transcripts have started, so that the page that has the words is already turned to.
addEventListener("load", start);
