// The whole state of the search page in its address, so that it can be shared and gone back to.

export const PAGE_SIZE = 20;
const MOST = 1000;
export const LISTS = ["fonds", "repository_code", "theme", "level", "release"];
const SORTS = ["relevance", "newest", "oldest", "code"];

/** The state that an address tells; whatever makes no sense is left out. */
export function stateOf(search) {
  const values = new URLSearchParams(search);
  const state = { query: values.get("q") ?? "", media: values.get("media") === "1" };
  for (const name of LISTS) state[name] = values.getAll(name);
  const within = values.get("in") ?? "";
  state.within = within.startsWith("/") && within.length < 200 ? within : "";
  state.from = year(values.get("from"));
  state.to = year(values.get("to"));
  state.sort = SORTS.includes(values.get("sort")) ? values.get("sort") : "relevance";
  const count = parseInt(values.get("n"), 10);
  state.count = count > PAGE_SIZE ? Math.min(count, MOST) : PAGE_SIZE;
  return state;
}

/** The address of a state: "?q=…", or "" for none. */
export function addressOf(state) {
  const values = new URLSearchParams();
  if (state.query) values.set("q", state.query);
  for (const name of LISTS) for (const value of state[name]) values.append(name, value);
  if (state.within) values.set("in", state.within);
  if (state.media) values.set("media", "1");
  if (state.from) values.set("from", state.from);
  if (state.to) values.set("to", state.to);
  if (state.sort !== "relevance") values.set("sort", state.sort);
  if (state.count > PAGE_SIZE) values.set("n", state.count);
  const text = values.toString();
  return text ? `?${text}` : "";
}

/** What the engine is asked. */
export function requestOf(state) {
  const years = state.from || state.to ? [state.from || 1, state.to || 9999].sort((a, b) => a - b) : null;
  return { ...state, years };
}

/** A year as it is typed, or null. */
export function year(text) {
  return /^\d{1,4}$/.test(text ?? "") && Number(text) > 0 ? Number(text) : null;
}
