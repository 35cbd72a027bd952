// Runs the engine away from the page, so that typing never blocks. One search at a time: a new one
// ends the one before. Messages in: search, more, leaves, count; out: results, pages, total, facets, suggestions, error.

import { Engine } from "./engine.js";
import { shown } from "./showing.js";
import { httpReader } from "./store.js";

const EAGER_BYTES = 500_000;
const FACET_BYTES = 400_000;
const AT_FIRST = 10;
const LEAVES = 20;

const index = new URL("../../../../search/index/", import.meta.url);
const engine = new Engine(httpReader(index));
let current = { id: 0, controller: new AbortController(), search: null };

onmessage = ({ data }) => {
  if (data.type === "search") {
    current.controller.abort();
    current = { id: data.id, controller: new AbortController(), search: null, sent: 0 };
  } else if (data.id !== current.id) return;
  run(current, data);
};

async function run(job, data) {
  try {
    await steps(job, data);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (error.code === "missing" && data.type === "search" && !data.again) {
      engine.reopen();
      run(job, { ...data, again: true });
      return;
    }
    post(job, "error", { code: error.code ?? "internal", detail: String(error.message ?? error) });
  }
}

async function steps(job, data) {
  const { signal } = job.controller;
  if (data.type === "search") {
    job.search = await engine.records(data.request, signal);
    if (data.request.within) return sendPagesAlone(job, data.request, signal);
    const pages = engine.pages(data.request.query ?? "", signal, "", LEAVES).then((found) => sendPages(job, found));
    await Promise.all([sendUpTo(job, Math.min(data.count, AT_FIRST), signal), pages]);
    if (job.search.hits.length > job.sent || !job.search.finished) await sendUpTo(job, data.count, signal);
    await settle(job, EAGER_BYTES, signal);
    const nothing = job.search.finished && !job.search.hits.length;
    if (!job.search.empty && (nothing || engine.directory.pinyin)) {
      post(job, "suggestions", await engine.suggest(data.request, signal, nothing));
    }
  } else if (data.type === "more") {
    await sendUpTo(job, data.count, signal);
  } else if (data.type === "leaves") {
    const { query } = job.search.filters;
    sendPages(job, await engine.pages(query ?? "", signal, "", data.count));
  } else if (data.type === "count") {
    await settle(job, Infinity, signal);
  }
}

async function sendUpTo(job, count, signal) {
  const hits = await job.search.upTo(count, signal);
  const fresh = hits.slice(job.sent, count).map(({ record }) => ({
    ...shown(record, job.search.query.terms, engine.folding),
    fonds_name: engine.fondsNames.get(record.fonds) || record.fonds,
  }));
  const from = job.sent;
  job.sent = Math.min(count, hits.length);
  post(job, "results", { from, hits: fresh, more: hits.length > count || !job.search.finished, ...totals(job.search) });
}

async function settle(job, limit, signal) {
  const { search } = job;
  if (search.empty) return;
  await search.count(limit, signal);
  post(job, "total", { ...totals(search), more: search.hits.length > job.sent || !search.finished });
  if (limit === Infinity || search.costOfAll <= FACET_BYTES) {
    const { countsOf } = await import("./facet_counts.js");
    const counts = await countsOf(engine.facets, await search.allNumbers(signal), signal);
    post(job, "facets", { counts, exact: search.exact });
  }
}

function sendPages(job, found) {
  const { terms } = job.search.query;
  const ready = (pages, fields) => pages.map((page) => shown(page, terms, engine.folding, fields));
  const [pages, leaves] = [ready(found.pages, ["title", "snippet"]), ready(found.leaves, ["snippet"])];
  post(job, "pages", { pages, leaves, more: found.more });
}

/** What one exhibition has: its pages, no records. */
async function sendPagesAlone(job, { query, within }, signal) {
  const found = await engine.pages(query ?? "", signal, within);
  sendPages(job, found);
  const { empty, query: asked } = job.search;
  post(job, "results", { from: 0, hits: [], more: false, total: found.pages.length, exact: true, empty, cut: asked.cut });
}

function totals({ total, exact, empty, query, filters }) {
  return { total, exact, empty, cut: query.cut, years: filters.years };
}

function post(job, type, content) {
  if (job === current) postMessage({ id: job.id, type, ...content });
}
