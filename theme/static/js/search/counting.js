// What a search needs once its first results are shown, and seldom before: the right total, what each filter would leave, the
// order by date, the codes that a first look has left.

import { intersection } from "./sets.js";
import { themes } from "./themes.js";

export { themes }; // what counts them is loaded anyway

const COLUMNS = ["fonds", "repository_code", "level", "release"];
const MOST_AT_ONCE = 40;
const MOST_BYTES = 100_000;
const LIST_BYTES = 16_000; // of a slice of a list
/** A slice of a long theme, twice: they are read beside the others. */
const SLICE_BYTES = 40_000;
const CODES_BYTES = 16_000; // of a file of codes

/** What `countsOf` tells of a search; of a column that filters, as far as that is cheap, also what its other values would find. `limit` bytes may be read of long themes. */
export async function countsFor(engine, search, limit, signal) {
  const counts = await countsOf(engine, await allNumbers(search), limit, signal);
  for (const column of [...COLUMNS, "theme"].filter((name) => counts[name] && search.filters[name]?.length)) {
    const wider = await engine.records({ ...search.filters, [column]: [], sort: "relevance" }, signal);
    await wider.upTo(0, signal);
    if (wider.empty || !(wider.finished || (wider.setsAreExact && costOf(wider) <= MOST_BYTES))) continue;
    counts[column] = (await countsOf(engine, await allNumbers(wider), limit, signal))[column];
  }
  return counts;
}

/**
 * Goes through all candidates again where a first look has not read all codes: now it does, unless these are more than `most`
 * files; then every record tells its own. False if there is nothing to be found.
 */
export async function again(search, most, signal) {
  if (!search.left || search.sources.some(({ lists }) => lists.some(({ count: none }) => !none))) return false;
  if (search.left <= most) {
    search.thorough = true;
    await search.ask("", signal);
  } else {
    for (const source of search.sources) if (source.left) Object.assign(source, { lists: [], left: 0 });
  }
  for (const source of search.sources) source.range = null;
  for (const { record } of search.hits) search.seen.add(record.number);
  search.begin(signal);
  return true;
}

/** All candidates by date or code; code is archival order. */
export async function sort(search, signal) {
  if (search.sort !== "code") await again(search, Infinity, signal); // what comes first by date may stand anywhere
  await search.everything();
  if (search.sort === "code") return;
  const newest = search.sort === "newest";
  const years = await search.engine.facets.values("year_start", Uint32Array.from(search.queue), signal);
  const order = search.queue.map((number, i) => [years[i] || (newest ? 0 : 65535), number]);
  order.sort((a, b) => (newest ? b[0] - a[0] : a[0] - b[0]) || a[1] - b[1]);
  search.queue = order.map(([, number]) => number);
}

/** Bytes, about, that reading all candidates still takes. */
export function costOf({ complete, sources }) {
  if (complete || !sources) return 0;
  const slices = (list) => list.slices?.length ?? list.parts?.reduce((sum, part) => sum + slices(part), 0) ?? 0;
  return sources.flatMap(({ lists }) => lists).reduce((sum, list) => sum + slices(list), 0) * LIST_BYTES;
}

/** The numbers of all candidates; they are the results where the sets are exact. */
export async function allNumbers(search) {
  await search.everything();
  return Uint32Array.from(new Set([...search.hits.map((hit) => hit.record.number), ...search.queue])).sort();
}

/** How many of `ids` have each value: {fonds: [[value, name, count], …], …, theme: …, decade: [[1950, "", count], …]}. */
export async function countsOf(engine, ids, limit, signal) {
  const { facets } = engine;
  const found = { theme: await inThemes(engine, ids, limit, signal) };
  const named = COLUMNS.filter((column) => facets.about.values[column]?.length > 1);
  // The first files of all columns come together; the values of one column at a time are memory enough.
  await Promise.all([...named, "year_start", "has_media"].map((column) => facets.values(column, ids.subarray(0, 1), signal)));
  for (const column of named) {
    const names = facets.about.values[column];
    const tally = tallied(await facets.values(column, ids, signal));
    found[column] = [...tally]
      .filter(([value]) => value > 0)
      .map(([value, count]) => {
        const known = names[value - 1];
        return Array.isArray(known) ? [known[0], known[1], count] : [known, "", count];
      })
      .sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
  }
  const years = await facets.values("year_start", ids, signal);
  found.decade = [...tallied(years.map((year) => year - (year % 10)))]
    .filter(([decade]) => decade > 0)
    .map(([decade, count]) => [decade, "", count])
    .sort((a, b) => a[0] - b[0]);
  found.media = tallied(await facets.values("has_media", ids, signal)).get(1) ?? 0;
  return found;
}

/** How many of `ids` are in each theme that has one, in the order of the themes; null of one that `limit` does not suffice for. */
async function inThemes(engine, ids, limit, signal) {
  const { postings, facets } = engine;
  const named = facets.about.values.theme ?? [];
  const standing = themes(engine, named.map(([slug]) => slug));
  const counted = named.map(async ([slug, title], i) => {
    const theme = standing[i];
    await theme.look(signal);
    const [list] = theme.lists;
    const cost = postings.slicesFor(list, ids).length * SLICE_BYTES;
    if (cost > limit) return [slug, title, null];
    limit -= cost;
    return [slug, title, intersection(ids, await postings.covering(list, ids, signal)).length];
  });
  return (await Promise.all(counted)).filter(([, , count]) => count !== 0);
}

function tallied(values) {
  const tally = new Map();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  return tally;
}

/** Makes the total of a record search exact, as far as `limit` bytes go; true if it is exact now. */
export async function count(search, limit, signal) {
  const { store } = search.engine;
  const most = store.bytes + limit;
  if (search.left * CODES_BYTES <= limit) await again(search, Infinity, signal);
  while (!search.complete && store.bytes < most) await search.nextWindow();
  await narrow(search, signal, most - store.bytes);
  if (!(search.complete && search.setsAreExact)) {
    while (!search.finished && store.bytes < most) await search.advance(MOST_AT_ONCE, signal);
  }
  search.settleTotal();
  return search.exact;
}

/** Uses more of what the index knows of the terms to drop candidates before they are read: lists left aside within `limit`. */
export async function narrow(search, signal, limit = 0) {
  const { postings } = search.engine;
  if (search.open) await search.ask("narrow", signal);
  else if (!limit || search.sure) return;
  if (search.finished || !search.complete || !search.queue.length) return;
  const left = Uint32Array.from(search.queue).sort();
  const { lists } = search;
  const all = left.length > MOST_AT_ONCE && postings.slicesOf(lists, left) * LIST_BYTES <= limit;
  const ids = all
    ? (await Promise.all(lists.map((list) => postings.covering(list, left, signal)))).reduce(intersection, left)
    : await postings.common([{ ids: left, count: 0 }, ...lists], signal);
  const wanted = new Set(ids);
  search.queue = search.queue.filter((number) => wanted.has(number));
  search.sure ||= all && !search.excluded.length;
}
