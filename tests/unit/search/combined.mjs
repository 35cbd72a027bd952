// All that a search gives, with its facets: node combined.mjs MODULES INDEX < requests > answers; both JSON lines.
// `on` in a request: all pages are loaded, one after the other, before the total is made exact. One engine answers all of them, as in a visitor's tab.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [modules, index] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(modules, name)).href);
const { Engine } = await load("engine.js");
const { allNumbers, countsOf } = await load("counting.js");
const engine = new Engine(async (path) => new Uint8Array(await readFile(join(index, path))));

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { on, ...request } = JSON.parse(line);
  const search = await engine.records(request);
  await search.upTo(10);
  const first = search.hits.map((hit) => hit.record.number);
  const early = search.exact ? search.total : null;
  // A visitor may load on, page by page, before anything is counted.
  for (let wanted = 30; on && !search.finished; wanted += 20) await search.upTo(wanted);
  await search.count(Infinity);
  const facets = search.empty ? null : await countsOf(engine, await allNumbers(search), Infinity);
  const { total, exact } = search;
  await search.upTo(100_000);
  const hits = search.hits.map((hit) => hit.record.number);
  process.stdout.write(`${JSON.stringify({ first, early, total, exact, facets, hits })}\n`);
}
