// One search for records: candidates from the index, verified in the records themselves.

import { scored } from "./matching.js";
import { Pieces } from "./pieces.js";
import { atHand } from "./postings.js";
import { intersection, union } from "./sets.js";

// Candidates in at most so many blocks are all read at once and ranked; of more, those that begin with the
// words come first, then archival order.
const RANKED_BLOCKS = 10;
const LARGEST_BATCH = 40;
const MOST_SCORED = 160;
const MOST_CODES = 30; // files of codes that are read before less is told than there is
const END = "\x03";
const DATE = "\x04";

/** What is needed later, and seldom before the first results are shown. */
export const late = () => import("./late.js");

export class RecordSearch {
  hits = [];
  total = 0;
  exact = false;
  finished = false;
  complete = false;
  #wanted;
  #themes;
  queue = null;
  #windows;
  #covered;
  seen = new Set();
  verified = 0;
  sure = true;

  constructor(engine, query, request) {
    this.engine = engine;
    this.query = query;
    this.filters = { ...request, years: merged(query.years, request.years) };
    this.sort = request.sort ?? "relevance";
    this.#wanted = query.terms.filter((term) => !term.exclude);
    this.#themes = request.theme ?? [];
  }

  get #filtered() {
    return this.engine.facets.tests(this.filters).length > 0;
  }

  get empty() {
    return !this.query.terms.length && !this.#filtered && !this.#themes.length;
  }

  /** Whether the sets need no look into the records: every list exact, no list left aside. */
  get setsAreExact() {
    return this.sure && this.listsAreExact;
  }

  get listsAreExact() {
    return [...this.sources, ...this.excluded].every(({ exact }) => exact);
  }

  /** Whether the index could tell more of all candidates than it was asked. */
  get open() {
    return this.complete && this.sources.some(({ phrases }) => phrases.some(({ open }) => open));
  }

  get lists() {
    return this.sources.flatMap((source) => source.lists);
  }

  /** Lists of what is excluded, where they tell all of it. */
  get without() {
    return this.excluded.flatMap(({ exact, lists }) => (exact ? lists : []));
  }

  /** Between which records all are that may be found. */
  get range() {
    return this.sources.find(({ range }) => range)?.range ?? [0, this.engine.facets.count];
  }

  /** Finds until there are `count` hits or no more, or `limit` bytes are read; returns them all, and tells `found` on the way. */
  async upTo(count, signal, limit = Infinity, found) {
    if (this.empty) {
      this.exact = this.finished = true;
      return this.hits;
    }
    const { store } = this.engine;
    limit += store.bytes;
    if (!this.queue) await this.#prepare(signal);
    while (this.hits.length < count && !this.finished && store.bytes < limit) {
      await this.advance(count - this.hits.length, signal);
      found?.(this.hits.length);
    }
    this.settleTotal();
    return this.hits;
  }

  async #prepare(signal) {
    const source = (term) => ({ term, phrases: this.#phrasesOf(term) });
    this.sources = this.#wanted.map(source);
    const themes = this.#themes.length ? (await late()).themes(this.engine, this.#themes) : [];
    if (themes.length) this.sources.push({ term: {}, phrases: themes });
    this.excluded = this.query.terms.filter((term) => term.exclude).map(source);
    const { facets } = this.engine;
    // A filter's columns come with the first round: all of the fonds, which are small, of others that of the first million.
    for (const column of facets.tests(this.filters).flatMap((test) => test.columns)) {
      for (let at = 0; at < (column === "fonds" ? facets.count : 1); at += facets.about.chunk) facets.values(column, [at]).catch(() => {});
    }
    const asked = this.ask("look", signal);
    const left = this.excluded.length && late().then(({ nothing }) => nothing(this, asked, signal));
    if ((await Promise.all([left, asked]))[0]) {
      this.queue = [];
      this.complete = this.finished = true;
      return;
    }
    const known = atHand(this.lists);
    if (!this.setsAreExact && !(known && this.#blocksOf(known) <= RANKED_BLOCKS)) await this.ask("narrow", signal);
    this.begin(signal);
    if (this.sort !== "relevance") return (await late()).sort(this, signal);
    await this.nextWindow();
    this.finished = this.complete && !this.left && this.#blocksOf(this.queue) <= RANKED_BLOCKS;
    if (this.finished) this.hits = await this.#right(this.queue.splice(0), signal);
    else await this.#beginningsFirst(await this.#beginnings(signal), signal);
  }

  /** Goes through the candidates of the lists at hand. */
  begin(signal) {
    this.#windows = new Pieces(this, signal).windows();
    this.queue = [];
    this.complete = false;
  }

  /** How many files of codes a first look has left. */
  get left() {
    return this.sources.reduce((sum, { left = 0 }) => sum + left, 0);
  }

  #phrasesOf({ alternatives, date, field }) {
    const { postings } = this.engine;
    const texts = alternatives.filter((text) => !alternatives.some((other) => other !== text && text.includes(other))); // 《防汛》, 防汛
    if (date) texts.push(DATE + date);
    return texts.map((text) => postings.phrase(text, field));
  }

  #blocksOf(numbers) {
    return new Set(Array.from(numbers, (number) => this.engine.blockOf(number))).size;
  }

  /** Lets every phrase that is not settled `look` or `narrow`, or none, and takes stock. */
  async ask(step, signal) {
    await Promise.all(
      [...this.sources, ...this.excluded].map(async (source) => {
        const open = source.phrases.filter((phrase) => step === "look" || (step && phrase.open));
        const { code } = source.term;
        const coded = code && this.engine.byCode(code, signal, this.thorough);
        await Promise.all([coded, ...open.map((phrase) => phrase[step](signal))]);
        Object.assign(source, await this.#stock(source, await coded, signal));
      }),
    );
  }

  /** The lists for one term as they are known now: {lists, exact}; of a code also {left, range or total} (Codes.find). */
  async #stock({ term, phrases }, coded, signal) {
    const { postings } = this.engine;
    let exact = phrases.every((phrase) => phrase.exact);
    if (phrases.length === 1 && !coded) return { lists: phrases[0].lists, exact };
    const lists = await Promise.all(phrases.map(({ lists: [first, ...others] }) =>
      others.length ? postings.common([first, ...others], signal).then((ids) => ({ count: ids.length, ids })) : first,
    ));
    exact ||= settled(phrases, lists);
    if (!coded) return { lists: [postings.either(lists)], exact };
    const { ids, left, range, total } = coded;
    const said = lists.some(({ count }) => count); // in a title
    const alone = this.sources.length + this.excluded.length === 1 && !this.#filtered;
    if (left && !alone) return { lists: [], exact: false, left, range: said ? null : range };
    lists.push({ count: ids.length, ids });
    return { lists: [postings.either(lists)], exact: exact && !left, left, total: !said && left && total };
  }

  async nextWindow() {
    const { value, done } = await this.#windows.next();
    if (done) {
      this.complete = true;
      return;
    }
    for (const number of value.ids) if (!this.seen.has(number)) this.queue.push(number);
    this.#covered = value.end;
    this.sure &&= value.sure;
    this.complete = value.end === this.engine.facets.count;
  }

  /**
   * Records whose title is the only term, then those that begin with it, as far as their lists are at hand: {number:
   * whether that is sure}; of a leaf some may begin otherwise.
   */
  async #beginnings(signal) {
    const [term, ...others] = this.#wanted;
    if (!term || others.length || term.field || (this.#themes.length && !this.complete)) return new Map();
    const { postings } = this.engine;
    const { phrases } = this.sources[0];
    const texts = phrases.map(({ characters }) => characters.join(""));
    const whole = texts.filter((text) => postings.ordinalOf(text + END) === postings.ordinalOf(text)).map((text) => postings.phrase(text + END));
    await Promise.all(whole.map((phrase) => phrase.look(signal)));
    const found = [...whole, ...phrases].flatMap(({ exact, lists: [list] }) =>
      Array.from(list.titles.subarray(0, phrases.length > 2 ? 2 : LARGEST_BATCH), (number) => [number, exact]),
    );
    return new Map(found);
  }

  /** Puts titles that begin with the only term before all others. */
  async #beginningsFirst(begins, signal) {
    const covered = this.#filtered ? this.#covered : Infinity;
    const sure = (number) => begins.get(number) && !this.excluded.length && number < covered;
    const numbers = [...begins.keys()].filter((number) => this.complete || sure(number));
    const here = await this.engine.facets.filtered(Uint32Array.from(numbers).sort(), this.filters, signal);
    const kept = new Set(this.complete ? intersection(here, Uint32Array.from(this.queue)) : here);
    const first = numbers.filter((number) => kept.has(number));
    for (const number of first) this.seen.add(number);
    this.queue = [...first, ...this.queue.filter((number) => !this.seen.has(number))];
  }

  async advance(missing, signal) {
    if (!this.queue.length) {
      if (!this.complete) await this.nextWindow();
      else this.finished = !this.left || !(await (await late()).again(this, MOST_CODES, signal));
      return;
    }
    const batch = this.queue.splice(0, this.#batchFor(missing));
    const short = batch.length < missing && !this.queue.length && !this.complete;
    const [found] = await Promise.all([this.#right(batch, signal), short && this.nextWindow()]);
    this.hits.push(...found);
    if (found.length * 2 < batch.length && (this.open || !this.sure)) await (await late()).narrow(this, signal, missing);
  }

  /**
   * As many candidates as probably hold the hits that are missing, in few blocks if that is not certain; and those that
   * follow in the same blocks: these are read anyway, and the best comes first.
   */
  #batchFor(missing) {
    const share = this.verified > 4 ? Math.max(1, this.hits.length) / this.verified : 0.5;
    const wanted = this.setsAreExact ? missing : Math.ceil((this.verified ? 2 : 1) * missing / share);
    let size = 0;
    const blocks = new Set();
    while (size < Math.min(this.queue.length, wanted)) {
      const next = this.engine.blockOf(this.queue[size]);
      if (blocks.size >= RANKED_BLOCKS && !blocks.has(next) && !this.setsAreExact) break;
      blocks.add(next);
      size += 1;
    }
    const ranked = this.sort === "relevance" && this.#wanted.length ? MOST_SCORED : 0;
    while (size < Math.min(this.queue.length, ranked) && blocks.has(this.engine.blockOf(this.queue[size]))) size += 1;
    return size;
  }

  /** Those of some candidates that are right, the best first. */
  async #right(numbers, signal) {
    const { folding } = this.engine;
    const records = await this.engine.load(numbers, signal);
    this.verified += numbers.length;
    const found = records.flatMap((record) => {
      const score = scored(record, this.query.terms, folding);
      return score === null ? [] : [{ record, score }];
    });
    return this.sort === "relevance" ? found.sort((a, b) => a.score - b.score || a.record.number - b.record.number) : found;
  }

  settleTotal() {
    const [source, other] = this.sources;
    const total = source?.total;
    const only = this.setsAreExact && !other && !this.excluded.length && !this.#filtered && source?.lists[0];
    const whole = this.finished ? !this.left || this.lists.some(({ count }) => !count) : this.setsAreExact && this.complete;
    this.exact = Boolean(total || whole || (only && !only.parts));
    if (this.exact) this.total = total || (whole ? this.hits.length + this.queue.length : only.count);
  }

  /** Makes the total exact whatever it costs, up to `limit` bytes read; true if it is exact now. */
  async count(limit, signal) {
    return this.exact || this.empty || (await late()).count(this, limit, signal);
  }
}

/** Whether the candidates of the open phrases are among the records that the settled ones are known to be in. */
function settled(phrases, lists) {
  const known = lists.map(({ ids }) => ids);
  return known.every(Boolean) && union(known).length === union(known.filter((_, i) => phrases[i].exact)).length;
}

function merged(a, b) {
  if (!a || !b) return a ?? b ?? null;
  return [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
}
