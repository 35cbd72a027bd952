// Finds the address of a record by its reference code, for /r/?<档号>.

import { Engine } from "./engine.js";
import { httpReader } from "./store.js";

/** The folder of the site, wherever it is hosted. */
export const root = new URL("../../../../", import.meta.url);

/**
 * The site-absolute address (/catalogue/…) of the record with this code, that of its tombstone if it was
 * withdrawn, or null if there never was such a public record.
 * Rejects with an IndexError (code network, missing, damaged …) if the index cannot be read.
 */
export async function locate(code) {
  const engine = new Engine(httpReader(new URL("search/index/", root)));
  return (await engine.locate(code)) ?? tombstone(engine, code);
}

async function tombstone(engine, code) {
  const answer = await fetch(new URL("r/withdrawn.json", root));
  if (!answer.ok) return null;
  for (const [withdrawn, address] of Object.entries(await answer.json())) {
    if (await engine.sameCode(withdrawn, code)) return address;
  }
  return null;
}

/** A site-absolute address as a URL on this host. Characters with a meaning in URLs are escaped. */
export function urlOf(address) {
  const [path, ...fragment] = address.replace(/^\//, "").split("#");
  const escaped = path.split("/").map(encodeURIComponent).join("/");
  const url = new URL(escaped || "./", root);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html"; // no server adds it
  if (fragment.length) url.hash = encodeURIComponent(fragment.join("#"));
  return url.href;
}
