// One search for records: candidates from the index, verified in the records themselves.

import { scored } from "./matching.js";
import { intersection, union } from "./sets.js";

// Candidates in at most so many blocks are all read at once and ranked; more come in archival order, those
// that begin with the words first.
const RANKED_BLOCKS = 10;
const FIRST_LOOK = 2;
const NARROW = 24;
const LONGEST_BEGINNING = 4;
const LARGEST_BATCH = 24;
const WHOLE_RANGE = 1 << 16;
const SLICE_COST = 9000;
const START = "\x02";
const YEAR = "\x04";

export class RecordSearch {
  constructor(engine, query, request) {
    this.engine = engine;
    this.query = query;
    this.filters = { ...request, years: merged(query.years, request.years) };
    this.sort = request.sort ?? "relevance";
    this.wanted = query.terms.filter((term) => !term.exclude);
    this.hits = [];
    this.total = 0;
    this.exact = false;
    this.finished = false;
    this.seen = new Set();
    this.checked = 0;
  }

  get filtered() {
    return this.engine.facets.tests(this.filters).length > 0;
  }

  get empty() {
    return !this.query.terms.length && !this.filtered;
  }

  /** Whether the sets need no look into the records: every list exact, nothing excluded, no field named. */
  get setsAreExact() {
    return this.sources.every((source) => source.exact) && this.query.terms.every((term) => !term.exclude && !term.field);
  }

  /** Finds until there are `count` hits or no more; returns them all. */
  async upTo(count, signal) {
    if (this.empty) {
      this.exact = this.finished = true;
      return this.hits;
    }
    if (!this.queue) await this.prepare(signal);
    while (this.hits.length < count && !this.finished) await this.advance(count - this.hits.length, signal);
    this.settleTotal();
    return this.hits;
  }

  async prepare(signal) {
    this.sources = this.wanted.map((term) => ({ term, phrases: this.phrasesOf(term) }));
    this.beginnings = this.lookForBeginnings(signal);
    await Promise.all([this.look(this.wanted.length > 1 ? 1 : FIRST_LOOK, signal), this.beginnings]);
    if (!this.setsAreExact && (await this.smallest()) > NARROW) await this.look("telling", signal);
    this.windows = this.candidates(signal);
    this.queue = [];
    this.covered = 0;
    this.candidateCount = 0;
    this.complete = false;
    if (this.sort !== "relevance") await this.sorted(signal);
    else {
      const cheap = this.sources.some((source) => source.lists.some((list) => list.ids));
      if (cheap || this.filtered || !this.sources.length) await this.nextWindow();
      if (this.complete && this.blocksOf(this.queue) <= RANKED_BLOCKS) await this.rankAll(signal);
      else await this.beginningsFirst(signal);
    }
  }

  phrasesOf({ alternatives, year }) {
    const { postings } = this.engine;
    const phrases = alternatives.map((text) => postings.phrase(text));
    return year ? [...phrases, postings.whole(YEAR + String(year).padStart(4, "0"))] : phrases;
  }

  blocksOf(numbers) {
    const size = this.engine.directory.records.block;
    return new Set(numbers.map((number) => Math.floor(number / size))).size;
  }

  /** Reads some more shards for every term that is not settled, or the most "telling" ones, and takes stock. */
  async look(count, signal) {
    const more = (phrase) => (count === "telling" ? phrase.lookWhereItTells(signal) : phrase.look(count, signal));
    await Promise.all(
      this.sources.map(async (source) => {
        await Promise.all(source.phrases.filter((phrase) => !phrase.exact).map(more));
        Object.assign(source, await this.stock(source, signal, count === Infinity));
      }),
    );
  }

  /** The lists for one term as they are known now: {lists, exact, partial}. */
  async stock({ term, phrases }, signal, complete) {
    const { postings, codes } = this.engine;
    const exact = phrases.every((phrase) => phrase.exact);
    if (phrases.length === 1 && !term.code) return { lists: phrases[0].lists, exact, partial: false };
    const sets = await Promise.all(phrases.map((phrase) => postings.common(phrase.lists, signal)));
    const byCode = term.code ? await codes.find(term.code, signal, complete) : { ids: new Uint32Array(0), partial: false };
    const ids = union([...sets, byCode.ids]);
    const lists = [{ key: term.text, count: ids.length, ids, slices: null }];
    return { lists, exact: exact && !byCode.partial, partial: byCode.partial };
  }

