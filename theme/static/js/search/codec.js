// Bodies of index files as values. See docs/developers/search-format.md.

import { union } from "./sets.js";

const decoder = new TextDecoder();

/** Reads varints and text one after the other. Reading past the end is an error, never a wrong value. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (this.at >= this.bytes.length || scale > 2 ** 28) throw new RangeError();
      const byte = this.bytes[this.at];
      this.at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  numbers(count) {
    return Array.from({ length: count }, () => this.number());
  }

  bytesOf(length) {
    if (length > this.bytes.length - this.at) throw new RangeError();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(length) {
    return decoder.decode(this.bytesOf(length));
  }
}

/** Ascending numbers from a reader. */
export function ascending(reader, count) {
  if (count > reader.bytes.length) throw new RangeError();
  let value = 0;
  const out = Uint32Array.from({ length: count }, () => (value += reader.number()));
  if (value > 0xffffffff) throw new RangeError();
  return out;
}

/** Ascending keys, each as a letter that tells how much of the one before goes away (Z: all), and what comes instead. */
export function keysOf(text) {
  let key = "";
  return Array.from(text.matchAll(/([A-Z])([^A-Z]*)/g), ([, letter, rest]) => {
    key = (letter === "Z" ? "" : key.slice(0, key.length + 65 - letter.charCodeAt(0))) + rest;
    return key;
  });
}

/** Those of some numbers whose mark has a bit of `field` (0: all). */
export function having(ids, marks, field) {
  return field ? ids.filter((_, i) => marks[i] & field) : ids;
}

/**
 * A list that does not belong to a leaf, where `reader` is, or what of it is in a `field`; its slices are files of `kind`,
 * counted from `base`.
 */
export function ownList(reader, kind, base = 0, field = 0) {
  const said = reader.number();
  const size = said >>> 1;
  let count = size;
  const slices = said % 2 ? sliceTable(reader, kind, base) : null;
  const all = ascending(reader, slices ? Math.min(HEAD, count) : count);
  const head = having(all, reader.bytesOf(all.length), field);
  if (slices) {
    const counts = reader.numbers(FIELDS);
    const inField = field ? counts[Math.log2(field) - 1] : count;
    if (inField < count) for (const slice of slices) slice.field = field;
    count = inField;
  } else count = head.length;
  return { count, size, ids: slices && count ? null : head, head, slices, titles: ascending(reader, reader.number()) };
}

function sliceTable(reader, kind, base) {
  const [count, ordinal] = reader.numbers(2);
  let first = 0;
  return Array.from({ length: count }, (_, i) => {
    first += reader.number();
    return { kind, ordinal: base + ordinal + i, marks: base + ordinal + count + i, first, count: reader.number() };
  });
}

const ALL = 0;
const SAME = 1;
const OWN = 2;
const HEAD = 64;
const FIELDS = 5;
const LONGEST = 12;
const END = "\x03";

/** A shard of the tree of phrases. Lists are read when they are asked for. */
export class Shard {
  #sliceKind;
  #sliceBase;
  #depths;
  #characters;
  #kinds;
  #body;
  #lasts;
  #marks;
  #starts;
  #nodes;

