// The image viewer: a modal dialog around OpenSeadragon, which is loaded from the theme's own folder.

import { button, el, icon, lessMotion, t } from "./dom.js";

const LIBRARY = new URL("../../vendor/openseadragon/openseadragon.min.js", import.meta.url).href;
const CONTRASTS = ["", "strong", "inverted"];

let library;
let current;

/**
 * OpenSeadragon 6 adds a <style> for touch screens, which the policy forbids and media.css has anyway. It adds
 * none where it finds one; this element, of no namespace that means anything, is found and does nothing.
 */
function withoutOwnStyle() {
  const name = "data-openseadragon-mobile-css";
  if (document.querySelector(`style[${name}]`)) return;
  const decoy = document.createElementNS("urn:none", "style");
  decoy.setAttribute(name, "");
  document.head.append(decoy);
}

function load() {
  library ??= new Promise((done, failed) => {
    const script = el("script", { src: LIBRARY, load: () => done(window.OpenSeadragon), error: () => failed(new Error(LIBRARY)) });
    document.head.append(script);
  }).catch((error) => {
    library = undefined;
    throw error;
  });
  return library;
}

/**
 * Returns what OpenSeadragon opens. The service is where its info.json was found, whatever id stands in
 * it, so that a preview or a mirror shows its own images. Where nothing can be fetched (file://), the image.
 */
async function source(item) {
  try {
    const answer = await fetch(item.info);
    if (!answer.ok) throw new Error(String(answer.status));
    const info = await answer.json();
    return { ...info, id: item.info.replace(/\/info\.json$/, "") };
  } catch {
    return { type: "image", url: item.image };
  }
}

class Viewer {
  constructor(items, index, opener) {
    this.items = items;
    this.index = index;
    this.opener = opener;
    this.contrast = 0;
    this.stage = el("div", { class: "viewer-stage" });
    this.status = el("p", { class: "viewer-status", role: "status" });
    this.caption = el("div", { class: "viewer-caption" });
    const backwards = Boolean(opener?.closest?.('[data-direction="rtl"]'));
    const walk = [
      button("previous", backwards ? "right" : "left", () => this.go(-1)),
      button("next", backwards ? "left" : "right", () => this.go(1)),
    ];
    if (backwards) walk.reverse();
    this.tools = el(
      "div", { class: "viewer-tools", role: "toolbar", "aria-label": t("viewer") },
      items.length > 1 ? el("span", { class: "viewer-walk" }, ...walk) : null,
      button("zoomIn", "zoomIn", () => this.zoom(1.5)),
      button("zoomOut", "zoomOut", () => this.zoom(1 / 1.5)),
      button("fit", "fit", () => this.fit()),
      button("rotate", "rotate", () => this.rotate()),
      button("contrast", "contrast", () => this.changeContrast(), { "aria-pressed": "false" }),
      this.download = el("a", { class: "tool-download", download: "", "aria-label": t("download"), title: t("download") }, icon("download")),
      document.fullscreenEnabled ? button("fullScreen", "fullScreen", () => this.fullScreen()) : null,
      button("close", "close", () => this.dialog.close()),
    );
    // What fills the screen stands within the dialog: a dialog itself is not let.
    this.frame = el("div", { class: "viewer-frame" }, this.tools, this.stage, this.status, this.caption, el("p", { class: "viewer-keys" }, t("keys")));
    this.dialog = el(
      "dialog", { class: "viewer", "aria-label": t("viewer"), keydown: (event) => this.key(event), close: () => this.closed() },
      this.frame,
    );
  }

