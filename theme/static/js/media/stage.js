// A stage: a frame in which an image moves to regions of itself. Tours, stories and phrases use it.

import { el } from "./dom.js";

const stages = new WeakMap();

/**
 * Returns how an image must be scaled and moved so that a region fills its frame.
 * `rest` is the image's box within the frame {left, top, width, height} in pixels, `frame` {width, height},
 * `region` [left, top, width, height] in percent or null for the whole image.
 */
export function view(region, rest, frame, limit = 6) {
  if (!region) return { scale: 1, x: 0, y: 0 };
  const [left, top, width, height] = region.map((value) => value / 100);
  const fitting = 0.88 * Math.min(frame.width / (width * rest.width), frame.height / (height * rest.height));
  const scale = Math.min(Math.max(fitting, 1), limit);
  const axis = (centre, size, start, room) => {
    const wanted = room / 2 - scale * centre * size;
    const drawn = scale * size;
    return (drawn <= room ? (room - drawn) / 2 : Math.min(Math.max(wanted, room - drawn), 0)) - start;
  };
  return {
    scale,
    x: axis(left + width / 2, rest.width, rest.left, frame.width),
    y: axis(top + height / 2, rest.height, rest.top, frame.height),
  };
}

class Stage {
  constructor(figure) {
    const picture = figure.querySelector("picture");
    const link = picture.closest("a.figure-open");
    this.image = picture.querySelector("img");
    this.mover = el("div", { class: "stage-mover" });
    this.frame = el("div", { class: "stage-frame" });
    (link ?? picture).replaceWith(this.frame);
    this.mover.append(picture);
    this.frame.append(this.mover);
    if (link) {
      link.classList.add("stage-open");
      this.frame.append(link);
    }
    this.region = null;
    const observer = new ResizeObserver(() => this.moveTo(this.region));
    observer.observe(this.frame);
    observer.observe(this.mover); // it has no size until its image has come
  }

  /** Moves to a region in percent, or back to the whole image. */
  moveTo(region) {
    this.region = region;
    if (region) this.sharpen();
    const frame = { width: this.frame.clientWidth, height: this.frame.clientHeight };
    const rest = { left: this.mover.offsetLeft, top: this.mover.offsetTop, width: this.mover.offsetWidth, height: this.mover.offsetHeight };
    if (!frame.width || !rest.width) return;
    const { scale, x, y } = view(region, rest, frame);
    this.mover.style.transform = region ? `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) scale(${scale.toFixed(3)})` : "";
    this.mover.style.setProperty("--unscale", String(1 / scale));
  }

  /** Lets the browser choose the largest derivative once a visitor looks closely. */
  sharpen() {
    for (const source of this.mover.querySelectorAll("source, img")) source.sizes = "200vw";
  }

  /** Puts an element at a point (percent); it moves along with the image. */
  at([x, y], element) {
    Object.assign(element.style, { left: `${x}%`, top: `${y}%` });
    this.mover.append(element);
    return element;
  }

  /** Puts an element over a region; it moves along with the image. */
  over(region, element) {
    const [left, top, width, height] = region;
    Object.assign(element.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    this.mover.append(element);
    return element;
  }
}

/** Returns the stage of a figure, made on first call. */
export function stageOf(figure) {
  if (!figure.querySelector("picture")) return null;
  if (!stages.has(figure)) stages.set(figure, new Stage(figure));
  return stages.get(figure);
}
