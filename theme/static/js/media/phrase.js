// Phrases that point into an image: following one moves its figure to the place spoken of.
// Without script they are links to the figure.

import { el, lessMotion, region, reveal, t } from "./dom.js";
import { stageOf } from "./stage.js";

let shown;

function inSight(element) {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}

function hide() {
  if (!shown) return;
  shown.mark?.remove();
  shown.back.remove();
  shown.stage.moveTo(null);
  shown.phrase.setAttribute("aria-expanded", "false");
  shown = undefined;
}

function show(phrase) {
  const target = document.getElementById(phrase.dataset.figure);
  const figure = target?.querySelector(".tour-stage") ?? target;
  const stage = figure && stageOf(figure);
  if (!stage) return false;
  const again = shown?.phrase === phrase;
  hide();
  if (again) return true;
  const place = region(phrase.dataset.region);
  const mark = place && stage.over(place, el("span", { class: "phrase-mark", "aria-hidden": "true" }));
  const back = el("a", { class: "phrase-back", href: `#${phrase.id}`, click: (event) => {
    event.preventDefault();
    hide();
    reveal(phrase);
    phrase.focus({ preventScroll: true });
  } }, t("backToText"));
  stage.frame.after(back);
  shown = { phrase, stage, mark, back };
  phrase.setAttribute("aria-expanded", "true");
  if (!inSight(stage.frame)) reveal(stage.frame);
  setTimeout(() => stage.moveTo(place), lessMotion() ? 0 : 250);
  figure.tabIndex = -1;
  figure.focus({ preventScroll: true });
  return true;
}

for (const [number, phrase] of document.querySelectorAll("a[data-phrase]").entries()) {
  phrase.id ||= `phrase-${number + 1}`;
  phrase.setAttribute("role", "button");
  phrase.setAttribute("aria-expanded", "false");
  phrase.title ||= t("showsIn");
  phrase.addEventListener("click", (event) => {
    if (show(phrase)) event.preventDefault();
  });
  phrase.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    phrase.click();
  });
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown || document.querySelector("dialog[open]")) return;
  const { phrase } = shown;
  hide();
  phrase.focus();
});
