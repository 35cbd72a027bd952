// Records that may have all terms, ascending, piece by piece: of long lists no more is read than a page is likely to need.

import { atHand, isWorth } from "./postings.js";
import { difference, intersection, lowerBound } from "./sets.js";

const STEP = 1 << 16;
const ENOUGH = 20; // candidates of a first piece
const SLICES = 8; // read for a piece

/**
 * Yields {ids, end, sure}: all candidates before record `end` that were not yielded before; unless `sure`, some may not be
 * in all lists. `lists` are those of all terms, `without` those of records that are none; without any `lists`, all records
 * are candidates. All are in the range [from, to].
 */
export async function* candidates({ postings, facets, directory }, lists, without, filters, [from, to], signal) {
  const { count } = directory.records;
  const { media, years, ...cheap } = filters;
  const step = media || years ? facets.about.chunk : count; // of what has long columns, some records after the other
  let at = 0;
  const fitting = (ids) => facets.filtered(ids.filter((id) => id >= from && id <= to), cheap, signal);
  for await (let { ids, end, sure } of pieces(postings, lists, without, count, fitting, signal)) {
    ids = await fitting(ids);
    do {
      at = Math.min(at + step, end);
      const here = ids.subarray(0, lowerBound(ids, at));
      ids = ids.subarray(here.length);
      yield { ids: await facets.filtered(here, { media, years }, signal), end: at, sure };
    } while (at < end);
  }
}

/** The same but for filters. A piece ends with a slice, once enough is to be expected of it or so many slices have to be read. */
async function* pieces(postings, lists, without, count, fitting, signal) {
  const all = atHand(lists);
  const cut = lists.filter((list) => list.parts || (!list.ids && list.count < count)); // what all have leaves all
  const ordered = [...cut.toSorted((a, b) => a.count - b.count), ...without];
  const leaves = (list, density = list.count / count) => Math.abs(without.includes(list) - Math.min(0.99, density));
  let left = all?.length ?? count;
  const part = Math.min(1, ENOUGH / ordered.reduce((sum, list) => sum * leaves(list), left)); // of all, which a page needs
  const read = ordered.filter((list, i) => {
    const worth = (!all && !i) || isWorth(list, leaves(list), left, part * postings.borders(list).length);
    if (worth) left *= leaves(list);
    return worth;
  });
  const borders = ordered.flatMap((list) => postings.borders(list)).sort((a, b) => a - b);
  let enough = ENOUGH;
  for (let start = 0, end = 0; start < count; start = end) {
    const places = []; // one in each step that has any
    let expected = 0;
    do {
      const next = Math.min(borders.find((border) => border > end) ?? count, all ? count : end + STEP);
      const { length } = await fitting(all ? within(all, end, next) : range(end, next));
      const likely = ordered.reduce((sum, list) => sum * leaves(list, postings.density(list, end)), length);
      if (likely) places.push(end);
      expected += likely;
      end = next;
    } while (end < count && expected < enough && postings.slicesOf(read, places) < SLICES);
    const found = await Promise.all(read.map((list) => postings.covering(list, places, signal)));
    const here = all || cut.length ? within(all ?? found[0], start, end) : range(start, end);
    const narrowed = (ids, numbers, i) => (without.includes(read[i]) ? difference : intersection)(ids, numbers);
    yield { ids: found.reduce(narrowed, here), end, sure: read.length === ordered.length };
    enough *= 16;
  }
}

function within(ids, start, end) {
  return ids.subarray(lowerBound(ids, start), lowerBound(ids, end));
}

function range(start, end) {
  return new Uint32Array(end - start).map((_, i) => start + i);
}