  async open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.tools.querySelector(".tool-close").focus();
    document.documentElement.classList.add("has-viewer");
    this.say(t("loading"));
    try {
      await this.start(await load());
      await this.display();
    } catch {
      this.fail();
    }
  }

  start(OpenSeadragon) {
    if (!this.dialog.open) return;
    const still = lessMotion();
    withoutOwnStyle();
    this.seadragon = OpenSeadragon({
      element: this.stage,
      showNavigationControl: false,
      showNavigator: false,
      drawer: "canvas",
      animationTime: still ? 0 : 0.6,
      immediateRender: still,
      maxZoomPixelRatio: 3,
      visibilityRatio: 0.6,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      gestureSettingsTouch: { pinchRotate: false },
    });
    this.seadragon.addHandler("open", () => this.say(this.position()));
    this.seadragon.addHandler("open-failed", () => this.fail());
    this.seadragon.innerTracker.keyHandler = null;
    this.seadragon.innerTracker.keyDownHandler = null;
    this.seadragon.canvas.setAttribute("role", "img");
  }

  async display() {
    const item = this.items[this.index];
    this.download.href = item.image;
    this.caption.replaceChildren(...(item.caption ? [...item.caption.cloneNode(true).childNodes] : [item.title]));
    if (!this.seadragon) return;
    this.seadragon.canvas.setAttribute("aria-label", item.alt || item.title || t("viewer"));
    if (item.language) this.seadragon.canvas.lang = item.language;
    const found = await source(item);
    if (this.items[this.index] === item && this.seadragon) this.seadragon.open(found);
  }

  position() {
    return this.items.length > 1 ? t("position", { n: this.index + 1, total: this.items.length }) : "";
  }

  say(text) {
    this.status.replaceChildren(text);
  }

  fail() {
    this.status.replaceChildren(t("failed"), " ", el("a", { href: this.items[this.index].image }, t("openImage")));
  }

  /** Shows another image. What lies below follows, so that whoever closes the viewer is where the image is. */
  go(step) {
    this.index = (this.index + step + this.items.length) % this.items.length;
    this.opener = this.items[this.index].link;
    this.opener.dispatchEvent(new CustomEvent("viewer:shown", { bubbles: true }));
    this.display();
  }

  zoom(factor) {
    this.seadragon?.viewport.zoomBy(factor);
    this.seadragon?.viewport.applyConstraints();
  }

  fit() {
    this.seadragon?.viewport.setRotation(0);
    this.seadragon?.viewport.goHome();
  }

  rotate() {
    const viewport = this.seadragon?.viewport;
    viewport?.setRotation((viewport.getRotation() + 90) % 360);
  }

  changeContrast() {
    this.contrast = (this.contrast + 1) % CONTRASTS.length;
    this.stage.dataset.contrast = CONTRASTS[this.contrast];
    this.tools.querySelector(".tool-contrast").setAttribute("aria-pressed", String(this.contrast > 0));
  }

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.frame.requestFullscreen().catch(() => {});
  }

  pan(x, y) {
    const viewport = this.seadragon?.viewport;
    if (!viewport) return;
    const bounds = viewport.getBounds();
    viewport.panBy(new window.OpenSeadragon.Point(x * bounds.width * 0.15, y * bounds.height * 0.15));
    viewport.applyConstraints();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const many = this.items.length > 1;
    const actions = {
      "+": () => this.zoom(1.5), "=": () => this.zoom(1.5), "-": () => this.zoom(1 / 1.5), _: () => this.zoom(1 / 1.5),
      0: () => this.fit(), r: () => this.rotate(), c: () => this.changeContrast(), f: () => this.fullScreen(),
      ArrowLeft: () => this.pan(-1, 0), ArrowRight: () => this.pan(1, 0), ArrowUp: () => this.pan(0, -1), ArrowDown: () => this.pan(0, 1),
      PageUp: many ? () => this.go(-1) : null, PageDown: many ? () => this.go(1) : null,
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  closed() {
    this.seadragon?.destroy();
    this.seadragon = undefined;
    this.dialog.remove();
    document.documentElement.classList.remove("has-viewer");
    this.opener?.focus({ preventScroll: true });
    if (current === this) current = undefined;
  }
}

/** Shows `items` from `index` on. When it closes, `opener` has the focus again. */
export function show(items, index, opener) {
  current?.dialog.close();
  current = new Viewer(items, Math.max(0, index), opener);
  return current.open();
}
