// How many records have several terms, where their lists take too much to read: reckoned from pieces that are drawn over all records.

import { Pieces } from "./pieces.js";
import { lowerBound } from "./sets.js";

export const SLICE_BYTES = 16_000;
const BLOCK_BYTES = 6_000;
const COLUMN_BYTES = 150_000; // of years or images, of a chunk of records
const AT_ONCE = 8; // slices
const FEWEST = 12; // draws
const MOST = 500;
const ENOUGH = 0.02; // of error
const GOLDEN = 0.618034; // any number of steps of this length is spread well

/** Reads all of a search if that takes no more than until the store has read `most` bytes; else returns {total, error}, about. */
export async function survey(search, most, signal) {
  const { engine: { store, facets }, filters } = search;
  const columns = filters.media || filters.years ? COLUMN_BYTES : 0;
  const all = new Pieces(search, signal, search.complete ? numbersOf(search) : undefined);
  const pieces = await piecesOf(all);
  const places = pieces.map(({ start }) => start);
  const chunks = places.length && 1 + facets.count / facets.about.chunk;
  if (all.slices(places) * SLICE_BYTES + chunks * columns <= most - store.bytes) {
    return settle(search, await all.read(places, all.start, all.end, all.all, filters), true);
  }
  await all.shorten((most - store.bytes) / 2 / SLICE_BYTES);
  if (all.ids?.length * BLOCK_BYTES <= most - store.bytes) {
    return settle(search, await facets.filtered(all.ids, filters, signal), false); // they may tell themselves
  }
  const rest = await piecesOf(all);
  return rest.length ? draw(all, rest, store, most - AT_ONCE * SLICE_BYTES - columns) : settle(search, [], true);
}

/** All pieces that may have results. The more are `expected`, if terms are independent and at most, the likelier a piece is drawn. */
async function piecesOf(all) {
  const pieces = [];
  for (let at = all.start; at < all.end; at = pieces.at(-1).end) {
    const piece = await all.next(at, { fonds: all.filters.fonds });
    const shares = piece.shares.slice(0, all.long.length);
    pieces.push({ ...piece, most: Math.min(piece.size, ...shares.map((share) => share * (piece.end - at))) });
  }
  const likely = sumOf(pieces.map((piece) => piece.likely));
  const most = sumOf(pieces.map((piece) => piece.most));
  for (const piece of pieces) piece.expected = piece.likely / likely + piece.most / most;
  return pieces.filter((piece) => piece.most);
}

/** Makes these all candidates of a search. */
function settle(search, ids, sure) {
  const wanted = new Set(ids);
  for (const { record } of search.hits) wanted.delete(record.number);
  const begun = search.queue.filter((number) => wanted.delete(number));
  Object.assign(search, { queue: [...begun, ...wanted], complete: true, sure });
}

async function draw(all, pieces, store, most) {
  let sum = 0;
  const ends = pieces.map(({ expected }) => (sum += expected));
  const rates = []; // results found for one expected
  let [certain, seen, total, error] = [0, 0, 0, Infinity];
  do {
    const batch = [];
    do batch.push(pieces[lowerBound(ends, (((rates.length + batch.length + 0.5) * GOLDEN) % 1) * sum)]);
    while (batch.length < 2 || (batch.length < 5 * AT_ONCE && all.slices(sorted(batch.map(({ start }) => start))) < AT_ONCE));
    await Promise.all(batch.map((piece) => (piece.found ??= all.read([piece.start], piece.start, piece.end, all.all, all.filters))));
    for (const piece of batch) {
      const { length } = await piece.found;
      rates.push(length / piece.expected);
      if (piece.seen) continue;
      piece.seen = true;
      certain += length;
      seen += piece.expected;
    }
    const mean = sumOf(rates) / rates.length;
    const degrees = rates.length - 1;
    const spread = Math.sqrt(sumOf(rates.map((rate) => (rate - mean) ** 2)) / degrees / rates.length);
    total = certain + (sum - seen) * mean;
    error = (2.5 + 6 / degrees) * (sum - seen) * Math.max(spread, Math.sqrt(certain + 1) / seen); // of 95 %
  } while (rates.length < MOST && store.bytes <= most && !(rates.length >= FEWEST && error <= ENOUGH * total));
  return { total, error };
}

function sumOf(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

/** The numbers of all that a search has found. */
export function numbersOf({ hits, queue }) {
  return sorted(new Set([...hits.map(({ record }) => record.number), ...queue]));
}

export function sorted(numbers) {
  return Uint32Array.from(numbers).sort();
}
