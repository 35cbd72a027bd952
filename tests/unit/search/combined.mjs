// All that a search gives, with its facets: node combined.mjs MODULES INDEX < requests > answers; both JSON lines.
// One engine answers all of them, as in a visitor's tab.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [modules, index] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(modules, name)).href);
const { Engine } = await load("engine.js");
const { countsOf } = await load("facet_counts.js");
const engine = new Engine(async (path) => new Uint8Array(await readFile(join(index, path))));

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const search = await engine.records(JSON.parse(line));
  await search.upTo(10);
  const first = search.hits.map((hit) => hit.record.number);
  const early = search.exact ? search.total : null;
  await search.count(Infinity);
  const facets = search.empty ? null : await countsOf(engine.facets, await search.allNumbers());
  const { total, exact } = search;
  await search.upTo(100_000);
  const hits = search.hits.map((hit) => hit.record.number);
  process.stdout.write(`${JSON.stringify({ first, early, total, exact, facets, hits })}\n`);
}
