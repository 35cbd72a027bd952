// Counting what a search finds where its first results do not tell, and what each filter would leave; loaded once these are shown.

import { intersection } from "./sets.js";
import { themes } from "./themes.js";

export { themes }; // what counts them is loaded anyway

const COLUMNS = ["fonds", "repository_code", "level", "release"];
const MOST_AT_ONCE = 40;
const MOST_BYTES = 100_000;
/** A slice of a long theme, twice: they are read beside the others. */
const SLICE_BYTES = 40_000;

/** What `countsOf` tells of a search; of a column that filters, as far as that is cheap, also what its other values would find. `limit` bytes may be read of long themes. */
export async function countsFor(engine, search, limit, signal) {
  const counts = await countsOf(engine, await search.allNumbers(signal), limit, signal);
  for (const column of [...COLUMNS, "theme"].filter((name) => counts[name] && search.filters[name]?.length)) {
    const wider = await engine.records({ ...search.filters, [column]: [], sort: "relevance" }, signal);
    await wider.upTo(0, signal);
    if (wider.empty || !(wider.finished || (wider.setsAreExact && wider.costOfAll <= MOST_BYTES))) continue;
    counts[column] = (await countsOf(engine, await wider.allNumbers(signal), limit, signal))[column];
  }
  return counts;
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
  search.thorough = true;
  await search.narrow(signal, limit);
  if (search.sources.some((source) => source.partial)) return false;
  while (!search.complete && store.bytes < most) await search.nextWindow();
  if (!(search.complete && search.setsAreExact)) {
    while (!search.finished && store.bytes < most) await search.advance(MOST_AT_ONCE, signal);
  }
  search.settleTotal();
  return search.exact;
}
