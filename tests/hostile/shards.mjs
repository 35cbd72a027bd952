// Asks a search index while one of its files is damaged: node shards.mjs MODULES INDEX SEED MILLISECONDS.
// Each answer must be the right one or an IndexError; prints {tried, refused, wrong: […]} as JSON.

import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateRawSync, inflateRawSync } from "node:zlib";

const [modules, index, seed, milliseconds] = process.argv.slice(2);
const { Engine } = await import(pathToFileURL(join(modules, "engine.js")).href);
const { IndexError } = await import(pathToFileURL(join(modules, "store.js")).href);
const QUERIES = ["土地", "会议 -教育", "1954", "J001-WS", "gallery", "没有这个", "1954 theme"];
const PATIENCE = 5000;

let state = Number(seed) >>> 0;
/** A number below `limit`, the same ones for the same seed (Mulberry32). */
function below(limit) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % limit;
}

const files = new Map();
for (const entry of await readdir(index, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  files.set(relative(index, path).replaceAll("\\", "/"), await readFile(path));
}
const names = [...files.keys()].sort();

async function ask(query, damaged, data) {
  const engine = new Engine(async (path) => {
    if (path === damaged) return new Uint8Array(data);
    const found = files.get(path);
    if (!found) throw new IndexError("missing", path);
    return new Uint8Array(found);
  });
  await engine.open();
  const [words, theme] = query.split(" theme");
  const search = await engine.records({ query: words, theme: theme === undefined ? [] : ["t"] });
  await search.upTo(100);
  return JSON.stringify([search.total, search.hits.map((hit) => hit.record)]);
}

function changed(data) {
  const bytes = Buffer.from(data);
  for (let times = 1 + below(4); times > 0 && bytes.length; times -= 1) bytes[below(bytes.length)] ^= 1 << below(8);
  return [bytes, bytes.subarray(0, below(bytes.length + 1)), Buffer.concat([bytes, Buffer.alloc(below(99))])][below(3)];
}

/** Damage to the file as it lies on the disk, or to what it holds, packed again. */
function damage(data) {
  if (below(2)) return changed(data);
  try {
    return deflateRawSync(changed(inflateRawSync(data)));
  } catch {
    return changed(data);
  }
}

const right = new Map();
for (const query of QUERIES) right.set(query, await ask(query));
const outcome = { tried: 0, refused: 0, wrong: [] };
const end = performance.now() + Number(milliseconds);
while (performance.now() < end && outcome.wrong.length < 5) {
  const query = QUERIES[below(QUERIES.length)];
  const name = names[below(names.length)];
  const data = below(9) ? damage(files.get(name)) : files.get(names[below(names.length)]);
  outcome.tried += 1;
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("hang")), PATIENCE)));
  try {
    const answer = await Promise.race([ask(query, name, data), late]);
    if (answer !== right.get(query)) outcome.wrong.push({ name, query, answer: answer.slice(0, 200) });
  } catch (error) {
    if (error instanceof IndexError) outcome.refused += 1;
    else outcome.wrong.push({ name, query, error: String(error.stack ?? error).slice(0, 300) });
  } finally {
    clearTimeout(timer);
  }
}
console.log(JSON.stringify(outcome));
