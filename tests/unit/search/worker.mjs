// The worker of the search page outside a browser: node worker.mjs MODULES INDEX < messages > posted; both JSON lines.
// A message is given when what the one before asks for (`until`, a type) was posted. What is posted tells the bytes read
// until then.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [modules, index] = process.argv.slice(2);
let bytes = 0;
let arrived = () => {};

globalThis.onmessage = null;
globalThis.postMessage = (message) => {
  process.stdout.write(`${JSON.stringify({ ...message, bytes })}\n`);
  arrived(message.type);
};
globalThis.fetch = async (url) => {
  const content = await readFile(join(index, String(url).split("search/index/")[1]));
  bytes += content.length;
  return new Response(content);
};

await import(pathToFileURL(join(modules, "worker.js")).href);
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { until, ...data } = JSON.parse(line);
  const done = new Promise((resolve) => (arrived = (type) => [until, "error"].includes(type) && resolve()));
  globalThis.onmessage({ data });
  await done;
}
