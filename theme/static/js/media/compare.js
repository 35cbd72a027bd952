// Two images over each other with a movable border. A range input is the slider, so keyboard and screen readers have it.

import { blocks, el } from "./dom.js";

function start(block) {
  const sides = block.querySelector(".compare-sides");
  const pictures = [...block.querySelectorAll(".compare-side picture")];
  if (pictures.length !== 2) return;
  const [before, after] = pictures.map((picture, index) => el("div", { class: `compare-layer compare-layer-${index + 1}` }, picture));
  const slider = el("input", {
    type: "range", min: "0", max: "100", step: "1", value: block.dataset.start || "50", class: "compare-slider", "aria-label": block.dataset.label,
  });
  const stage = el("div", { class: "compare-stage" }, before, after, el("div", { class: "compare-line", "aria-hidden": "true" }), slider);
  const labels = [...block.querySelectorAll(".compare-label")].map((label) => label.textContent);
  const split = () => {
    stage.style.setProperty("--split", `${slider.value}%`);
    slider.setAttribute("aria-valuetext", `${labels[0]} ${slider.value}%, ${labels[1]} ${100 - slider.value}%`);
  };
  slider.addEventListener("input", split);
  // A finger that scrolls the page has touched the slider too, and must not have moved it.
  let untouched = slider.value;
  slider.addEventListener("pointerdown", () => { untouched = slider.value; });
  slider.addEventListener("pointercancel", () => {
    slider.value = untouched;
    split();
  });
  sides.before(stage);
  block.classList.add("is-live");
  split();
}

blocks("compare", start);
