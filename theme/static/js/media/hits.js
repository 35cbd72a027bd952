// Words that a visitor searched for (?q=…), marked where they stand on the page: in texts, transcripts and readers.

import { reveal } from "./dom.js";

const LONGEST = 100;

/** The words to be marked, as they stand in the address. */
export function wanted() {
  return (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, LONGEST).toLowerCase();
}

/** Every place below an element where the words stand, as ranges; they may run through links and emphasis. */
export function rangesOf(root, words) {
  if (!words) return [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data.toLowerCase();
  }
  const ranges = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const range = new Range();
    range.setStart(...place(nodes, at));
    const [last, offset] = place(nodes, at + words.length - 1);
    range.setEnd(last, offset + 1);
    ranges.push(range);
  }
  return ranges;
}

function place(nodes, at) {
  const [start, node] = nodes.findLast(([first]) => first <= at);
  return [node, Math.min(at - start, node.data.length)];
}

function start() {
  const main = document.querySelector("main");
  const ranges = main ? rangesOf(main, wanted()) : [];
  if (!ranges.length || !globalThis.Highlight) return;
  CSS.highlights.set("search-hit", new Highlight(...ranges));
  const first = ranges[0].startContainer.parentElement;
  for (let fold = first.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (!location.hash) requestAnimationFrame(() => reveal(first));
}

// After readers and transcripts have started, so that the page that has the words is already turned to.
addEventListener("load", start);
