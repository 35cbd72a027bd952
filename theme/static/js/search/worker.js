// Runs the engine away from the page, so that typing never blocks. One search at a time: a new one
// ends the one before. Messages in: search, more, leaves, count; out: results, pages, total, facets, suggestions, error.

import { Engine } from "./engine.js";
import { late } from "./record_search.js";
import { shown } from "./showing.js";
import { httpReader } from "./store.js";

const PAGE_BYTES = 400_000; // until the visitor wants more
const EAGER_BYTES = 500_000;
const FACET_BYTES = 900_000;
const AT_FIRST = 10;
const LEAVES = 20;

const index = new URL("../../../../search/index/", import.meta.url);
const engine = new Engine(httpReader(index), JSON.parse(globalThis.name || null)); // the page names the index that it knows
engine.open().catch(() => {}); // who asks is told
let current = {};

onmessage = ({ data }) => {
  if (data.type === "search") {
    current.controller?.abort();
    current = { id: data.id, controller: new AbortController(), asked: data };
  } else if (data.id !== current.id) return;
  run(current, data);
};

async function run(job, data) {
  try {
    await steps[data.type](job, data);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (error.code === "missing" && !data.again) {
      // There may be a new release: all that was found is looked for again in it.
      engine.reopen();
      run(job, { ...job.asked, count: Math.max(job.asked.count, job.wanted ?? 0), again: true });
      return;
    }
    post(job, "error", { code: error.code ?? "internal" });
  }
}

/** What each message asks for. */
const steps = { search, more: find, leaves: sendPages, count: (job) => settle(job, Infinity) };

async function search(job, { request, count }) {
  const { signal } = job.controller;
  // The page has so many hits (`sent`) and `leaves`, and wants so many hits (`wanted`).
  Object.assign(job, { search: await engine.records(request, signal), sent: 0, leaves: 0, wanted: 0 });
  if (request.within) {
    // One exhibition has pages, no records.
    const total = await sendPages(job);
    return post(job, "results", { ...known(job), from: 0, hits: [], more: false, total, exact: true });
  }
  await Promise.all([find(job, { count: Math.min(count, AT_FIRST) }), sendPages(job)]);
  const { empty, hits } = job.search;
  if (hits.length > job.sent || !job.search.finished) await find(job, { count });
  await settle(job, EAGER_BYTES);
  const nothing = job.search.finished && !hits.length;
  if (!empty && (nothing || engine.directory.pinyin)) {
    const instead = await engine.suggest(request, signal, nothing);
    if (nothing || instead.suggestions.length) post(job, "suggestions", instead);
  }
}

/** Finds what the page wants and posts it. */
async function find(job, { count }) {
  job.wanted = Math.max(job.wanted, count);
  await job.search.upTo(count, job.controller.signal, PAGE_BYTES, (found) => found > job.sent && found < count && send(job));
  send(job);
}

/** Posts the hits that the page wants and does not have, and what is known of the others. */
function send(job) {
  const { hits, query } = job.search;
  const from = job.sent;
  job.sent = Math.min(job.wanted, hits.length);
  const fresh = hits.slice(from, job.sent).map(({ record }) => ({
    ...shown(record, query.terms, engine.folding),
    fonds_name: engine.fondsNames.get(record.fonds) || record.fonds,
  }));
  post(job, "results", { from, hits: fresh, ...known(job) });
}

/** Makes the total exact within a limit, and counts what each filter would leave. */
async function settle(job, limit) {
  const { search, controller: { signal } } = job;
  if (search.empty) return;
  await search.count(limit, signal);
  post(job, "total", known(job));
  const { costOf, countsFor } = await late();
  let counts = null;
  if (limit === Infinity || costOf(search) <= FACET_BYTES) {
    counts = await countsFor(engine, search, limit, signal);
    if (!search.exact && (await search.count(0, signal))) post(job, "total", known(job)); // all was read
  }
  post(job, "facets", { counts, exact: search.exact });
}

/** Posts pages and, but for those of one exhibition, the next leaves, from which number on; returns how many pages. */
async function sendPages(job) {
  const { query, within } = job.search.filters;
  const found = await engine.pages(query, job.controller.signal, within, within ? 0 : job.leaves + LEAVES);
  const from = job.leaves;
  job.leaves = found.leaves.length;
  const leaves = ready(job, found.leaves.slice(from), ["snippet"]);
  post(job, "pages", { pages: ready(job, found.pages), leaves, from, more: found.more });
  return found.pages.length;
}

function ready(job, found, fields = ["title", "snippet"]) {
  return found.map((page) => shown(page, job.search.query.terms, engine.folding, fields));
}

/** Total, and whether there is more than the page has. */
function known({ search, sent }) {
  const { total, high, exact, empty, query, hits, finished } = search;
  return { total, high, exact, empty, cut: query.cut, more: hits.length > sent || !finished };
}

function post(job, type, content) {
  if (job === current) postMessage({ id: job.id, type, ...content });
}
