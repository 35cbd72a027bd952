// Loads what a search will need while somebody is about to type into a search box elsewhere on the site: page, program and
// the opening of the index. Without it, or if it fails, nothing is different but the time.

const here = new URL("./", import.meta.url);
const index = new URL("../../../../search/index/", import.meta.url);

/** Begins to load; `address` is that of the search page. */
export async function begin(address) {
  for (const [rel, href] of [
    ["prefetch", address],
    ["modulepreload", new URL("page.js", here).href],
    ["modulepreload", new URL("worker.js", here).href],
  ]) {
    document.head.append(Object.assign(document.createElement("link"), { rel, href }));
  }
  try {
    const pointer = await (await fetch(new URL("current.json", index))).json();
    for (const kind of ["d", "v"]) await fetch(new URL(`${pointer.index}/${kind}/0/0.bin`, index));
  } catch {
    // The search itself tells what is wrong.
  }
}
