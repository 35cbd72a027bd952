// Records that may have all terms, ascending, piece by piece: of long lists no more is read than a page is likely to need.

import { atHand, isWorth } from "./postings.js";
import { difference, intersection, lowerBound } from "./sets.js";

const STEP = 1 << 16;
const ENOUGH = 24; // candidates of a first window
const SLICES = 8; // read for a first window, about
const NEXT_SLICES = 12;
const BLOCKS = 4; // read beside slices, before these tell which of their records are wanted

/**
 * The records of a search (`lists` of all terms, `without` those of records that are none) from a border of a list to the
 * next. Without any lists all records are candidates, from `start` to before `end`.
 */
export class Pieces {
  constructor({ engine, lists, without, filters, range: [start, end] }, signal, known = atHand(lists)) {
    const { postings, facets } = engine;
    const long = lists.filter((list) => list.parts || (!list.ids && list.count < facets.count)); // what all have leaves all
    Object.assign(this, { engine, postings, facets, without, filters, start, end, signal, ids: known, long: long.sort((a, b) => a.count - b.count) });
  }

  get all() {
    return [...this.long, ...this.without];
  }

  /** What part of records a list leaves. */
  #leaves(list, density = list.count / this.facets.count) {
    return Math.abs(this.without.includes(list) - Math.min(0.99, density));
  }

  /** The piece from `start` on: how many records fit, what part of them each list leaves, how many that is if terms are independent. */
  async next(start, filters) {
    const { postings, ids, facets } = this;
    const border = Math.min(this.end, ...this.all.flatMap((list) => postings.borders(list)).filter((at) => at > start));
    const end = ids || this.long.length ? border : Math.min(border, start + STEP);
    let size = end - start;
    if (ids || facets.tests(filters).length) size = (await facets.filtered(within(ids, start, end), filters, this.signal)).length;
    const shares = this.all.map((list) => this.#leaves(list, postings.density(list, start)));
    return { start, end, size, shares, likely: shares.reduce((a, b) => a * b, size) };
  }

  slices(places, lists = this.all) {
    return lists.flatMap((list) => this.postings.slicesFor(list, places)).length;
  }

  /** What fits and stands in all of the lists from `start` to before `end`; `places` are one or more in each piece between. */
  async read(places, start, end, lists, filters) {
    const numbers = await Promise.all(lists.map((list) => this.postings.covering(list, places, this.signal)));
    const ids = within(this.ids ?? (this.long.length ? numbers[0] : null), start, end);
    const narrowed = (left, other, i) => (this.without.includes(lists[i]) ? difference : intersection)(left, other);
    return this.facets.filtered(numbers.reduce(narrowed, ids), filters, this.signal);
  }

  /** Reads lists as a whole that have so many slices together, short ones first: then more is known of where others are needed. */
  async shorten(slices) {
    const short = this.long.filter((list) => (slices -= this.postings.borders(list).length) >= 0);
    this.long = this.long.filter((list) => !short.includes(list));
    const numbers = await Promise.all(short.map((list) => this.postings.covering(list, null, this.signal)));
    this.ids = atHand([this, ...numbers.map((ids) => ({ ids }))]);
  }

  /** Lists that are worth their slices where records may tell instead, of all that would be read for a page. */
  #worth(start) {
    let left = this.ids?.length ?? this.facets.count;
    const part = Math.min(1, ENOUGH / this.all.reduce((sum, list) => sum * this.#leaves(list), left));
    if (this.ids) this.#ahead(within(this.ids, start, this.end).subarray(0, part * left));
    return this.all.filter((list, i) => {
      const worth = (!this.ids && !i) || isWorth(list, this.#leaves(list), left, part * this.postings.borders(list).length);
      if (worth) left *= this.#leaves(list);
      return worth;
    });
  }

  /** Asks for these records if they stand close together: then slices of other lists and records come in one round. */
  #ahead(ids) {
    const blocks = new Map(Array.from(ids, (number) => [this.engine.blockOf(number), number]));
    if (blocks.size <= BLOCKS) this.engine.load(blocks.values(), this.signal).catch(() => {});
  }

  /**
   * Yields {ids, end, sure}: all candidates before record `end` that were not yielded before; unless `sure`, some may not be
   * in all lists. A window is enough pieces for what is wanted, or as many as take some slices.
   */
  async *windows() {
    const { media, years, ...cheap } = this.filters;
    const step = media || years ? this.facets.about.chunk : this.end; // of what has long columns, some records after the other
    let elsewhere = this.long.some(({ head }) => head?.length === 0); // of the field that is asked for
    for (let start = this.start, end = start, enough = ENOUGH, most = SLICES; start < this.end; enough *= elsewhere ? 16 : 4, most = NEXT_SLICES) {
      if (elsewhere) await this.shorten(SLICES);
      const few = this.#worth(start);
      const places = []; // one in each piece that may have any
      let expected = 0;
      do {
        const piece = await this.next(end, cheap);
        if (piece.likely) places.push(piece.start);
        expected += piece.likely;
        end = piece.end;
      } while (end < this.end && expected < enough && this.slices(places, few) < most);
      const lists = this.slices(places) <= most ? this.all : few;
      let ids = await this.read(places, start, end, lists, cheap);
      elsewhere = !ids.length;
      while (start < end) {
        start = Math.min(start + step, end);
        const here = within(ids, 0, start);
        ids = ids.subarray(here.length);
        yield { ids: await this.facets.filtered(here, { media, years }, this.signal), end: start, sure: !this.all[lists.length] };
      }
    }
  }
}

/** Those of ascending numbers from `start` to before `end`; all if there are none. */
function within(ids, start, end) {
  return ids ? ids.subarray(lowerBound(ids, start), lowerBound(ids, end)) : new Uint32Array(end - start).map((_, i) => start + i);
}
