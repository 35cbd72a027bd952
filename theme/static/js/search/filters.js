// Filters that the results offer, with counts; loaded once there are some.

import { element, part } from "./elements.js";
import { number } from "./results.js";
import { addressOf, LISTS, year } from "./state.js";

/** The groups of filters for `counts` (see counting.js; `about` if not sure); what `state` has chosen is checked. */
function groupsOf(counts, state, t) {
  const tally = (count) => count === null ? null : element("span", { class: "choice-count" }, (counts.about ? "≈ " : "") + number(count));
  const groups = [];
  for (const name of LISTS) {
    const values = labelled(name, counts, t);
    if (values.length) groups.push(choices(name, t(`filter_${name}`), values, state[name], t, tally));
  }
  if (counts.decade.length) groups.push(decades(t("filter_decade"), counts.decade, t, tally));
  if (counts.media || state.media) {
    const box = element("input", { type: "checkbox", id: "f-media", name: "media", value: "1", checked: state.media });
    const label = element("label", { for: "f-media" }, t("filter_media"), " ", tally(counts.media));
    groups.push(element("p", { class: "choice" }, box, label));
  }
  return groups;
}

/** What each value is called: [[value, label, count], …]. The code of a fonds stands before its name. */
function labelled(name, counts, t) {
  return (counts?.[name] ?? []).map(([value, known, count]) => {
    const label = name === "fonds" ? `${value} ${known}`.trim() : called(name, value, t) || known || String(value);
    return [value, label, count];
  });
}

/** What the page itself calls a value, "" if it does not. */
function called(name, value, t) {
  const key = `${name}_${value}`;
  return t(key) === key ? "" : t(key);
}

let chosen = null;

/** Shows the chips of what `state` has chosen and, if there are `counts`, all filters with them; asks to `choose` what is chosen. */
export function showFilters(state, counts, t, choose) {
  if (!chosen) listen(choose);
  chosen = state;
  part("from").value = state.from ?? "";
  part("to").value = state.to ?? "";
  showChips(part("chosen"), state, counts, t, choose);
  if (!counts) return;
  const focused = document.activeElement?.id;
  part("facets").replaceChildren(...groupsOf(counts, state, t));
  if (focused && part("facets").querySelector(`#${CSS.escape(focused)}`)) document.getElementById(focused).focus();
  part("filters").hidden = false;
}

function listen(choose) {
  part("facets").addEventListener("change", ({ target }) => {
    if (target.name === "media") choose({ media: target.checked });
    else {
      const others = chosen[target.name].filter((value) => value !== target.value);
      choose({ [target.name]: target.checked ? [...others, target.value] : others });
    }
  });
  part("facets").addEventListener("click", ({ target }) => {
    const decade = Number(target.closest("[data-decade]")?.dataset.decade);
    if (decade) choose({ from: decade, to: decade + 9 });
  });
  part("years").addEventListener("change", () => {
    choose({ from: year(part("from").value.trim()), to: year(part("to").value.trim()) });
  });
}

/** Shows what is chosen in `state` as chips, by the names that came with `counts`; one that is pressed asks to `choose` without it. */
function showChips(list, state, counts, t, choose) {
  const told = addressOf({ ...state, query: "", count: 0, sort: "relevance" });
  if (list.dataset.chosen === told && !counts) return;
  list.dataset.chosen = told;
  const chips = [];
  const chip = (label, change) => {
    const button = element("button", { type: "button", class: "chip", "aria-label": t("remove_filter", { name: label }) }, `${label} ×`);
    button.addEventListener("click", () => choose(change));
    chips.push(element("li", {}, button));
  };
  for (const name of LISTS) {
    for (const value of state[name]) {
      const known = labelled(name, counts, t).find(([each]) => String(each) === value);
      const others = state[name].filter((other) => other !== value);
      chip(known?.[1] ?? (called(name, value, t) || value), { [name]: others });
    }
  }
  if (state.from || state.to) chip(`${state.from ?? ""}–${state.to ?? ""}`, { from: null, to: null });
  if (state.media) chip(t("filter_media"), { media: false });
  if (state.within) chip(t("filter_within"), { within: "" });
  const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
  list.replaceChildren(...chips);
  if (focused >= 0) (chips[focused]?.firstChild ?? document.querySelector("#search-filters summary")).focus();
}

const SHOWN_AT_FIRST = 8;

/** A group of check boxes with counts: [[value, name, count], …]. The chosen come first. */
function choices(name, legend, values, chosen, t, tally) {
  const isChosen = ([value]) => chosen.includes(String(value));
  const rows = values.toSorted((a, b) => isChosen(b) - isChosen(a)).map(([value, label, count]) => {
    const id = `f-${name}-${value}`;
    const box = element("input", { type: "checkbox", id, name, value, checked: isChosen([value]) });
    return element("li", {}, box, element("label", { for: id }, label, " ", tally(count)));
  });
  const group = element("fieldset", { class: "choice" }, element("legend", {}, legend));
  group.append(element("ul", {}, rows.slice(0, SHOWN_AT_FIRST)));
  if (rows.length > SHOWN_AT_FIRST) {
    const rest = element("ul", {}, rows.slice(SHOWN_AT_FIRST, 200));
    group.append(element("details", {}, element("summary", {}, t("more_choices", { n: rows.length - SHOWN_AT_FIRST })), rest));
  }
  return group;
}

/** Decades as buttons: [[1950, "", count], …]. */
function decades(legend, values, t, tally) {
  const rows = values.map(([decade, , count]) =>
    element("li", {}, element("button", { type: "button", class: "chip", id: `f-decade-${decade}`, "data-decade": decade }, t("decade", { n: decade }), " ", tally(count))),
  );
  return element("fieldset", { class: "choice decades" }, element("legend", {}, legend), element("ul", {}, rows));
}
