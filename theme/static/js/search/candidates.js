// Records that may have all terms, ascending, in one piece where that is cheap, else piece by piece.

import { difference, lowerBound, union } from "./sets.js";

const WHOLE_RANGE = 1 << 16;
const ENOUGH = 40;

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
  for await (let { ids, end, sure = true } of pieces(postings, lists, count, fitting, signal)) {
    ids = await fitting(ids);
    for (const list of without) ids = difference(ids, await postings.covering(list, ids, signal));
    do {
      at = Math.min(at + step, end);
      const here = ids.subarray(0, lowerBound(ids, at));
      ids = ids.subarray(here.length);
      yield { ids: await facets.filtered(here, { media, years }, signal), end: at, sure };
    } while (at < end);
  }
}

async function* pieces(postings, lists, count, fitting, signal) {
  if (!lists.length) {
    for (let start = 0; start < count; start += WHOLE_RANGE) {
      const end = Math.min(count, start + WHOLE_RANGE);
      yield { ids: Uint32Array.from({ length: end - start }, (_, i) => start + i), end };
    }
    return;
  }
  if (lists.some((list) => list.ids)) {
    yield { ...(await postings.common(lists, signal)), end: count };
    return;
  }
  const [driver, ...others] = lists.toSorted((a, b) => a.count - b.count);
  let from = 0;
  for await (const { ids, end } of portions(postings, driver, others, count, fitting, signal)) {
    const found = await postings.inAll(await fitting(ids.subarray(lowerBound(ids, from))), others, signal);
    from = Math.max(from, end);
    yield { ids: found, end: from };
  }
}

/**
 * The numbers of a cut list, or of any of several: the heads if these may be enough for a page, then slice by slice (of the
 * longest) where records are `fitting`.
 */
async function* portions(postings, driver, others, count, fitting, signal) {
  const density = others.reduce((share, list) => share * (list.count / count), 1);
  const parts = driver.parts ?? [driver];
  const heads = parts.map((part) => part.ids ?? part.head);
  if (heads[0].length * density >= ENOUGH || !others.length) {
    const end = Math.min(...parts.map((part) => (part.ids ? count : (part.head.at(-1) ?? -1) + 1)));
    const ids = union(heads);
    yield { ids: ids.subarray(0, lowerBound(ids, end)), end };
  }
  const [slices] = parts.map((part) => part.slices ?? []).sort((a, b) => b.length - a.length);
  for (const [i, { first }] of slices.entries()) {
    const from = i && first; // the shorter may begin before
    const end = slices[i + 1]?.first ?? count;
    const here = await fitting(new Uint32Array(end - from).map((_, at) => from + at));
    if (!here.length) continue;
    // Those of the others are read at the same time: the first of each if that may be enough for a page.
    const reach = Math.min(end, ...others.map((list) => postings.reach(list, here[0])));
    const near = here.subarray(0, lowerBound(here, reach));
    const enough = ((driver.count / slices.length) * density * near.length) / here.length >= ENOUGH;
    const early = others.map((list) => postings.covering(list, enough ? near : here, signal));
    const [all] = await Promise.all([postings.covering(driver, here, signal), ...early]);
    const ids = all.subarray(0, lowerBound(all, end));
    if (enough) yield { ids: ids.subarray(0, lowerBound(ids, reach)), end: reach };
    yield { ids, end };
  }
}
