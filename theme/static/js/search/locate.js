// Finds the address of a record by its reference code, for /r/?<档号>.

import { root } from "./addresses.js";
import { Engine } from "./engine.js";
import { httpReader } from "./store.js";

export { root, urlOf } from "./addresses.js";

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
