// The search page: what is typed and chosen goes into the address and to the worker; what comes back is shown.
// It runs while the page is still read, so that the worker has begun on what the address asks when the page stands there.

import { messages, part } from "./elements.js";
import { number, recordItem } from "./results.js";
import { addressOf, PAGE_SIZE, requestOf, stateOf } from "./state.js";

// What is pasted or chosen from an input method is asked for at once; so is a key after a rest. Between keys that follow
// quickly nothing is asked for: most of that would be outdated before it came.
const TYPING_PAUSE_MS = 120;
const REST_MS = 350;
const WHOLE = /^insert(From|Repl)/;
const SLOW_MS = 1500;
const SILENT_MS = 60_000; // after that not even the program has come

const parsed = new Promise((done) => {
  if (document.readyState === "loading") document.addEventListener("readystatechange", done);
  else done();
});

let t, input, status;
let state = stateOf(location.search);
let counts = null;
let id = 1;
let answered = 0;
let shownCount = 0;
let slow = 0;
let focusNext = false;
let beingTyped = false;
let place = 0; // where the page was left that is gone back to
let turn = ""; // makes two answers differ that are the same: a screen reader says only what changes

let worker = null;

/** Says something about the search at hand to the worker; one that did not come is asked for again. */
function ask(type, content) {
  if (!worker) {
    worker = window.searchWorker ?? new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: document.querySelector("[data-pointer]")?.dataset.pointer });
    window.searchWorker = null;
    worker.onerror = () => {
      worker = null;
      parsed.then(() => failed("internal"));
    };
    worker.onmessage = ({ data }) => parsed.then(() => data.id === id && receivers[data.type](data));
  }
  worker.postMessage({ type, id, ...content });
}

const receivers = {
  results({ from, hits, more, ...totals }) {
    clearTimeout(slow);
    if (answered !== id) turn = turn ? "" : "\u00a0";
    answered = id;
    const list = part("records");
    if (from === 0) list.replaceChildren();
    const items = hits.map((record) => recordItem(record, t));
    list.append(...items);
    shownCount = from + hits.length;
    part("more").hidden = !more;
    part("records-group").hidden = shownCount === 0 && !more;
    part("nothing").hidden = shownCount > 0 || more || totals.empty || (state.within !== "" && totals.total > 0);
    part("idle").hidden = !totals.empty;
    if (totals.empty) part("facets").replaceChildren();
    document.body.toggleAttribute("data-searching", false);
    say(totals);
    if (focusNext && from > 0) items[0]?.querySelector("a").focus();
    focusNext = false;
    if (place && (shownCount >= state.count || !more)) {
      scrollTo({ top: place, behavior: "instant" });
      place = 0;
    }
  },
  total({ more, ...totals }) {
    part("more").hidden = !more;
    if (!more && !shownCount && !state.within) [part("records-group").hidden, part("nothing").hidden] = [true, totals.empty];
    say(totals);
  },
  async pages(data) {
    if (!data.pages.length && !data.leaves.length && part("pages-group").hidden && part("texts-group").hidden) return;
    const late = await import("./page_late.js").catch(lost);
    if (late && data.id === id) late.showPages(data, t, () => ask("leaves", { id: data.id }));
  },
  async suggestions(data) {
    const late = await import("./page_late.js").catch(lost);
    if (late && data.id === id) late.showSuggestions(data, state, t);
  },
  facets(data) {
    counts = data.counts && { ...data.counts, about: !data.exact };
    if (counts) showFilters();
    else part("facets").replaceChildren();
  },
  error({ code }) {
    failed(code);
  },
};

/** Asks for what the state is, unless that was done `from` the "start", and shows the state. */
function search(from) {
  if (from !== "start") {
    id += 1;
    askAll();
  }
  focusNext = false;
  place = /address|start/.test(from) && history.state?.place;
  counts = null;
  part("error").hidden = part("instead-group").hidden = part("meant-group").hidden = true;
  document.body.toggleAttribute("data-searching", true);
  clearTimeout(slow);
  slow = setTimeout(() => {
    status.textContent = t("slow");
    slow = setTimeout(() => {
      worker.terminate();
      worker = null;
      lost();
    }, SILENT_MS);
  }, SLOW_MS);
  note(location.pathname + addressOf(state), from);
  showChosen();
}

