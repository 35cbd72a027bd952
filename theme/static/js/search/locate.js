// Finds the address of a record by its reference code, for /r/?<档号>.

import { root } from "./addresses.js";
import { Engine } from "./engine.js";
import { httpReader } from "./store.js";

export { root, urlOf } from "./addresses.js";

/**
 * What stands under this code: {address (site-absolute), title}, or {address, withdrawn: true} for the tombstone of
 * a record that was taken down; nothing if there never was such a public record. Several archives may use one
 * code; `archives` are the addresses of theirs ("/catalogue/C2/"), none on a site of one.
 * Rejects with an IndexError (code network, missing, damaged …) if the index cannot be read.
 */
export async function locate(code, archives = []) {
  const engine = new Engine(httpReader(new URL("search/index/", root)));
  const open = await engine.locate(code);
  if (open.length && archives.length < 2) return open.slice(0, 1);
  const owners = open.map((record) => ownerOf(record.address, archives));
  const gone = await tombstones(engine, code);
  return [...open, ...gone.filter((each) => !owners.includes(ownerOf(each.address, archives)))];
}

/** The address of the archive to which an address belongs, "" on a site of one. */
export function ownerOf(address, archives) {
  return archives.find((each) => address.startsWith(each)) ?? "";
}

async function tombstones(engine, code) {
  const answer = await fetch(new URL("r/withdrawn.json", root));
  if (!answer.ok) return [];
  const found = [];
  for (const [withdrawn, addresses] of Object.entries(await answer.json())) {
    if (await engine.sameCode(withdrawn, code)) {
      found.push(...addresses.map((address) => ({ ref_code: withdrawn, address, withdrawn: true })));
    }
  }
  const spelled = found.filter((each) => each.ref_code === code);
  return spelled.length ? spelled : found;
}
