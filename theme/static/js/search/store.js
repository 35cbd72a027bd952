// Files of an index: fetched whole, inflated, checked, kept. Anything wrong is an IndexError with a
// code that the page puts into words: network, missing, damaged, mismatched, format, old-browser.

const FORMAT = 11;
/** Kinds of files that lie in the folder of the records, which stays while only pages change. */
const OF_RECORDS = "cfgrs";
const LARGEST = 2 ** 25;
const LT = 0x4c54;
const TRIES = 3;
const WAIT_MS = 400;
const STALLED_MS = 10_000;
const KEPT_BYTES = 24 * 1024 * 1024;

export class IndexError extends Error {
  constructor(code, path) {
    super(`${code}: ${path}`);
    this.code = code;
  }
}

/** A reader of files under `base` (a URL) over HTTP. Tries again when the network fails, or nothing comes for long. */
export function httpReader(base) {
  return async (path, fresh) => {
    for (let attempt = 1; ; attempt += 1) {
      const stop = new AbortController();
      let timer;
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => stop.abort(), STALLED_MS);
      };
      wait();
      try {
        // What is asked for again goes past a cache that may wait for the same answer.
        const cache = fresh || attempt > 1 ? "reload" : "default";
        const response = await fetch(new URL(path, base), { signal: stop.signal, cache });
        if (response.ok) return await bytesOf(response.body, wait);
        if (response.status < 500 || attempt === TRIES) throw new IndexError("missing", path);
      } catch (error) {
        if (error instanceof IndexError) throw error;
        // What stalled twice is not waited for a third time.
        if (attempt + stop.signal.aborted >= TRIES) throw new IndexError("network", path);
      } finally {
        clearTimeout(timer);
      }
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * attempt));
    }
  };
}

export class Store {
  bytes = 0;
  #kept = new Map();
  #keptBytes = 0;
  #read;

  /** `read(path, fresh)` returns the bytes of a file. */
  constructor(read) {
    this.#read = read;
  }

  /** Reads directory and folding table, before them the pointer if it is not known; returns these two. */
  async open(pointer) {
    pointer ??= await parsed(await this.#get("current.json", true), "current.json");
    if (pointer.format !== FORMAT || !/^[0-9a-f]{16}$/.test(pointer.index)) throw new IndexError("format", "current.json");
    this.pointer = pointer;
    this.#kept.clear();
    this.#keptBytes = 0;
    const [directory, table] = await Promise.all(["d", "v"].map(async (kind) => parsed(await this.file(kind, 0), kind)));
    this.records = directory.records;
    return [directory, table];
  }

  /**
   * The body of a file. Files are shared, so one that is on its way is not stopped when the search that
   * asked first is; the least recently used are let go.
   */
  async file(kind, ordinal, signal) {
    signal?.throwIfAborted();
    const body = await this.#shared(kind, ordinal);
    signal?.throwIfAborted();
    return body;
  }

  #shared(kind, ordinal) {
    const name = `${kind}/${(ordinal / 1000) | 0}/${ordinal}.bin`;
    const held = this.#kept.get(name);
    if (held) {
      this.#kept.delete(name);
      this.#kept.set(name, held);
      return held.body;
    }
    const entry = { size: 0 };
    const again = (error) => {
      if (error.code !== "damaged") throw error;
      return this.#load(name, kind, ordinal, true); // past whatever keeps it on the way
    };
    entry.body = this.#load(name, kind, ordinal).catch(again);
    this.#kept.set(name, entry);
    entry.body.then(
      ({ length }) => {
        entry.size = length;
        this.#keptBytes += length;
        this.#forget();
      },
      () => this.#kept.get(name) === entry && this.#kept.delete(name),
    );
    return entry.body;
  }

  #forget() {
    for (const [name, entry] of this.#kept) {
      if (this.#keptBytes <= KEPT_BYTES) return;
      if (!entry.size) continue;
      this.#kept.delete(name);
      this.#keptBytes -= entry.size;
    }
  }

  async #load(name, kind, ordinal, fresh = false) {
    const { index, stamp } =
      (kind === "r" && this.records.bundles[ordinal >> this.records.shift]) || (OF_RECORDS.includes(kind) ? this.records : this.pointer);
    const path = `${index}/${name}`;
    const content = await inflated(await this.#get(path, fresh), path);
    const view = new DataView(content.buffer);
    if (content.length < 16 || view.getUint16(0) !== LT) throw new IndexError("damaged", path);
    if (content[2] !== FORMAT) throw new IndexError("format", path);
    const right = content[3] === kind.charCodeAt(0) && view.getUint32(4, true) === ordinal;
    if (!right || view.getUint32(8, true) !== stamp) throw new IndexError("mismatched", path);
    const body = content.subarray(16);
    if (crc32(body) !== view.getUint32(12, true)) throw new IndexError("damaged", path);
    return body;
  }

  async #get(path, fresh) {
    const bytes = await this.#read(path, fresh);
    this.bytes += bytes.length;
    return bytes;
  }
}

async function parsed(bytes, path) {
  try {
    return await new Response(bytes).json();
  } catch {
    throw new IndexError("damaged", path);
  }
}

/** All that comes, unless that is more than any file of an index has; `arrived` is told of each piece. */
async function bytesOf(stream, arrived = () => {}) {
  let left = LARGEST;
  const limited = new TransformStream({
    transform(piece, to) {
      arrived();
      if ((left -= piece.length) < 0) throw new RangeError();
      to.enqueue(piece);
    },
  });
  return new Uint8Array(await new Response(stream.pipeThrough(limited)).arrayBuffer());
}

async function inflated(bytes, path) {
  if (typeof DecompressionStream === "undefined") throw new IndexError("old-browser", path);
  try {
    return await bytesOf(new Response(bytes).body.pipeThrough(new DecompressionStream("deflate-raw")));
  } catch {
    throw new IndexError("damaged", path);
  }
}

const CRC = new Uint32Array(256).map((_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc32(bytes) {
  let crc = -1;
  for (let i = 0; i < bytes.length; i += 1) crc = CRC[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}