  /** How many candidates the short lists leave. */
  async smallest() {
    const lists = this.sources.flatMap((source) => source.lists).filter((list) => list.ids);
    return lists.length ? (await this.engine.postings.common(lists)).length : Infinity;
  }

  /** Ascending candidates, in one piece where that is cheap, else piece by piece. */
  async *candidates(signal) {
    const { postings, facets } = this.engine;
    const count = this.engine.directory.records.count;
    const lists = this.sources.flatMap((source) => source.lists);
    if (!lists.length) {
      for (let start = 0; start < count; start += WHOLE_RANGE) {
        const end = Math.min(count, start + WHOLE_RANGE);
        const ids = Uint32Array.from({ length: end - start }, (_, i) => start + i);
        yield { ids: await facets.filtered(ids, this.filters, signal), end };
      }
      return;
    }
    if (lists.some((list) => list.ids)) {
      const ids = await postings.common(lists, signal);
      yield { ids: await facets.filtered(ids, this.filters, signal), end: count };
      return;
    }
    const [driver, ...others] = lists.sort((a, b) => a.count - b.count);
    for (const [i, slice] of driver.slices.entries()) {
      let ids = await postings.slice(slice, signal);
      for (const list of others) ids = intersection(ids, await postings.covering(list, ids, signal));
      yield { ids: await facets.filtered(ids, this.filters, signal), end: driver.slices[i + 1]?.first ?? count };
    }
  }

  async nextWindow() {
    const { value, done } = await this.windows.next();
    if (done) {
      this.complete = true;
      return;
    }
    for (const number of value.ids) this.queue.push(number);
    this.candidateCount += value.ids.length;
    this.covered = value.end;
    if (value.end === this.engine.directory.records.count) this.complete = true;
  }

  async everything() {
    while (!this.complete) await this.nextWindow();
  }

  /** All candidates by date or code; code is archival order. */
  async sorted(signal) {
    await this.everything();
    if (this.sort === "code") return;
    const years = await this.engine.facets.values("year_start", Uint32Array.from(this.queue), signal);
    const order = this.queue.map((number, i) => [years[i] || (this.sort === "newest" ? 0 : 65535), number]);
    order.sort((a, b) => (this.sort === "newest" ? b[0] - a[0] : a[0] - b[0]) || a[1] - b[1]);
    this.queue = order.map(([, number]) => number);
  }

  async rankAll(signal) {
    const found = await this.verified(this.queue.splice(0), signal);
    if (this.sort === "relevance") found.sort((a, b) => a.score - b.score || a.record.number - b.record.number);
    this.hits = found;
    this.finished = true;
  }

  /**
   * Records that probably begin with the only term, if a short list tells which. Asked for along with the
   * first look, and only for short terms: longer ones rarely have more hits than are ranked anyway.
   */
  async lookForBeginnings(signal) {
    const [term, ...others] = this.wanted;
    if (!term || others.length || term.field || [...term.text].length > LONGEST_BEGINNING) return new Uint32Array(0);
    const { postings } = this.engine;
    const sets = await Promise.all(
      term.alternatives.map(async (text) => {
        const phrase = postings.phrase(START + text);
        phrase.waiting = [0];
        await phrase.look(1, signal);
        const short = phrase.lists.filter((list) => list.ids && list.end > 2);
        return short.length ? postings.common(short, signal) : new Uint32Array(0);
      }),
    );
    return union(sets);
  }

  /** Puts titles that begin with the only term before all others. */
  async beginningsFirst(signal) {
    let first = await this.engine.facets.filtered(await this.beginnings, this.filters, signal);
    if (this.complete) first = intersection(first, Uint32Array.from(this.queue));
    const found = (await this.verified([...first.subarray(0, RANKED_BLOCKS)], signal)).filter((hit) => hit.score <= 1);
    found.sort((a, b) => a.score - b.score || a.record.number - b.record.number);
    for (const hit of found) this.seen.add(hit.record.number);
    this.checked -= found.length;
    this.hits.push(...found);
  }

