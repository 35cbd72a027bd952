// The search engine: an open index, and searches in it. Knows nothing of pages; runs in a worker
// and, for proof, under Node.

import { records as blockRecords } from "./codec.js";
import { Facets } from "./facets.js";
import { Folding } from "./fold.js";
import { Postings, readable } from "./postings.js";
import { parseQuery } from "./query.js";
import { Synonyms } from "./synonyms.js";
import { late, RecordSearch } from "./record_search.js";
import { IndexError, Store } from "./store.js";

export { IndexError };

export class Engine {
  #opening = null;
  #pointer;
  #blocks;
  #codes;

  /** `pointer` is what current.json says, if that is known. */
  constructor(read, pointer) {
    this.store = new Store(read);
    this.#pointer = pointer;
  }

  /** Opens the index once, for all searches, so that the end of the first does not end it; a failure is not kept. */
  async open(signal) {
    this.#opening ??= this.#start().catch((error) => {
      this.#opening = null;
      throw error;
    });
    await this.#opening;
    signal?.throwIfAborted();
  }

  async #start() {
    const [directory, table] = await this.store.open(this.#pointer);
    this.directory = directory;
    this.folding = new Folding(table);
    this.postings = new Postings(this.store, directory.records, "g", "s");
    this.pagePostings = new Postings(this.store, directory.pages, "h", "t");
    this.#codes = null;
    this.facets = new Facets(this.store, directory.facets, directory.records.count);
    this.synonyms = new Synonyms(directory.synonyms);
    this.#blocks = new WeakMap();
    this.fondsNames = new Map(directory.facets.values.fonds ?? []);
  }

  /** A search for records: {query, fonds, release, media, years, sort}. Call `upTo` on it. */
  async records(request, signal) {
    await this.open(signal);
    return new RecordSearch(this, this.parsed(request.query), request);
  }

  /** Pages of the site (only those below the address `within`) and leaves of texts that have all terms, with snippets. */
  async pages(query, signal, within = "", most = 0) {
    await this.open(signal);
    const { searchPages } = await late();
    return searchPages(this, query ?? "", signal, within, most);
  }

  /** Other queries that find something: {place, suggestions: [{query, total, exact}, …]}; shorter ones only after `nothing`. */
  async suggest(request, signal, nothing) {
    const { suggestions } = await late();
    return suggestions(this, this.parsed(request.query), request, signal, nothing);
  }

  parsed(query) {
    return parseQuery(query ?? "", this.folding, this.synonyms);
  }

  /** The ordinal of the block that a record is in. */
  blockOf(number) {
    return (number / this.directory.records.block) | 0;
  }

  /** The records with these numbers, in this order. */
  async load(numbers, signal) {
    const record = async (number) => {
      const ordinal = this.blockOf(number);
      const found = (await this.#block(ordinal, signal))[number % this.directory.records.block]; // files on their way are shared
      if (!found) throw new IndexError("damaged", `r${ordinal}`);
      found.number = number;
      return found;
    };
    return Promise.all(Array.from(numbers, record));
  }

  async #block(ordinal, signal) {
    const body = await this.store.file("r", ordinal, signal);
    let parsed = this.#blocks.get(body);
    if (!parsed) {
      parsed = readable(() => blockRecords(body), `r${ordinal}`);
      this.#blocks.set(body, parsed);
    }
    return parsed;
  }

  /** Records whose code begins as asked (see Codes.find), all if `complete`; what does this is loaded when a query may be a code. */
  async byCode(asked, signal, complete = false) {
    const { Codes } = await late();
    this.#codes ??= new Codes(this.store, this.directory.records);
    return this.#codes.find(asked, signal, complete);
  }

  /** Forgets the index, so that the next search opens the one in force. */
  reopen() {
    this.#opening = this.#pointer = null;
  }
}
