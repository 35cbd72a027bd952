// Packs the modules of a folder for visitors: what is needed at once is one file, what is loaded later stays apart, names
// and white space get short. Page and worker are packed each by itself, so that a browser can ask for both before it
// has read either; the others share their parts.
// node pack.mjs ESBUILD FOLDER OUT MODULE,MODULE…

import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Properties that only these modules use, among themselves: no file of the index has them, no message, and no one else. */
const OWN =
  /^(about|advance|alternatives|ask|asked|begin|blockOf|borders|byCode|bytesOf|characters|codeParts|common|complete|controller|covering|date|density|directory|either|ends|engine|everything|exclude|excluded|expected|field|file|filtered|filters|finished|first|firstKeys|fits|fold|folding|fondsNames|found|head|ids|kind|left|likely|lists|listsAreExact|load|long|mapped|most|must|nextWindow|numbers|ordinal|ordinalOf|pagePostings|parsed|partial|parts|phrase|phrases|position|postings|queue|range|rank|read|score|seen|sent|setsAreExact|settleTotal|shares|slices|slicesFor|shorten|sounds|sources|start|streams|sure|term|terms|tests|thorough|titles|verified|wanted|windows|without|withYears|word|words)$/;

const [esbuild, folder, out, ...groups] = process.argv.slice(2);
const { build } = await import(pathToFileURL(esbuild).href);

/**
 * What only a running engine or page loads is told to need it. So all that it shares with them stays in their own
 * part: fewer parts, which gzip better.
 */
const loadedBy = (entry) => ({
  name: "loaded by",
  setup({ onLoad }) {
    const needs = (loader) => async ({ path }) => ({
      contents: `${await readFile(path, "utf8")}\nimport "./${loader}";\n`,
      loader: "js",
    });
    onLoad({ filter: /[\\/]late\.js$/ }, needs(entry));
    onLoad({ filter: /[\\/]page_late\.js$/ }, needs(entry));
  },
});

try {
  for (const group of groups) {
    const modules = group.split(",");
    await build({
      absWorkingDir: folder,
      entryPoints: modules,
      outdir: out,
      bundle: true,
      splitting: true,
      format: "esm",
      target: "es2022",
      charset: "utf8",
      plugins: [loadedBy(modules[0])],
      chunkNames: "part-[hash]",
      minify: true,
      mangleProps: OWN,
      legalComments: "none",
      logLevel: "silent",
    });
    if (modules.length === 1) await unite(modules[0]);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Gives an entry that is nothing but a loader of one part the content of that part: a request less before the first result. */
async function unite(entry) {
  const whole = /^import"\.\/(part-\w+\.js)";\s*$/.exec(await readFile(join(out, entry), "utf8"));
  if (!whole) return;
  await rename(join(out, whole[1]), join(out, entry));
  for (const name of await readdir(out)) {
    const text = await readFile(join(out, name), "utf8");
    if (text.includes(whole[1])) await writeFile(join(out, name), text.replaceAll(whole[1], entry));
  }
}
