// Records by the beginning of their reference code.

import { codeShard, keysOf } from "./codec.js";
import { partsMatch } from "./matching.js";
import { readable } from "./postings.js";
import { byCodePoint } from "./sets.js";

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
    const first = Math.max(0, this.position(key, -1));
    const last = this.position(key + "\u{10ffff}", 0);
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

  /** The last shard whose first key is below `key` (strictly, if `strictly` is -1). */
  position(key, strictly) {
    let low = 0;
    let high = this.firstKeys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (byCodePoint(this.firstKeys[middle], key) <= strictly) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
