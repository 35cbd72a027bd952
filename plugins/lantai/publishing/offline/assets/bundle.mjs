// Makes classic scripts of the theme's modules: a page opened from a disk may load no modules.
// node bundle.mjs < {"esbuild", "root", "out", "page", "worker", "bundles": [{"script", "modules": […]}], "workers": [module]}
// `page` and `worker` are files whose exports stand in for globals of the same name in what is bundled.

import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { esbuild, root, out, page, worker, bundles, workers } = JSON.parse(await text(process.stdin));
const { build } = await import(pathToFileURL(esbuild).href);

const common = {
  absWorkingDir: root,
  bundle: true,
  format: "iife",
  target: "es2021",
  charset: "utf8",
  legalComments: "inline",
  logLevel: "silent",
};

/**
 * Gives each module its own import.meta.url, seen from the script that it becomes part of: `script` is where that
 * stands among the modules, `moduleUrl` (see page.js and worker.js) its address while it runs.
 */
function addresses(script) {
  const folder = dirname(join(root, script));
  return {
    name: "addresses",
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/ }, async ({ path }) => {
        const way = JSON.stringify(relative(folder, path).split(sep).join("/"));
        return { contents: (await readFile(path, "utf8")).replaceAll("import.meta.url", `new URL(${way}, moduleUrl).href`) };
      });
    },
  };
}

try {
  for (const { script, modules } of bundles) {
    const contents = modules.map((module) => `import ${JSON.stringify(`./${module}`)};`).join("\n");
    const stdin = { contents, resolveDir: root };
    await build({ ...common, stdin, inject: [page], outfile: join(out, script), plugins: [addresses(script)] });
  }
  for (const module of workers) {
    await build({ ...common, entryPoints: [`./${module}`], inject: [worker], outfile: join(out, module), plugins: [addresses(module)] });
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
