// Which records may contain a phrase: finding it in the tree of phrases.

import { ascending, having, keysOf, Reader, Shard } from "./codec.js";
import { intersection, lowerBound, placeOf, union } from "./sets.js";
import { IndexError } from "./store.js";

/** Fields in which alone a phrase may be looked for, in the order of their bits in marks. */
const FIELDS = ["title", "creators", "doc_no", "subjects", "places"];
const FEW = 16;
const LONG_REST = 6;
const SLICES = 3;
const BLOCKS = 3;

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
      return { count: ids.length, ids };
    }
    return { count: wanted.reduce((sum, list) => sum + list.count, 0), parts: wanted, must: wanted[0].must };
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

  /** The numbers in all of the lists, short ones first; of cut lists, that leave a `share` at most, only while these are worth their slices. */
  async common(lists, signal, share = 1) {
    const ordered = lists.toSorted((a, b) => a.count - b.count);
    let ids = atHand(lists) ?? (await this.covering(ordered[0], null, signal));
    for (const list of ordered) {
      if (!list.ids && isWorth(list, Math.min(share, list.count / this.#count), ids.length, this.slicesFor(list, ids).length)) {
        ids = intersection(ids, await this.covering(list, ids, signal));
      }
    }
    return ids;
  }

  /** The numbers of a list, of a cut list only its head or the slices in which one of `ids` could be; all if there are none. */
  async covering(list, ids, signal) {
    const pieces = partsOf(list).flatMap((part) => {
      const slices = this.slicesFor(part, ids);
      return slices.length ? slices.map((slice) => this.slice(slice, signal)) : (part.ids ?? part.head);
    });
    return union(await Promise.all(pieces));
  }

  slicesFor(list, ids) {
    return partsOf(list).flatMap(({ ids: known, head, slices }) => {
      if (known || ids?.at(-1) <= head.at(-1)) return [];
      return slices.filter(({ first }, i) => !ids || ids[lowerBound(ids, first)] < (slices[i + 1]?.first ?? Infinity));
    });
  }

  /** What part of the records from `at` on a list has, as far as its slices tell. */
  density(list, at) {
    const densities = partsOf(list).map(({ count, size, slices }) => {
      if (!slices) return count / this.#count;
      const i = slices.findLastIndex(({ first }) => first <= at);
      return i < 0 ? 0 : ((count / size) * slices[i].count) / ((slices[i + 1]?.first ?? this.#count) - slices[i].first);
    });
    return densities.reduce((sum, each) => sum + each);
  }

  /** The records before which a list could be read up to. */
  borders(list) {
    return partsOf(list).flatMap(({ ids, head, slices }) => (ids ? [] : [(head.at(-1) ?? -1) + 1, ...slices.map(({ first }) => first)]));
  }
}

/** The numbers in all lists whose numbers are at hand; null if there are none. */
export function atHand(lists) {
  const known = lists.flatMap(({ ids }) => (ids ? [ids] : []));
  return known.length ? known.reduce(intersection) : null;
}

/** The lists of which one is made, itself if it is not. */
function partsOf(list) {
  return list.parts ?? [list];
}

/**
 * Whether it is worth reading so many slices of a list that leaves a `share` of some numbers, so many as are `left`: a slice
 * takes as much as three blocks of records, and these would tell, too, of all or until there are ten for a page.
 */
export function isWorth({ must }, share, left, slices) {
  return must || !slices || (left > FEW && (slices <= SLICES || slices * BLOCKS < Math.min(left, 10 / share)));
}

/** An empty list, of a phrase of so many characters. */
export function none(length = 0) {
  const ids = new Uint32Array(0);
  return { length, count: 0, ids, titles: ids };
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
