// Runs queries through the modules that a built site ships, for `quality` and the benchmarks.
// node measure.mjs MODULES INDEX < requests > answers; both JSON lines.
// A request: {query, …filters, page: hits of the first page, all: whether every hit is wanted, limit: bytes for the total, index:
// another one}; or
// {query, leaves, within} for pages of the site (below an address) and so many leaves of texts; or {query, suggest: true}
// for what to ask instead.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [modules, index] = process.argv.slice(2);
const { Engine, IndexError } = await import(pathToFileURL(join(modules, "engine.js")).href);

const COUNT_LIMIT = 500_000;

let rounds = 0;
let requests = 0;
let waiting = 0;

/** Reads files, and counts rounds: reads that start while none is under way. */
async function read(folder, path) {
  if (waiting === 0) rounds += 1;
  waiting += 1;
  requests += 1;
  try {
    return new Uint8Array(await readFile(join(folder, path)));
  } catch {
    throw new IndexError("missing", path);
  } finally {
    waiting -= 1;
  }
}

/** Answers one request with an engine that has nothing in its cache but the directory. */
async function answer(request) {
  const engine = new Engine((path) => read(request.index ?? index, path));
  await engine.open();
  const opened = engine.store.bytes;
  engine.store.bytes = requests = rounds = 0;
  if ("leaves" in request) return engine.pages(request.query, undefined, request.within, request.leaves);
  if (request.suggest) return { ...(await engine.suggest(request, undefined, true)), bytes: engine.store.bytes };
  const search = await engine.records(request);
  const started = performance.now();
  await search.upTo(request.page ?? 10);
  const first = { bytes: engine.store.bytes, requests, rounds, ms: performance.now() - started };
  const total = { total: search.total, exact: search.exact };
  const shown = search.hits.slice(0, request.page ?? 10).map((hit) => hit.record.number);
  await search.count(request.limit ?? COUNT_LIMIT);
  const counted = { total: search.total, high: search.high, exact: search.exact, bytes: engine.store.bytes };
  let hits = null;
  if (request.all) {
    await search.upTo(request.all);
    hits = search.hits.map((hit) => hit.record.number);
  }
  return { opened, first, ...total, shown, counted, hits };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  let result;
  try {
    result = await answer(JSON.parse(line));
  } catch (error) {
    result = { error: error.code ?? String(error.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
