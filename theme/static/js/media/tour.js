// A tour of one image: numbered stops; scrolling or stepping moves the view. Without script: a crop for each stop.

import { blocks, button, el, region, reveal, t } from "./dom.js";
import { follow } from "./scroll.js";
import { stageOf } from "./stage.js";
import "./viewer.js";

class Tour {
  constructor(block) {
    this.block = block;
    this.stops = [...block.querySelectorAll(".tour-stop")];
    this.stage = stageOf(block.querySelector(".tour-stage"));
    this.index = -1;
    if (!this.stage || !this.stops.length) return;
    this.spots = this.stops.map((stop, index) => this.spot(stop, index));
    block.classList.add("is-live");
    if (block.dataset.move === "step") this.stepping();
    else this.scrolling();
  }

  title(stop) {
    const words = stop.querySelector(".tour-title").cloneNode(true);
    words.querySelector(".tour-number")?.remove();
    return words.textContent.trim();
  }

  spot(stop, index) {
    const name = t("stop", { n: index + 1, title: this.title(stop) });
    const spot = el("button", { type: "button", class: "tour-spot", "aria-label": name, title: name, click: () => this.choose(index) }, String(index + 1));
    // Whoever comes to it by keyboard must see it, wherever the view stands.
    spot.addEventListener("focus", () => spot.matches(":focus-visible") && !spot.hasAttribute("aria-current") && this.whole());
    const [left, top, width, height] = region(stop.dataset.region) ?? [0, 0, 100, 100];
    return this.stage.at([left + width / 2, top + height / 2], spot);
  }

  scrolling() {
    follow(this.stops, (stop) => this.look(this.stops.indexOf(stop)));
    this.addControls();
  }

  stepping() {
    this.block.classList.add("is-stepping");
    this.block.querySelector(".tour-stops").setAttribute("aria-live", "polite");
    this.addControls();
    this.look(0);
  }

  addControls() {
    const controls = el(
      "div", { class: "tour-controls" },
      button("previousStop", "left", () => this.choose(this.index - 1)),
      button("whole", "fit", () => this.whole()),
      button("nextStop", "right", () => this.choose(this.index + 1)),
    );
    this.stage.frame.after(controls);
  }

  /** Goes to a stop: by scrolling its text to the reading line, or by showing it. */
  choose(index) {
    const next = Math.min(Math.max(index, 0), this.stops.length - 1);
    if (!this.block.classList.contains("is-stepping")) reveal(this.stops[next]);
    this.look(next);
  }

  whole() {
    this.stage.moveTo(null);
    for (const spot of this.spots) spot.removeAttribute("aria-current");
  }

  look(index) {
    if (index < 0 || index >= this.stops.length) return;
    this.index = index;
    this.stops.forEach((stop, number) => stop.classList.toggle("is-here", number === index));
    this.spots.forEach((spot, number) => (number === index ? spot.setAttribute("aria-current", "step") : spot.removeAttribute("aria-current")));
    this.stage.moveTo(region(this.stops[index].dataset.region));
  }
}

blocks("tour", (block) => new Tour(block));
