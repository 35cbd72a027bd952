// Which records may contain a phrase: finding its grams in the shards.

import { ascending, Shard } from "./codec.js";
import { byCodePoint, intersection, union } from "./sets.js";
import { IndexError } from "./store.js";

const FIRST_LOOK = 3;
const FEW = 48;

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

  /**
   * What is known of a phrase (folded): {lists, exact}. Every record with the phrase is in all of the
   * lists; if `exact`, there is one list and it holds just those. `thorough` reads all shards that could
   * narrow it down, else only the first look's.
   */
  async find(phrase, signal, thorough = false) {
    const characters = [...phrase];
    if (characters.length === 1) return this.character(phrase, signal);
    const starts = this.promising(characters);
    let found = await this.look(characters, starts.slice(0, FIRST_LOOK), signal);
    if (!found.exact && (thorough || smallest(found.lists) > FEW) && starts.length > FIRST_LOOK) {
      found = await this.look(characters, starts, signal);
    }
    return found;
  }

  /** A single character: its own list if it is frequent, else the lists of its pairs together. */
  async character(character, signal) {
    const first = Math.max(0, this.ordinalOf(character));
    const last = this.ordinalOf(character + "\u{10ffff}");
    if (last < 0) return { lists: [empty(character)], exact: true };
    const own = (await this.shard(first, signal)).list(character);
    if (own) return { lists: [own], exact: true };
    const ordinals = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const shards = await Promise.all(ordinals.map((ordinal) => this.shard(ordinal, signal)));
    const lists = shards.flatMap((shard) =>
      shard.keys.flatMap((key, i) => (key.startsWith(character) ? [shard.listAt(i)] : [])),
    );
    const ids = union(await Promise.all(lists.map((list) => this.numbers(list, signal))));
    return { lists: [{ key: character, count: ids.length, ids, slices: null }], exact: true };
  }

  /** Positions at which pairs start, the probably rarest first: rare characters have few shards. */
  promising(characters) {
    const weight = characters.map((c) => this.ordinalOf(c + "\u{10ffff}") - this.ordinalOf(c) + 0.1);
    const starts = characters.slice(1).map((_, i) => i);
    return starts.sort((a, b) => weight[a] * weight[a + 1] - weight[b] * weight[b + 1] || a - b);
  }

  async look(characters, starts, signal) {
    const whole = characters.join("");
    const wanted = new Set([this.ordinalOf(whole)]);
    for (const start of starts) {
      wanted.add(this.ordinalOf(characters.slice(start, start + 2).join("")));
      wanted.add(this.ordinalOf(characters.slice(start).join("")));
    }
    wanted.delete(-1);
    const shards = new Map();
    await Promise.all([...wanted].map(async (ordinal) => shards.set(ordinal, await this.shard(ordinal, signal))));
    return this.collect(characters, starts, shards);
  }

  /** Every gram of the phrase that stands in the shards at hand. */
  collect(characters, starts, shards) {
    const whole = characters.join("");
    const lists = [];
    for (let start = 0; start < characters.length - 1; start += 1) {
      for (let end = start + 2; end <= characters.length; end += 1) {
        const key = characters.slice(start, end).join("");
        const shard = shards.get(this.ordinalOf(key));
        const list = shard?.list(key);
        if (list && key === whole) return { lists: [list], exact: true };
        if (list) lists.push(list);
        const mustExist = end === start + 2 && (shard || (starts.includes(start) && this.ordinalOf(key) < 0));
        if (!list && mustExist) return { lists: [empty(key)], exact: true };
      }
    }
    const best = lists.sort((a, b) => a.count - b.count);
    return { lists: best.filter((list, i) => i < 2 || list.count <= this.frequent * 4), exact: false };
  }

  /** The numbers in all of the lists, short ones first; cut lists only while they are worth their slices. */
  async common(lists, signal, complete = false) {
    const ordered = [...lists].sort((a, b) => a.count - b.count);
    let ids = await this.numbers(ordered[0], signal);
    for (const list of ordered.slice(1)) {
      if (list.ids || complete || ids.length > FEW) ids = intersection(ids, await this.covering(list, ids, signal));
    }
    return ids;
  }

  /** The numbers of a list, of a cut list only the slices in which one of `ids` could be. */
  async covering(list, ids, signal) {
    if (list.ids) return list.ids;
    const wanted = list.slices.filter((slice, i) => {
      const end = list.slices[i + 1]?.first ?? Infinity;
      return someBetween(ids, slice.first, end);
    });
    const pieces = await Promise.all(wanted.map((slice) => this.slice(slice, signal)));
    return union(pieces);
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

function smallest(lists) {
  return Math.min(...lists.map((list) => list.count));
}

function empty(key) {
  return { key, count: 0, ids: new Uint32Array(0), slices: null };
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