  constructor(body, sliceKind) {
    const reader = new Reader(body);
    this.#sliceKind = sliceKind;
    this.#sliceBase = reader.number();
    const count = reader.number();
    const lead = [...reader.text(reader.number())];
    this.#depths = reader.bytesOf(count);
    this.#characters = [...reader.text(reader.number())];
    if (this.#characters.length !== count || this.#depths[0] !== lead.length + 1) throw new RangeError();
    this.#kinds = reader.numbers(count);
    this.#body = body;
    let size = 0;
    this.#lasts = this.#kinds.map((kind) => (size += Math.max(0, kind - OWN)));
    this.#marks = reader.bytesOf(size);
    this.#starts = skipped(reader, this.#kinds);
    this.#nodes = this.#named(lead);
  }

  /** The position of each node by its characters. */
  #named(path) {
    const nodes = new Map();
    for (let i = 0; i < this.#depths.length; i += 1) {
      if (this.#depths[i] > path.length + 1 || !this.#depths[i]) throw new RangeError();
      path.length = this.#depths[i] - 1;
      path.push(this.#characters[i]);
      nodes.set(path.join(""), i);
    }
    return nodes;
  }

  /**
   * What the shard tells of a phrase (its code points), in a `field` (bit of its mark) if not 0: {length, count, ids, titles} or {length, count, head, slices,
   * titles} of its node or, if the phrase goes on from a leaf, of that leaf (`length` says how much of the phrase it
   * is); null if the phrase stands nowhere. `titles` are (the first of) the records whose titles begin so.
   */
  find(characters, field) {
    const { length } = characters;
    for (let known = length; known > 0; known -= 1) {
      const node = this.#nodes.get(characters.slice(0, known).join(""));
      if (node === undefined) continue;
      if (this.#kinds[node] === ALL) return known < length ? null : this.#below(node, length, field);
      return known === length || this.#isLeaf(node) ? this.#list(node, known, field) : null;
    }
    return null;
  }

  #isLeaf(node) {
    return this.#kinds[node] > OWN || this.#depths[node] === LONGEST || this.#characters[node] === END;
  }

  #parent(node) {
    const depth = this.#depths[node] - 1;
    while (node >= 0 && this.#depths[node] !== depth) node -= 1;
    if (node < 0) throw new RangeError();
    return node;
  }

  #list(node, length, field) {
    let root = node;
    while (this.#kinds[root] === SAME) root = this.#parent(root);
    if (this.#kinds[root] === ALL) throw new RangeError();
    const reader = new Reader(this.#body, this.#starts[root]);
    if (this.#kinds[root] > OWN) {
      const all = ascending(reader, this.#kinds[root] - OWN);
      const marks = this.#marks.subarray(this.#lasts[root] - all.length);
      const ids = having(all, marks, field);
      return { length, count: ids.length, ids, titles: having(all, marks, 1) };
    }
    return { length, ...ownList(reader, this.#sliceKind, this.#sliceBase, field) };
  }

  /** The records of all leaves below a node. */
  #below(node, length, field) {
    const lists = [];
    for (let i = node + 1; this.#depths[i] > this.#depths[node]; i += 1) {
      if (this.#kinds[i] > OWN) lists.push(this.#list(i, length, field));
    }
    const ids = union(lists.map((list) => list.ids));
    return { length, count: ids.length, ids, titles: union(lists.map((list) => list.titles)) };
  }
}

/** Where the list of each node begins: those of leaves first, then those of large nodes. */
function skipped(reader, kinds) {
  const starts = new Uint32Array(kinds.length);
  const skip = (wanted, read) => kinds.forEach((kind, i) => {
    if (!wanted(kind)) return;
    starts[i] = reader.at;
    read(kind);
  });
  skip((kind) => kind > OWN, (kind) => reader.numbers(kind - OWN));
  skip((kind) => kind === OWN, () => ownList(reader));
  if (reader.at !== reader.bytes.length) throw new RangeError();
  return starts;
}

/** Runs of a facet column: values[i] holds from ends[i - 1] up to ends[i]. */
export function runs(body) {
  const reader = new Reader(body);
  const count = reader.number();
  const values = reader.numbers(count);
  let end = 0;
  const ends = reader.numbers(count).map((length) => (end += length));
  if (reader.at !== body.length) throw new RangeError();
  return { values, ends };
}

/** Columns of a record that are searched as texts. */
export const TEXTS = ["title", "title_parallel", "title_sub", "creators", "doc_no", "subjects", "places", "alt_refs"];
const COLUMNS = ["ref_code", ...TEXTS, "date_text", "fonds", "address", "date_start", "date_end", "has_media"];

/** The records of a block as objects. */
export function records(body) {
  const columns = decoder.decode(body).split("\x1e").map((column) => column.split("\n"));
  if (columns.length !== COLUMNS.length) throw new RangeError();
  return columns[0].map((_, row) => {
    const record = {};
    COLUMNS.forEach((name, i) => {
      if (columns[i][row] === "\x01") columns[i][row] = columns[i][row - 1];
      record[name] = columns[i][row] ?? "";
    });
    if (record.address.endsWith("#")) record.address += record.ref_code;
    if (record.date_start === "\x02") record.date_start = record.date_text.replaceAll("-", "");
    if (record.date_end === "\x02") record.date_end = record.date_start;
    return record;
  });
}