  async advance(missing, signal) {
    if (!this.queue.length) {
      if (this.complete) this.finished = true;
      else await this.nextWindow();
      return;
    }
    const batch = this.queue.splice(0, this.batchFor(missing));
    const fresh = batch.filter((number) => !this.seen.has(number));
    this.checked += batch.length - fresh.length;
    const found = await this.verified(fresh, signal);
    this.hits.push(...found);
    if (found.length * 2 < fresh.length) await this.narrow(signal, false);
  }

  /** As many candidates as probably hold the hits that are missing, so that few rounds are needed. */
  batchFor(missing) {
    const share = this.checked > 4 ? Math.max(0.2, this.hits.length / this.checked) : 1;
    return Math.min(LARGEST_BATCH, Math.ceil(missing / share));
  }

  async verified(numbers, signal) {
    const { folding } = this.engine;
    const records = await this.engine.load(numbers, signal);
    this.checked += numbers.length;
    return records.flatMap((record) => {
      const score = scored(record, this.query.terms, folding);
      return score === null ? [] : [{ record, score }];
    });
  }

  settleTotal() {
    const only = this.sources.length === 1 && this.sources[0].exact && this.sources[0].lists[0];
    if (this.finished) [this.total, this.exact] = [this.hits.length, !this.sources.some((source) => source.partial)];
    else if (this.setsAreExact && only && !this.filtered) [this.total, this.exact] = [only.count, true];
    else if (this.setsAreExact && this.complete) [this.total, this.exact] = [this.candidateCount, true];
    else this.estimate();
  }

  /** What share of candidates checked were right, and how far into the records they reached. */
  estimate() {
    const share = this.checked > 0 ? Math.min(1, this.hits.length / this.checked) : 1;
    const reach = this.covered / this.engine.directory.records.count;
    const rest = this.complete ? this.queue.length * share : (this.candidateCount * share) / (reach || 1) - this.hits.length;
    this.total = this.hits.length + Math.max(0, Math.round(rest));
    this.exact = false;
  }

  /** Makes the total exact whatever it costs, up to `limit` bytes read; true if it is exact now. */
  async count(limit, signal) {
    const { store } = this.engine;
    const start = store.bytes;
    if (this.exact || this.empty) return true;
    await this.narrow(signal, true);
    if (this.sources.some((source) => source.partial)) return false;
    while (!this.complete && store.bytes - start < limit) await this.nextWindow();
    if (!(this.complete && this.setsAreExact)) {
      while (!this.finished && store.bytes - start < limit) await this.advance(LARGEST_BATCH, signal);
    }
    this.settleTotal();
    return this.exact;
  }

  /** Uses all that the index knows of the terms to drop candidates before they are read. */
  async narrow(signal, thorough) {
    const phrases = this.sources.flatMap((source) => source.phrases);
    if (this.setsAreExact || this.finished || !phrases.some((phrase) => phrase.open)) return;
    await this.look(thorough || !phrases.some((phrase) => phrase.telling.length) ? Infinity : "telling", signal);
    if (!this.complete || !this.queue.length) return;
    const lists = this.sources.flatMap((source) => source.lists);
    const wanted = new Set(await this.engine.postings.common(lists, signal));
    this.queue = this.queue.filter((number) => wanted.has(number));
  }

  /** Bytes, about, that reading all candidates still takes. */
  get costOfAll() {
    if (this.complete || !this.sources) return 0;
    const lists = this.sources.flatMap((source) => source.lists);
    return lists.length ? lists.reduce((sum, list) => sum + (list.slices?.length ?? 0), 0) * SLICE_COST : 0;
  }

  /** The numbers of all candidates; they are the results where the sets are exact. */
  async allNumbers(signal) {
    await this.everything();
    const numbers = [...this.hits.map((hit) => hit.record.number), ...this.queue];
    return Uint32Array.from(new Set(numbers)).sort();
  }
}

function merged(a, b) {
  if (!a || !b) return a ?? b ?? null;
  return [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
}
