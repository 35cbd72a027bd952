// Packs the modules of a folder for visitors: what several of them use in common becomes a part of its own,
// what is loaded later stays apart, names and white space get short.
// node pack.mjs ESBUILD FOLDER OUT MODULE…

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [esbuild, folder, out, ...modules] = process.argv.slice(2);
const { build } = await import(pathToFileURL(esbuild).href);

/**
 * What only a running engine or page loads is told to need it. So all that it shares with them stays in their own
 * part: fewer parts, which gzip better.
 */
const loadedBy = {
  name: "loaded by",
  setup({ onLoad }) {
    const needs = (loader) => async ({ path }) => ({
      contents: `${await readFile(path, "utf8")}\nimport "./${loader}";\n`,
      loader: "js",
    });
    onLoad({ filter: /[\\/](codes|facet_counts|page_search|suggestions)\.js$/ }, needs("engine.js"));
    onLoad({ filter: /[\\/]filters\.js$/ }, needs("page.js"));
  },
};

try {
  await build({
    absWorkingDir: folder,
    entryPoints: modules,
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    plugins: [loadedBy],
    chunkNames: "part-[hash]",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
