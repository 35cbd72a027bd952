// Facet columns: values of records by number, counts, and ranges of records that fit a filter.

import { runs } from "./codec.js";
import { readable } from "./postings.js";
import { lowerBound } from "./sets.js";

export class Facets {
  #store;

  constructor(store, about, count) {
    this.#store = store;
    this.about = about;
    this.count = count;
  }

  /** Positions of a filter's values, or the values themselves for years. */
  position(column, value) {
    const values = this.about.values[column] ?? [];
    return values.findIndex((known) => [known].flat()[0] === value) + 1;
  }

  /** The value of `column` for each of `ids`. */
  async values(column, ids, signal) {
    const index = this.about.columns.indexOf(column);
    const out = new Uint16Array(ids.length);
    for (let i = 0; i < ids.length; ) {
      const chunk = (ids[i] / this.about.chunk) | 0;
      const start = chunk * this.about.chunk;
      const to = lowerBound(ids, start + this.about.chunk, i);
      const ordinal = index * 65536 + chunk;
      const body = await this.#store.file("f", ordinal, signal);
      const column_ = readable(() => runs(body), `f${ordinal}`);
      let run = 0;
      for (; i < to; i += 1) {
        const number = ids[i] - start;
        if (column_.ends[run] <= number) run = lowerBound(column_.ends, number + 1, run);
        out[i] = column_.values[run];
      }
    }
    return out;
  }

  /** Those of `ids` that fit all filters. */
  async filtered(ids, filters, signal) {
    for (const test of this.tests(filters)) {
      const columns = await Promise.all(test.columns.map((column) => this.values(column, ids, signal)));
      ids = ids.filter((_, i) => test.fits(...columns.map((column) => column[i])));
    }
    return ids;
  }

  tests({ media, years, ...listed }) {
    const tests = [];
    for (const column of this.about.columns) {
      const wanted = listed[column];
      if (!wanted?.length) continue;
      const positions = new Set(wanted.map((value) => this.position(column, value)));
      tests.push({ columns: [column], fits: (value) => value > 0 && positions.has(value) });
    }
    if (media) tests.push({ columns: ["has_media"], fits: (value) => value === 1 });
    if (years) {
      const [from, to] = years;
      tests.push({
        columns: ["year_start", "year_more"],
        fits: (start, more) => start > 0 && start <= to && start + more >= from,
      });
    }
    return tests;
  }
}
