// In the preview only: reload when this page is another, show what is wrong and what is not public, offer to pick regions.

import { tell } from "./bar.js";
import { place as placeNotes } from "./notes.js";
import { start as offerRegions } from "./picker.js";

const AGAIN = 500; // milliseconds until a server that does not answer is asked again
const page = new URL(import.meta.url).searchParams.get("page"); // the state of the page that this was sent with
const CLOSED = "lantai-problems-closed";
let number = "";
let shown = "";
let language = "zh";

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = "/__preview__/preview.css";
document.head.append(sheet);

const panel = document.createElement("section");
panel.id = "lantai-preview";
panel.setAttribute("role", "status");
panel.hidden = true;
document.body.append(panel);

function element(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

function place({ file = "", sheet: name, row, column, line }) {
  const parts = [line ? `${file}:${line}` : file];
  if (name) parts.push(`[${name}]`);
  if (row) parts.push(`#${row}`);
  if (column) parts.push(`“${column}”`);
  return parts.join(" ");
}

function summary(problems, placed) {
  const errors = problems.filter((problem) => problem.severity === "ERROR").length;
  const here = placed.length;
  return language === "en"
    ? `${errors} errors, ${problems.length - errors} warnings; ${here} shown in this page`
    : `${errors} 个错误，${problems.length - errors} 个警告；其中 ${here} 个已标在本页`;
}

/** Returns the problems as an author looks for them: those of what this page belongs to first, errors before the rest. */
function inOrder(problems) {
  const here = (problem) => location.pathname.includes(`/${problem.place.file.replace(/^content\//, "").split("/").slice(0, 2).join("/")}/`);
  const rank = (problem) => (here(problem) ? 0 : 2) + (problem.severity === "ERROR" ? 0 : 1);
  return problems.toSorted((one, other) => rank(one) - rank(other));
}

function show(told) {
  const problems = inOrder(told);
  const key = JSON.stringify(problems);
  if (key === shown) return;
  shown = key;
  const placed = placeNotes(problems);
  panel.replaceChildren();
  panel.hidden = problems.length === 0;
  const all = document.createElement("details");
  const unplaced = problems.some((problem) => problem.severity === "ERROR" && !placed.includes(problem));
  all.open = unplaced && !sessionStorage.getItem(CLOSED); // whoever closed it sees the counts, and is not covered again
  all.addEventListener("click", (event) => {
    if (!event.target.closest("summary")) return;
    if (all.open) sessionStorage.setItem(CLOSED, "true");
    else sessionStorage.removeItem(CLOSED);
  });
  all.append(element("summary", "", summary(problems, placed)));
  panel.append(all);
  for (const problem of problems) {
    const item = element("article", `lantai-${problem.severity.toLowerCase()}`, "");
    item.append(
      element("strong", "", place(problem.place)),
      element("p", "", problem.what),
      element("p", "lantai-advice", problem.advice),
    );
    all.append(item);
  }
}

/** Asks again and again; the server answers when there is news. A page in the background does not ask. */
async function follow() {
  try {
    const asked = new URLSearchParams({ after: number, page: decodeURIComponent(location.pathname) });
    const state = await (await fetch(`/__preview__/state?${asked}`, { cache: "no-store" })).json();
    if (state.page !== page) {
      location.reload();
      return;
    }
    number = state.number;
    document.documentElement.toggleAttribute("data-building", state.building);
    language = state.language ?? language;
    show(state.problems);
    tell(state);
    offerRegions(language);
  } catch {
    // The server was stopped; go on asking until it is back.
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
  await seen();
  follow();
}

/** A browser has few connections to one host: pages that nobody sees must not hold them. */
function seen() {
  if (!document.hidden) return null;
  return new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

follow();
