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
  const open = await standing(engine, code);
  if (open.length && archives.length < 2) return open.slice(0, 1);
  const owners = open.map((record) => ownerOf(record.address, archives));
  const gone = await tombstones(engine, code);
  return [...open, ...gone.filter((each) => !owners.includes(ownerOf(each.address, archives)))];
}

/** The address of the archive to which an address belongs, "" on a site of one. */
export function ownerOf(address, archives) {
  return archives.find((each) => address.startsWith(each)) ?? "";
}

/** The records with exactly this reference code, those that spell it as asked if any do: one in each archive at most. */
async function standing(engine, code) {
  await engine.open();
  const asked = engine.folding.codeParts(code);
  if (!asked) return [];
  const { ids } = await engine.byCode(asked);
  const found = await engine.load(ids.slice(0, 200));
  const same = found.filter((record) => engine.folding.codeParts(record.ref_code) === asked);
  const spelled = same.filter((record) => record.ref_code === code);
  return spelled.length ? spelled : same;
}

async function tombstones(engine, code) {
  const answer = await fetch(new URL("r/withdrawn.json", root));
  if (!answer.ok) return [];
  const found = [];
  const asked = engine.folding.codeParts(code);
  for (const [withdrawn, addresses] of Object.entries(await answer.json())) {
    if (engine.folding.codeParts(withdrawn) === asked) {
      found.push(...addresses.map((address) => ({ ref_code: withdrawn, address, withdrawn: true })));
    }
  }
  const spelled = found.filter((each) => each.ref_code === code);
  return spelled.length ? spelled : found;
}