function askAll() {
  ask("search", { request: requestOf(state), count: state.count });
}

/** Puts the state into the address: a step in the history for each query, however many keys it takes, and each choice. */
function note(address, from) {
  const same = address === location.pathname + location.search;
  if (!same && ["typing", "choice", "submit"].includes(from)) {
    if (from === "typing" && beingTyped) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }
  beingTyped = from === "typing";
}

/** Tells how many there are: between `total` and `high` if that is not exact, nothing yet without `high`. */
function say({ total, high, exact, empty, cut }) {
  const parts = cut ? [t("query_cut")] : [];
  const about = !high ? "counting" : high > total ? "found_between" : "found_about";
  if (!empty) parts.push(t(exact ? (total === 1 ? "found_one" : "found") : about, { n: number(total), m: number(high) }));
  const said = parts.join(" ") + turn;
  if (status.textContent !== said) status.textContent = said;
  part("count").hidden = exact || !high;
}

function failed(code) {
  clearTimeout(slow);
  document.body.toggleAttribute("data-searching", false);
  status.textContent = "";
  if (answered !== id) {
    // What stands there answers another question.
    for (const name of ["pages-group", "texts-group", "records-group", "nothing", "idle"]) part(name).hidden = true;
    part("facets").replaceChildren();
  }
  const text = t(`error_${code}`);
  part("error-text").textContent = text.startsWith("error_") ? t("error_internal") : text;
  part("error").hidden = false;
}

/** A module that is loaded only when it is wanted did not come. */
function lost() {
  failed("network");
}

// Filters

/** Shows what is chosen and, once they are counted, what else can be. */
async function showFilters() {
  const late = await import("./page_late.js").catch(lost);
  late?.showFilters(state, counts, t, choose);
}

function showChosen() {
  part("sort").value = state.sort;
  if (part("chosen").children.length || /[?&](?!q=|n=|sort=)/.test(location.search)) showFilters();
}

function choose(change, from = "choice") {
  state = { ...state, ...change, count: PAGE_SIZE };
  search(from);
}

// Typing, loading on, history

let pause = 0;
let lastKey = 0;

function typed() {
  if (input.value !== state.query) choose({ query: input.value }, "typing");
}

function restore() {
  state = stateOf(location.search);
  input.value = state.query;
  search("address");
}

/** Makes the page, when it has been read, do what it can. */
function connect() {
  t = messages();
  input = part("q");
  status = part("status");
  part("filters").open = matchMedia("(min-width: 60rem)").matches;
  part("sort").addEventListener("change", ({ target }) => choose({ sort: target.value }));
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    const rested = event.timeStamp - lastKey > REST_MS;
    lastKey = event.timeStamp;
    clearTimeout(pause);
    if (rested || WHOLE.test(event.inputType)) typed();
    else pause = setTimeout(typed, TYPING_PAUSE_MS);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(pause);
    typed();
  });

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    choose({ query: input.value }, "submit");
  });

  part("more").addEventListener("click", () => {
    focusNext = true;
    document.body.toggleAttribute("data-searching", true);
    state.count = shownCount + PAGE_SIZE;
    history.replaceState(null, "", location.pathname + addressOf(state));
    ask("more", { count: state.count });
  });

  part("count").addEventListener("click", () => {
    status.textContent = t("counting");
    ask("count");
  });
  part("retry").addEventListener("click", () => search("retry"));
  addEventListener("online", () => {
    if (!part("error").hidden) search("retry");
  });
  addEventListener("popstate", restore);
  addEventListener("click", () => history.replaceState({ place: scrollY }, ""), true);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
  input.value ||= state.query;
  search("start");
  typed(); // whoever was quicker than this program
  document.body.toggleAttribute("data-search-ready", true);
}

askAll();
parsed.then(connect);
