// Records of a theme, which a search looks up beside its phrases; loaded once a theme is chosen or themes are counted.

import { ownList, Reader } from "./codec.js";
import { none, readable } from "./postings.js";

const PER_FILE = 16;

/** Themes by their slugs. */
export function themes(engine, slugs) {
  return slugs.map((slug) => new Theme(engine, slug));
}

/** A theme as a phrase that is known to its end: `look` gives it the list of its records. */
class Theme {
  exact = true;
  lists = [];

  constructor(engine, slug) {
    this.engine = engine;
    this.place = engine.facets.position("theme", slug) - 1;
  }

  async look(signal) {
    const { store } = this.engine;
    const ordinal = Math.floor(this.place / PER_FILE);
    this.lists = [ordinal < 0 ? none() : listAt(await store.file("m", ordinal, signal), this.place % PER_FILE, ordinal)];
  }
}

function listAt(body, place, ordinal) {
  return readable(() => {
    const reader = new Reader(body);
    for (let before = 0; before < place; before += 1) ownList(reader, "n");
    return { ...ownList(reader, "n"), must: true };
  }, `m${ordinal}`);
}
