// Counting what a search finds where its first results do not tell; loaded once these are shown.

const MOST_AT_ONCE = 40;

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
