// For authors: draw a region on an image, with mouse, finger or keys, and copy it as it is written in YAML.

const NUDGE = 0.5; // percent that an arrow key moves
const LEAST = 1; // percent; less is a click that was meant for nothing
const LARGEST = 1600; // pixels of the image that is drawn on

const WORDS = {
  zh: {
    pick: "选取区域",
    help: "在图上拖动，画出一个框；拖动框移动它，拖动右下角改变大小。键盘：方向键移动，Shift 加方向键改变大小，Esc 关闭。",
    box: "区域",
    name: "名称",
    figures: "写在 figures.yaml 这张图的下面（已经有 regions 就只加花括号里面的）",
    block: "或者直接写在内容块里",
    copy: "复制",
    copied: "已复制",
    by_hand: "请按 Ctrl+C 复制",
    close: "关闭",
  },
  en: {
    pick: "Pick a region",
    help: "Drag on the image to draw a box; drag the box to move it, its lower right corner to resize it. Keys: arrows move, Shift with arrows resizes, Esc closes.",
    box: "Region",
    name: "Name",
    figures: "In figures.yaml, below this image (where there are regions, add only what is within the braces)",
    block: "Or in a block",
    copy: "Copy",
    copied: "Copied",
    by_hand: "Press Ctrl+C to copy",
    close: "Close",
  },
};

/** Returns a region as it is written: `[12, 8, 30, 14.5]`. */
export function written(region) {
  return `[${region.map((value) => Math.round(value * 10) / 10).join(", ")}]`;
}

/** Returns the region between two points in percent, within the image. */
export function between(from, to) {
  const clamp = (value) => Math.min(Math.max(value, 0), 100);
  const [x1, x2] = [clamp(from[0]), clamp(to[0])].sort((a, b) => a - b);
  const [y1, y2] = [clamp(from[1]), clamp(to[1])].sort((a, b) => a - b);
  return [x1, y1, x2 - x1, y2 - y1];
}

/** Returns a region moved by so many percent, within the image. */
export function moved([left, top, width, height], x, y) {
  return [Math.min(Math.max(left + x, 0), 100 - width), Math.min(Math.max(top + y, 0), 100 - height), width, height];
}

class Picker {
  constructor(address, words) {
    this.words = words;
    this.region = [25, 25, 50, 50];
    this.corner = node("span", { class: "picker-corner" });
    this.box = node("div", { class: "picker-box", tabindex: "0", role: "application", "aria-label": words.box, "aria-describedby": "picker-help" }, this.corner);
    this.image = node("img", { src: address, alt: "" });
    this.layer = node("div", { class: "picker-layer" }, this.image, this.box);
    this.name = node("input", { value: "region", autocomplete: "off", spellcheck: "false" });
    this.lines = [this.line(words.figures), this.line(words.block)];
    const close = node("button", { type: "button" }, words.close);
    close.addEventListener("click", () => this.dialog.close());
    const bar = node(
      "div", { class: "picker-bar" },
      node("p", { id: "picker-help" }, words.help), node("label", {}, `${words.name} `, this.name), ...this.lines.map(({ row }) => row), close,
    );
    this.dialog = node("dialog", { id: "lantai-picker", "aria-label": words.pick }, node("div", { class: "picker-stage" }, this.layer), bar);
    this.dialog.addEventListener("close", () => this.dialog.remove());
    this.layer.addEventListener("pointerdown", (event) => this.draw(event));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.name.addEventListener("input", () => this.update(this.region));
  }

  line(label) {
    const output = node("output", { class: "picker-yaml" });
    const copy = node("button", { type: "button" }, this.words.copy);
    copy.addEventListener("click", () => this.copy(output, copy));
    return { row: node("div", { class: "picker-line" }, node("span", {}, label), output, copy), output, copy };
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.update(this.region);
    this.box.focus();
  }

  point(event) {
    const box = this.image.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100];
  }

  draw(event) {
    event.preventDefault();
    this.box.focus();
    const before = this.region;
    const from = this.point(event);
    const ways = {
      corner: (to) => between(before.slice(0, 2), [before[0] + before[2] + to[0] - from[0], before[1] + before[3] + to[1] - from[1]]),
      box: (to) => moved(before, to[0] - from[0], to[1] - from[1]),
      new: (to) => between(from, to),
    };
    const way = event.target === this.corner ? ways.corner : event.target === this.box ? ways.box : ways.new;
    const move = (next) => this.update(way(this.point(next)));
    const end = () => {
      this.layer.removeEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) this.layer.removeEventListener(name, end);
      if (this.region[2] < LEAST || this.region[3] < LEAST) this.update(before);
    };
    this.layer.setPointerCapture(event.pointerId);
    this.layer.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) this.layer.addEventListener(name, end);
  }

  key(event) {
    const step = { ArrowLeft: [-NUDGE, 0], ArrowRight: [NUDGE, 0], ArrowUp: [0, -NUDGE], ArrowDown: [0, NUDGE] }[event.key];
    if (!step) return;
    event.preventDefault();
    const [left, top, width, height] = this.region;
    const size = (value, room) => Math.min(Math.max(value, LEAST), room);
    if (event.shiftKey) this.update([left, top, size(width + step[0], 100 - left), size(height + step[1], 100 - top)]);
    else this.update(moved(this.region, ...step));
  }

  update(region) {
    this.region = region;
    const [left, top, width, height] = region;
    Object.assign(this.box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    const name = this.name.value.replace(/[\s:,{}[\]#"'&*!|>%@`]+/g, "-").replace(/^-+|-+$/g, "") || "region";
    this.lines[0].output.textContent = `regions: {${name}: ${written(region)}}`;
    this.lines[1].output.textContent = `region: ${written(region)}`;
    for (const { copy } of this.lines) copy.textContent = this.words.copy;
  }

  /** Copies a line; where the browser does not let a page do that, selects it. */
  async copy(output, pressed) {
    try {
      await navigator.clipboard.writeText(output.textContent);
      pressed.textContent = this.words.copied;
    } catch {
      getSelection().selectAllChildren(output);
      pressed.textContent = this.words.by_hand;
    }
  }
}

function node(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Returns the address of the whole image of a figure, of which the page may show a part; null if it has none. */
async function whole(figure) {
  const source = figure.querySelector("[data-viewer]")?.dataset.viewer ?? figure.closest("[data-viewer-source]")?.dataset.viewerSource;
  try {
    const service = new URL(source, document.baseURI).href;
    const { sizes } = await (await fetch(service)).json();
    const size = sizes.toSorted((a, b) => b.width - a.width).find(({ width }) => width <= LARGEST) ?? sizes[0];
    return service.replace(/info\.json$/, `full/${size.width},${size.height}/0/default.jpg`);
  } catch {
    return figure.querySelector("img").currentSrc || figure.querySelector("img").src;
  }
}

/** Offers the picker on every figure of the page that shows an image. */
export function start(language) {
  const words = WORDS[language] ?? WORDS.zh;
  for (const figure of document.querySelectorAll("main figure")) {
    if (!figure.querySelector("img") || figure.querySelector("video, audio, figure") || figure.querySelector(":scope > .picker-start")) continue;
    const button = node("button", { type: "button", class: "picker-start" }, words.pick);
    button.addEventListener("click", async () => new Picker(await whole(figure), words).open());
    figure.append(button);
  }
}
