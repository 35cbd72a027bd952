// Which records may contain a phrase: finding its grams in the shards.

import { ascending, Shard } from "./codec.js";
import { byCodePoint, intersection, union } from "./sets.js";
import { IndexError } from "./store.js";

const FEW = 48;
const LAST = "\u{10ffff}";
const LONGEST_GRAM = 12;
const MOST_AT_ONCE = 4;
const WORTH_SLICES = 3;

export class Postings {
  /** `about` is the directory's part on records or on pages. */
  constructor(store, about, shardKind, sliceKind) {
    this.store = store;
    this.frequent = about.frequent;
    this.firstKeys = about.grams ? about.grams.split("\n") : [];
    [this.shardKind, this.sliceKind] = [shardKind, sliceKind];
    this.parsed = new WeakMap();
  }

  /** The ordinal of the shard where a key stands if it exists; -1 before all. */
  ordinalOf(key) {
    let low = 0;
    let high = this.firstKeys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (byCodePoint(this.firstKeys[middle], key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  async shard(ordinal, signal) {
    const body = await this.store.file(this.shardKind, ordinal, signal);
    let shard = this.parsed.get(body);
    if (!shard) {
      shard = readable(() => new Shard(body), `${this.shardKind}${ordinal}`);
      this.parsed.set(body, shard);
    }
    return shard;
  }

  /** All numbers of a list, reading its slices if it is cut. */
  async numbers(list, signal) {
    if (!list.ids) {
      const pieces = await Promise.all(list.slices.map((slice) => this.slice(slice, signal)));
      list.ids = new Uint32Array(list.count);
      let at = 0;
      for (const piece of pieces) {
        list.ids.set(piece, at);
        at += piece.length;
      }
    }
    return list.ids;
  }

  async slice(slice, signal) {
    const body = await this.store.file(this.sliceKind, slice.ordinal, signal);
    return readable(() => ascending(body, slice.count), `${this.sliceKind}${slice.ordinal}`);
  }

  /** A phrase (folded) to be looked up, a few shards at a time. */
  phrase(text) {
    return new Phrase(this, text);
  }

  /** A key that is no run of characters, such as a year: one shard tells. */
  whole(key) {
    return new Whole(this, key);
  }

  /** A single character: its own list if it is frequent, else the lists of its pairs together. */
  async character(character, signal) {
    const first = Math.max(0, this.ordinalOf(character));
    const last = this.ordinalOf(character + LAST);
    if (last < 0) return empty(character);
    const own = (await this.shard(first, signal)).list(character);
    if (own) return own;
    const ordinals = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const shards = await Promise.all(ordinals.map((ordinal) => this.shard(ordinal, signal)));
    const lists = shards.flatMap((shard) =>
      shard.keys.flatMap((key, i) => (key.startsWith(character) ? [shard.listAt(i)] : [])),
    );
    const ids = union(await Promise.all(lists.map((list) => this.numbers(list, signal))));
    return { key: character, count: ids.length, ids, slices: null };
  }

  /** The numbers in all of the lists, short ones first; cut lists only while they are worth their slices. */
  async common(lists, signal, complete = false) {
    const ordered = [...lists].sort((a, b) => a.count - b.count);
    let ids = await this.numbers(ordered[0], signal);
    for (const list of ordered.slice(1)) {
      const worth = list.ids || complete || (ids.length > FEW && this.slicesFor(list, ids).length <= WORTH_SLICES);
      if (worth) ids = intersection(ids, await this.covering(list, ids, signal));
    }
    return ids;
  }

  /** The numbers of a list, of a cut list only the slices in which one of `ids` could be. */
  async covering(list, ids, signal) {
    if (list.ids) return list.ids;
    const pieces = await Promise.all(this.slicesFor(list, ids).map((slice) => this.slice(slice, signal)));
    return union(pieces);
  }

  slicesFor(list, ids) {
    return list.slices.filter((slice, i) => someBetween(ids, slice.first, list.slices[i + 1]?.first ?? Infinity));
  }
}

function someBetween(ids, first, end) {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle] < first) low = middle + 1;
    else high = middle;
  }
  return low < ids.length && ids[low] < end;
}

function empty(key) {
  return { key, count: 0, ids: new Uint32Array(0), slices: null };
}

/**
 * What is known of a phrase: every record with it is in all of `lists`; if `exact`, there is one list and
 * it holds just those. `look` reads more shards, the most promising first.
 */
export class Phrase {
  constructor(postings, text) {
    this.postings = postings;
    this.characters = [...text];
    this.shards = new Map();
    this.lists = [];
    this.exact = false;
    this.waiting = this.order();
  }

  /** Whether more shards could tell more. */
  get open() {
    return !this.exact && this.waiting.length > 0;
  }

