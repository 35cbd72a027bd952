// For authors in the preview: draw a region on an image and copy it as YAML for `regions` in figures.yaml.

import { button, el, t } from "./dom.js";

const NUDGE = 0.5; // percent

function round(value) {
  return Math.round(value * 10) / 10;
}

/** Returns the region as YAML: `name: [left, top, width, height]`. */
export function yaml(region, name = "region") {
  return `${name}: [${region.map(round).join(", ")}]`;
}

/** Returns the region between two points in percent, within the image. */
export function between(from, to) {
  const clamp = (value) => Math.min(Math.max(value, 0), 100);
  const [x1, x2] = [clamp(from[0]), clamp(to[0])].sort((a, b) => a - b);
  const [y1, y2] = [clamp(from[1]), clamp(to[1])].sort((a, b) => a - b);
  return [x1, y1, x2 - x1, y2 - y1];
}

class Picker {
  constructor(image) {
    this.image = image;
    this.region = [25, 25, 50, 50];
    this.box = el("div", { class: "picker-box", tabindex: "0", role: "application", "aria-label": t("pickHelp") });
    this.layer = el("div", { class: "picker-layer" }, this.box);
    this.output = el("output", { class: "picker-yaml" });
    this.bar = el(
      "div", { class: "picker-bar" }, el("p", {}, t("pickHelp")), this.output,
      el("button", { type: "button", click: (event) => this.copy(event.currentTarget) }, t("copy")),
      button("close", "close", () => this.close()),
    );
    this.layer.addEventListener("pointerdown", (event) => this.draw(event));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.watch = new ResizeObserver(() => this.cover());
  }

  open() {
    document.body.append(this.layer, this.bar);
    this.watch.observe(document.body);
    this.cover();
    this.update(this.region);
    this.box.focus();
  }

  /** Lays the drawing layer exactly over the image. */
  cover() {
    const box = this.image.getBoundingClientRect();
    const style = { left: box.left + scrollX, top: box.top + scrollY, width: box.width, height: box.height };
    for (const [name, value] of Object.entries(style)) this.layer.style[name] = `${value}px`;
  }

  point(event) {
    const box = this.layer.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100];
  }

  draw(event) {
    event.preventDefault();
    const from = this.point(event);
    const move = (next) => this.update(between(from, this.point(next)));
    this.layer.setPointerCapture(event.pointerId);
    this.layer.addEventListener("pointermove", move);
    this.layer.addEventListener("pointerup", () => this.layer.removeEventListener("pointermove", move), { once: true });
  }

  key(event) {
    if (event.key === "Escape") this.close();
    const step = { ArrowLeft: [-NUDGE, 0], ArrowRight: [NUDGE, 0], ArrowUp: [0, -NUDGE], ArrowDown: [0, NUDGE] }[event.key];
    if (!step) return;
    event.preventDefault();
    const [left, top, width, height] = this.region;
    if (event.shiftKey) this.update([left, top, Math.min(Math.max(width + step[0], 1), 100 - left), Math.min(Math.max(height + step[1], 1), 100 - top)]);
    else this.update([Math.min(Math.max(left + step[0], 0), 100 - width), Math.min(Math.max(top + step[1], 0), 100 - height), width, height]);
  }

  update(region) {
    this.region = region;
    const [left, top, width, height] = region;
    Object.assign(this.box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    this.output.textContent = yaml(region);
  }

  async copy(pressed) {
    await navigator.clipboard?.writeText(yaml(this.region)).catch(() => {});
    pressed.textContent = t("copied");
  }

  close() {
    this.watch.disconnect();
    this.layer.remove();
    this.bar.remove();
  }
}

/** Offers the picker on every figure of the page. The preview calls this; the published site never does. */
export function start(root = document) {
  for (const figure of root.querySelectorAll("figure")) {
    const image = figure.querySelector("img");
    if (!image || figure.querySelector(":scope > .picker-start")) continue;
    figure.append(el("button", { type: "button", class: "picker-start", click: () => new Picker(image).open() }, t("pick")));
  }
}
