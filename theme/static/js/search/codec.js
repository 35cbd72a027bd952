// Bodies of index files as values. See docs/developers/search-format.md.

const decoder = new TextDecoder();

/** Reads varints and text one after the other. Reading past the end is an error, never a wrong value. */
export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (this.at >= this.bytes.length || scale > 2 ** 28) throw new RangeError("varint");
      const byte = this.bytes[this.at];
      this.at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  numbers(count) {
    if (count > this.bytes.length - this.at) throw new RangeError("count");
    const out = new Array(count);
    for (let i = 0; i < count; i += 1) out[i] = this.number();
    return out;
  }

  lines(length) {
    const text = decoder.decode(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return text.split("\n");
  }
}

/** Ascending numbers from `bytes`. */
export function ascending(bytes, count) {
  const reader = new Reader(bytes);
  if (count > bytes.length) throw new RangeError("count");
  const out = new Uint32Array(count);
  let value = 0;
  for (let i = 0; i < count; i += 1) {
    value += reader.number();
    out[i] = value;
  }
  return out;
}

/** A shard: the position of each key, and what stands there. */
export class Shard {
  constructor(body) {
    const reader = new Reader(body);
    const [count, names] = reader.numbers(2);
    this.keys = reader.lines(names);
    if (this.keys.length !== count) throw new RangeError("keys");
    this.counts = reader.numbers(count);
    this.lengths = reader.numbers(count);
    this.starts = new Array(count);
    let at = reader.at;
    for (let i = 0; i < count; i += 1) {
      this.starts[i] = at;
      at += this.lengths[i] >>> 1;
    }
    if (at !== body.length) throw new RangeError("lists");
    this.body = body;
    this.index = new Map(this.keys.map((key, i) => [key, i]));
  }

  /** {key, count, ids} or {key, count, slices: [{ordinal, first, count}]}, or null if there is no such key. */
  list(key) {
    const i = this.index.get(key);
    return i === undefined ? null : this.listAt(i);
  }

  /** What stands at a key. Without bytes of its own it is the list of the key without its last character. */
  listAt(i) {
    const length = this.lengths[i];
    if (!length) {
      const shorter = this.index.get([...this.keys[i]].slice(0, -1).join(""));
      if (shorter === undefined) throw new RangeError("list");
      return { ...this.listAt(shorter), key: this.keys[i] };
    }
    const bytes = this.body.subarray(this.starts[i], this.starts[i] + (length >>> 1));
    const found = { key: this.keys[i], count: this.counts[i], ids: null, slices: null };
    if (length & 1) found.slices = sliceTable(bytes);
    else found.ids = ascending(bytes, found.count);
    return found;
  }
}

function sliceTable(bytes) {
  const reader = new Reader(bytes);
  const [count, ordinal] = reader.numbers(2);
  let first = 0;
  return Array.from({ length: count }, (_, i) => {
    first += reader.number();
    return { ordinal: ordinal + i, first, count: reader.number() };
  });
}

/** A shard of the code index: {parts: [...], numbers: [...]}. */
export function codeShard(body) {
  const reader = new Reader(body);
  const [count, names] = reader.numbers(2);
  const parts = reader.lines(names);
  let value = 0;
  const numbers = reader.numbers(count).map((step) => {
    value += step % 2 ? -(step + 1) / 2 : step / 2;
    return value;
  });
  if (parts.length !== count) throw new RangeError("codes");
  return { parts, numbers };
}

/** Runs of a facet column: values[i] holds from ends[i - 1] up to ends[i]. */
export function runs(body) {
  const reader = new Reader(body);
  const values = [];
  const ends = [];
  let end = 0;
  while (reader.at < body.length) {
    values.push(reader.number());
    end += reader.number();
    ends.push(end);
  }
  return { values, ends };
}

const COLUMNS = [
  "ref_code", "title", "title_parallel", "title_sub", "creators", "doc_no", "subjects", "places", "alt_refs",
  "date_text", "fonds", "address", "year_start", "year_end", "has_media",
]; // prettier-ignore

/** The records of a block as objects. */
export function records(body) {
  const columns = decoder.decode(body).split("\x1e").map((column) => column.split("\n"));
  if (columns.length !== COLUMNS.length) throw new RangeError("columns");
  return columns[0].map((_, row) => {
    const record = {};
    COLUMNS.forEach((name, i) => {
      if (columns[i][row] === "\x01") columns[i][row] = columns[i][row - 1];
      record[name] = columns[i][row] ?? "";
    });
    if (record.address.endsWith("#")) record.address += record.ref_code;
    if (record.year_end === "\x02") record.year_end = record.year_start;
    return record;
  });
}
