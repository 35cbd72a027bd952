// Records by the beginning of their reference code.

import { keysOf, Reader } from "./codec.js";
import { partsMatch } from "./matching.js";
import { readable } from "./postings.js";
import { placeOf } from "./sets.js";

const AT_ONCE = 3;
const AT_ONCE_OF_PARTS = 12;

export class Codes {
  constructor(store, about) {
    this.store = store;
    this.firstKeys = keysOf(about.codes);
  }

  /**
   * Records whose code begins with `asked` (see Folding.codeParts): {ids, left, range, total}. Of many files only the first
   * and the last are read, unless all are asked for (`complete`): `left` says how many are not, `range` between which
   * records theirs are (codes are nearly in the order of the records), `total` how many there are. Neither is known of a
   * code in parts: of the files between, not all codes begin so.
   */
  async find(asked, signal, complete = false) {
    const parted = asked.includes("-");
    const key = asked.replaceAll("-", "");
    const first = Math.max(0, placeOf(this.firstKeys, key, -1));
    const last = placeOf(this.firstKeys, key + "\u{10ffff}");
    const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    const ordinals = complete || all.length <= (parted ? AT_ONCE_OF_PARTS : AT_ONCE) ? all : [first, last];
    const left = all.length - ordinals.length;
    const shards = await Promise.all(ordinals.map((ordinal) => this.#shard(ordinal, signal)));
    const found = shards.flatMap(({ parts, numbers }) => numbers.filter((_, i) => partsMatch(parts[i], asked)));
    const ids = Uint32Array.from(found).sort();
    if (parted || !left) return { ids, left };
    // Each file but the last of all holds as many codes.
    return { ids, left, range: [ids[0], ids.at(-1) + 1], total: ids.length + left * shards[0].parts.length };
  }

  async #shard(ordinal, signal) {
    const body = await this.store.file("c", ordinal, signal);
    return readable(() => codeShard(body), `c${ordinal}`);
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
