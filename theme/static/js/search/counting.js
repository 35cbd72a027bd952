// What a search needs once its first results are shown, and seldom before: the right total, what each filter would leave, the
// order by date, the codes that a first look has left.

import { numbersOf, SLICE_BYTES, sorted, survey } from "./sampling.js";
import { intersection } from "./sets.js";
import { themes } from "./themes.js";

export { themes }; // what counts them is loaded anyway

const COLUMNS = ["fonds", "repository_code", "level", "release"];
const NEAR = 0.05; // of a total, that one number may be said
const MOST_AT_ONCE = 40;
const MOST_BYTES = 100_000;
const THEME_BYTES = 40_000; // of a slice of a long theme, twice: they are read beside the others
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
  if (!search.left || search.lists.some(({ count: none }) => !none)) return false;
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
  await everything(search);
  if (search.sort === "code") return;
  const newest = search.sort === "newest";
  const years = await search.engine.facets.values("year_start", Uint32Array.from(search.queue), signal);
  const order = search.queue.map((number, i) => [years[i] || (newest ? 0 : 65535), number]);
  order.sort((a, b) => (newest ? -1 : 1) * (a[0] - b[0]) || a[1] - b[1]);
  search.queue = order.map(([, number]) => number);
}

async function everything(search) {
  while (!search.complete) await search.nextWindow();
}

/** Bytes, about, that reading all candidates still takes. */
export function costOf({ complete, engine, lists }) {
  return complete ? 0 : lists.flatMap((list) => engine.postings.borders(list)).length * SLICE_BYTES;
}

/** The numbers of all candidates; they are the results where the sets are exact. */
export async function allNumbers(search) {
  await everything(search);
  return numbersOf(search);
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
      .map(([value, count]) => {
        const [known, name = ""] = [names[value - 1]].flat();
        return [known, name, count];
      })
      .sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
  }
  const years = await facets.values("year_start", ids, signal);
  found.decade = [...tallied(years.map((year) => year - (year % 10)))]
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
    const cost = postings.slicesFor(list, ids).length * THEME_BYTES;
    if (cost > limit) return [slug, title, null];
    limit -= cost;
    return [slug, title, intersection(ids, await postings.covering(list, ids, signal)).length];
  });
  return (await Promise.all(counted)).filter(([, , count]) => count !== 0);
}

/** How often each value occurs, but for 0. */
function tallied(values) {
  const tally = new Map();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  tally.delete(0);
  return tally;
}

/** Makes the total of a record search exact, as far as `limit` bytes go, or says about how many there are; true if it is exact now. */
export async function count(search, limit, signal) {
  const { store } = search.engine;
  const most = store.bytes + limit;
  if (search.left * CODES_BYTES <= limit) await again(search, Infinity, signal);
  if (limit === Infinity) await everything(search);
  if (search.open) await narrow(search, signal);
  const about = search.complete && search.sure ? null : await survey(search, most, signal);
  if (!about && !search.setsAreExact) {
    while (!search.finished && store.bytes < most) await search.advance(MOST_AT_ONCE, signal);
  }
  search.settleTotal();
  if (!search.exact) tell(search, about);
  return search.exact;
}

/** Says about how many results there are: one number if that is near enough, else from `total` to `high`. */
function tell(search, about) {
  const { hits, queue, verified } = search;
  let { total, error } = about ?? { total: hits.length + queue.length, error: 0 };
  if (!about || !search.listsAreExact) {
    // As many are right as of those that were looked at.
    const right = (hits.length + 1) / (verified + 2);
    error += total * 2 * Math.sqrt((right * (1 - right)) / (verified + 1));
    total *= right;
  }
  // With as many digits as are worth saying.
  const [low, high, digits] = error <= NEAR * total ? [total, total, 3] : [total - error, total + error, 2];
  [search.total, search.high] = [low, high].map((value) => Math.max(hits.length, Math.round(value).toPrecision(digits)));
}

/**
 * Uses more of what the index knows of the terms to drop candidates before they are read: what it was not asked yet and, of the
 * next `some`, lists that were left aside, if these are worth it by the share that was right until now.
 */
export async function narrow(search, signal, some = Infinity) {
  const { postings } = search.engine;
  if (search.open) await search.ask("narrow", signal);
  else if (search.sure) return;
  const share = (search.hits.length + 1) / (search.verified + 2);
  const next = search.queue.splice(0, some / share);
  const wanted = new Set(await postings.common([{ ids: sorted(next), count: 0 }, ...search.lists], signal, share));
  search.queue = next.filter((number) => wanted.has(number)).concat(search.queue);
}
