// Which records may contain a phrase: finding it in the tree of phrases.

import { ascending, having, keysOf, Reader, Shard } from "./codec.js";
import { intersection, lowerBound, placeOf, union } from "./sets.js";
import { IndexError } from "./store.js";

/** Fields in which alone a phrase may be looked for, in the order of their bits in marks. */
const FIELDS = ["title", "creators", "doc_no", "subjects", "places"];
const FEW = 16;
const LONG_REST = 6;
const WORTH_SLICES = 3;
const WORTH_SHARE = 1.5;

export class Postings {
  #store;
  #firstKeys;
  #count;
  #shardKind;
  #sliceKind;
  #parsed = new WeakMap();

  /** `about` is the directory's part on records or on pages. */
  constructor(store, about, shardKind, sliceKind) {
    this.#store = store;
    this.#firstKeys = keysOf(about.grams);
    this.#count = about.count;
    [this.#shardKind, this.#sliceKind] = [shardKind, sliceKind];
  }

  /** The ordinal of the shard where a key stands if it exists; -1 before all. */
  ordinalOf(key) {
    return placeOf(this.#firstKeys, key);
  }

  async #shard(ordinal, signal) {
    const body = await this.#store.file(this.#shardKind, ordinal, signal);
    let shard = this.#parsed.get(body);
    if (!shard) {
      shard = readable(() => new Shard(body, this.#sliceKind), `${this.#shardKind}${ordinal}`);
      this.#parsed.set(body, shard);
    }
    return shard;
  }

  /** Any of some lists, as one: read at once where all are at hand. */
  either(lists) {
    const wanted = lists.filter((list) => list.count);
    if (wanted.length === 1) return wanted[0];
    if (wanted.every((list) => list.ids)) {
      const ids = union(wanted.map((list) => list.ids));
      return { count: ids.length, ids, slices: null };
    }
    return { count: wanted.reduce((sum, list) => sum + list.count, 0), ids: null, parts: wanted, must: wanted[0].must };
  }

  /** All numbers of a list, reading its slices if it is cut. */
  async numbers(list, signal) {
    if (!list.ids) {
      const pieces = list.parts
        ? list.parts.map((part) => this.numbers(part, signal))
        : list.slices.map((slice) => this.slice(slice, signal));
      list.ids = union(await Promise.all(pieces));
    }
    return list.ids;
  }

  async slice({ kind, field, ordinal, marks, count }, signal) {
    const files = [ordinal, ...(field ? [marks] : [])].map((each) => this.#store.file(kind, each, signal));
    const [body, bits] = await Promise.all(files);
    return readable(() => having(ascending(new Reader(body), count), bits, field), kind + ordinal);
  }

  /** A phrase (folded) to be looked up, in one field if that is named. */
  phrase(text, field) {
    return new Phrase(this, text, field ? 2 << FIELDS.indexOf(field) : 0);
  }

  /** What the index knows of a phrase (its code points): see Shard.find. */
  async find(characters, field, signal) {
    const ordinal = this.ordinalOf(characters.join(""));
    if (ordinal < 0) return none(characters.length);
    const shard = await this.#shard(ordinal, signal);
    return readable(() => shard.find(characters, field), `${this.#shardKind}${ordinal}`) ?? none(characters.length);
  }

  /**
   * {ids, sure}: the numbers in all of the lists, short ones first; cut lists only while they are worth their slices, or if
   * no record tells what they do (`must`).
   */
  async common(lists, signal, complete = false) {
    const ordered = [...lists].sort((a, b) => a.count - b.count);
    const [shortest] = ordered;
    const known = ordered.flatMap((list) => (list.ids ? [list.ids] : []));
    const ids = known.length ? known.reduce(intersection) : await this.numbers(shortest, signal);
    const cut = ordered.filter((list) => !list.ids);
    const worth = cut.filter((list) => complete || list.must || list === shortest || (ids.length > FEW && this.#isWorth(list, ids)));
    return { ids: await this.inAll(ids, worth, signal), sure: worth.length === cut.length };
  }

  /** Whether reading where a list goes is worth it: few slices, or some that leave little. */
  #isWorth(list, ids) {
    const slices = this.slicesFor(list, ids).length;
    return slices <= WORTH_SLICES || slices * list.count <= WORTH_SHARE * this.#count;
  }

  /** The numbers of a list, of a cut list only the slices in which one of `ids` could be. */
  async covering(list, ids, signal) {
    if (list.ids) return list.ids;
    if (list.parts) return union(await Promise.all(list.parts.map((part) => this.covering(part, ids, signal))));
    return union(await Promise.all(this.slicesFor(list, ids).map((slice) => this.slice(slice, signal))));
  }

  /** Those of `ids` that are in all of the lists, which are read at the same time. */
  async inAll(ids, lists, signal) {
    const found = await Promise.all(lists.map((list) => this.covering(list, ids, signal)));
    return found.reduce(intersection, ids);
  }

  /** The record up to which the slice tells that tells of a number. */
  reach(list, number) {
    if (list.ids) return Infinity;
    if (list.parts) return Math.min(...list.parts.map((part) => this.reach(part, number)));
    return list.slices.find(({ first }, i) => i && first > number)?.first ?? Infinity;
  }

  slicesFor(list, ids) {
    if (list.ids) return [];
    if (list.parts) return list.parts.flatMap((part) => this.slicesFor(part, ids));
    return list.slices.filter((slice, i) => ids[lowerBound(ids, slice.first)] < (list.slices[i + 1]?.first ?? Infinity));
  }
}

/** An empty list, of a phrase of so many characters. */
export function none(length = 0) {
  const ids = new Uint32Array(0);
  return { length, count: 0, ids, titles: ids, slices: null };
}

/**
 * What is known of a phrase: every record with it is in all of `lists`; if `exact`, there is one list and
 * it holds just those. Characters before `end` are known to stand together.
 */
export class Phrase {
  lists = [];
  exact = false;
  #postings;
  #field;
  #end = 0;

  constructor(postings, text, field) {
    this.#postings = postings;
    this.#field = field;
    this.characters = [...text];
  }

  /** Whether the index could tell more. */
  get open() {
    return !this.exact && this.#end < this.characters.length;
  }

  /** Finds the phrase or, if it goes on from a leaf, the records of that leaf: all that can have it. */
  async look(signal) {
    this.#add(0, await this.#postings.find(this.characters, this.#field, signal));
  }

  /** Looks for what follows the part that is known: at its last character, and in the middle of a long rest. */
  async narrow(signal) {
    const start = Math.max(1, this.#end - 1);
    const rest = this.characters.length - start;
    const starts = rest > LONG_REST ? [start, start + (rest >>> 1)] : [start];
    const found = await Promise.all(starts.map((at) => this.#postings.find(this.characters.slice(at), this.#field, signal)));
    found.forEach((list, i) => this.#add(starts[i], list));
  }

  #add(start, list) {
    if (!list.count || (start === 0 && list.length === this.characters.length)) {
      [this.lists, this.exact] = [[list], true];
    } else if (!this.exact) {
      this.lists.push(list);
      if (start <= this.#end) this.#end = Math.max(this.#end, start + list.length);
    }
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
