// Records of a theme, which a search looks up beside its phrases; loaded once a theme is chosen or themes are counted.

import { ownList, Reader } from "./codec.js";
import { none, readable } from "./postings.js";

const PER_FILE = 16;

/** Themes by their slugs, each as a phrase that is known to its end: `look` gives it the list of its records. */
export function themes(engine, slugs) {
  return slugs.map((slug) => {
    const place = engine.facets.position("theme", slug) - 1;
    const ordinal = Math.floor(place / PER_FILE);
    const look = async (signal) => {
      theme.lists = [ordinal < 0 ? none() : listAt(await engine.store.file("m", ordinal, signal), place % PER_FILE, ordinal)];
    };
    const theme = { exact: true, lists: [], look };
    return theme;
  });
}

function listAt(body, place, ordinal) {
  return readable(() => {
    const reader = new Reader(body);
    while (place--) ownList(reader, "n");
    return { ...ownList(reader, "n"), must: true };
  }, `m${ordinal}`);
}