  /** Positions of pairs: the probably rarest first (rare characters have few shards), then the beginning. */
  order() {
    const { postings, characters } = this;
    const weight = characters.map((c) => postings.ordinalOf(c + LAST) - postings.ordinalOf(c) + 0.1);
    const starts = characters.slice(1).map((_, i) => i);
    starts.sort((a, b) => weight[a] * weight[a + 1] - weight[b] * weight[b + 1] || a - b);
    return [...new Set([...starts.slice(0, 1), 0, ...starts])];
  }

  /** Positions whose pair stands in no known gram: what is known says nothing of these characters together. */
  get gaps() {
    const inside = (start) => this.lists.some((list) => list.start <= start && list.end >= start + 2);
    return this.waiting.filter((start) => !inside(start));
  }

  /**
   * The positions to read next: of the gaps some that are not neighbours (one gram may close several), and
   * where a known gram ends, positions four and two before, whose grams reach over that end.
   */
  get telling() {
    const open = this.lists.filter((list) => list.end < this.characters.length);
    const ends = open.flatMap(({ start, end }) => [Math.max(start + 1, end - 4), end - 2]);
    const chosen = ends.filter((start) => this.waiting.includes(start));
    for (const gap of this.gaps.sort((a, b) => a - b)) {
      if (!chosen.some((start) => Math.abs(start - gap) < 2)) chosen.push(gap);
    }
    return [...new Set(chosen)].slice(0, MOST_AT_ONCE);
  }

  /** Reads the most telling positions. */
  async lookWhereItTells(signal) {
    const next = this.telling;
    this.waiting = [...next, ...this.waiting.filter((start) => !next.includes(start))];
    if (next.length) await this.look(next.length, signal);
  }

  /** Reads the shards of the next `count` positions, and the shards of pairs that these did not hold. */
  async look(count, signal) {
    const { postings, characters } = this;
    if (characters.length === 1) {
      [this.lists, this.exact, this.waiting] = [[await postings.character(characters[0], signal)], true, []];
      return;
    }
    const starts = this.waiting.splice(0, count);
    await this.read(starts.map((start) => characters.slice(start)), signal);
    const missing = starts.filter((start) => !this.shards.has(this.ordinal(start, start + 2)));
    const unknown = missing.filter((start) => !this.lists.some((list) => list.start === start));
    if (unknown.length && !this.exact) await this.read(unknown.map((start) => characters.slice(start, start + 2)), signal);
  }

  async read(keys, signal) {
    const wanted = new Set(keys.map((key) => this.postings.ordinalOf(key.join(""))));
    for (const ordinal of [-1, ...this.shards.keys()]) wanted.delete(ordinal);
    const read = async (ordinal) => this.shards.set(ordinal, await this.postings.shard(ordinal, signal));
    await Promise.all([...wanted].map(read));
    this.collect();
  }

  ordinal(start, end) {
    return this.postings.ordinalOf(this.characters.slice(start, end).join(""));
  }

  /** Every gram of the phrase that stands in the shards at hand; one that must stand there and does not ends it. */
  collect() {
    const { characters, postings } = this;
    const known = new Map();
    for (let length = 2; length <= Math.min(characters.length, LONGEST_GRAM); length += 1) {
      for (let start = 0; start + length <= characters.length; start += 1) {
        const ordinal = this.ordinal(start, start + length);
        const shard = this.shards.get(ordinal);
        if (!shard && ordinal >= 0) continue;
        const key = characters.slice(start, start + length).join("");
        const list = shard?.list(key);
        const often = (from) => (known.get(`${from} ${length - 1}`)?.count ?? 0) > postings.frequent;
        if (list) known.set(`${start} ${length}`, Object.assign(list, { start, end: start + length }));
        else if (length === 2 || (often(start) && often(start + 1))) return this.settle(empty(key));
        if (list && length === characters.length) return this.settle(list);
      }
    }
    const all = [...known.values()];
    const widest = all.filter((a) => !all.some((b) => b !== a && b.start <= a.start && b.end >= a.end));
    this.lists = widest.sort((a, b) => a.count - b.count);
    return undefined;
  }

  settle(list) {
    [this.lists, this.exact] = [[list], true];
  }
}

/** A Phrase for a key that stands for itself. */
class Whole {
  constructor(postings, key) {
    Object.assign(this, { postings, key, lists: [], exact: false, telling: [] });
  }

  get open() {
    return !this.exact;
  }

  async look(_, signal) {
    const ordinal = this.postings.ordinalOf(this.key);
    const list = ordinal < 0 ? null : (await this.postings.shard(ordinal, signal)).list(this.key);
    [this.lists, this.exact] = [[list ?? empty(this.key)], true];
  }

  lookWhereItTells(signal) {
    return this.look(1, signal);
  }
}

/** Runs a decoder; what it cannot read is a damaged file. */
export function readable(decode, path) {
  try {
    return decode();
  } catch (error) {
    if (error instanceof RangeError) throw new IndexError("damaged", path);
    throw error;
  }
}
