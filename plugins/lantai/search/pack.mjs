// Packs the modules of a folder for visitors: what several of them use in common becomes a part of its own,
// what is loaded later stays apart, names and white space get short.
// node pack.mjs ESBUILD FOLDER OUT MODULE…

import { pathToFileURL } from "node:url";

const [esbuild, folder, out, ...modules] = process.argv.slice(2);
const { build } = await import(pathToFileURL(esbuild).href);

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
    chunkNames: "part-[hash]",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
