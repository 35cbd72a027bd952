// A scroll story: the medium stays while the texts of its steps move past. Without script: figure and paragraphs.

import { blocks, el, region } from "./dom.js";
import { follow } from "./scroll.js";
import { stageOf } from "./stage.js";
import "./viewer.js";

function start(block) {
  const steps = [...block.querySelectorAll(".story-step")];
  const stage = stageOf(block.querySelector(":scope > .story-stage"));
  if (!stage || !steps.length) return;
  const layers = new Map();
  for (const step of steps) {
    const picture = step.querySelector(".story-figure picture");
    if (!picture) continue;
    const copy = picture.cloneNode(true);
    copy.querySelector("img").alt = ""; // its own figure, read with its step, keeps the text
    const layer = el("div", { class: "story-layer", "aria-hidden": "true" }, copy);
    layers.set(step, layer);
    stage.frame.append(layer);
  }
  block.classList.add("is-live");
  follow(steps, (here) => {
    for (const step of steps) step.classList.toggle("is-here", step === here);
    for (const [step, layer] of layers) layer.classList.toggle("is-shown", step === here);
    if (!layers.has(here)) stage.moveTo(region(here.dataset.region));
  });
}

blocks("story", start);
