// Records by the beginning of their reference code.

import { keysOf, Reader } from "./codec.js";
import { partsMatch } from "./matching.js";
import { readable } from "./postings.js";
import { placeOf } from "./sets.js";

const SHARDS_AT_ONCE = 12;

export class Codes {
  constructor(store, about) {
    this.store = store;
    this.firstKeys = keysOf(about.codes);
  }

  /**
   * Records whose code begins with `asked` (see Folding.codeParts): {ids, partial}. `partial` if there
   * are more than a first look reads and `complete` was not asked for.
   */
  async find(asked, signal, complete = false) {
    const key = asked.replaceAll("-", "");
    const first = Math.max(0, placeOf(this.firstKeys, key, -1));
    const last = placeOf(this.firstKeys, key + "\u{10ffff}");
    const end = complete ? last : Math.min(last, first + SHARDS_AT_ONCE - 1);
    const ordinals = Array.from({ length: Math.max(0, end - first + 1) }, (_, i) => first + i);
    const found = await Promise.all(ordinals.map((ordinal) => this.matching(ordinal, asked, signal)));
    return { ids: Uint32Array.from(found.flat()).sort(), partial: end < last };
  }

  async matching(ordinal, asked, signal) {
    const body = await this.store.file("c", ordinal, signal);
    const { parts, numbers } = readable(() => codeShard(body), `c${ordinal}`);
    return numbers.filter((_, i) => partsMatch(parts[i], asked));
  }
}

/** A shard of the code index: {parts: [...], numbers: [...]}. */
function codeShard(body) {
  const reader = new Reader(body);
  const [count, names] = reader.numbers(2);
  const parts = reader.text(names).split("\n");
  let value = 0;
  const numbers = reader.numbers(count).map((step) => {
    value += step % 2 ? -(step + 1) / 2 : step / 2;
    return value;
  });
  if (parts.length !== count) throw new RangeError();
  return { parts, numbers };
}
