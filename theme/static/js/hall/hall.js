// The hall: three.js from the theme's own folder, the plan, the building, what hangs in it, and who walks. Draws only when
// something has changed, and not while the page is hidden.

import { lessMotion } from "../media/dom.js";
import { open as enlarge } from "../media/viewer.js";
import { Building, palette } from "./building.js";
import { arrange, arrival, before, FRAME, WIDTH } from "./layout.js";
import { Pictures } from "./pictures.js";
import { read } from "./reading.js";
import { Visitor } from "./visitor.js";
import { roomAt } from "./walking.js";
import { HallWindow } from "./window.js";

const LIBRARY = new URL("../../vendor/three/three.module.min.js", import.meta.url).href;
const FINEST = 2;
/** While one walks, a machine that needs longer than this (in seconds) for a picture draws it coarser. */
const SLOW = 0.05;
const COARSEST = 0.45;
const TAP = 8;
const SPOT = 2.3;

let library;

function load() {
  library ??= import(LIBRARY).catch((error) => {
    library = undefined;
    throw error;
  });
  return library;
}

class CannotDraw extends Error {
  name = "CannotDraw";
}

/** The canvas and its context; asked for before three.js is, which is of no use without. */
function drawing() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2", { antialias: true, alpha: false, powerPreference: "low-power" });
  if (!context) throw new CannotDraw("WebGL 2");
  return { canvas, context };
}

class Hall {
  constructor(three, { canvas, context }, told, opener) {
    Object.assign(this, { three, canvas, told, opener, stop: 0, size: "", lastTime: 0, fineness: 1 });
    this.plan = arrange(told.rooms.map((room) => ({ works: room.works.map((work) => work.ratio) })));
    this.works = told.rooms.flatMap((room) => room.works);
    let number = 0;
    this.stops = [{ room: 0 }, ...told.rooms.flatMap((room, at) => [{ room: at + 1 }, ...room.works.map((work) => ({ room: at + 1, work, number: number++ }))])];
    this.renderer = new three.WebGLRenderer({ canvas, context, antialias: true });
    this.scene = new three.Scene();
    this.camera = new three.PerspectiveCamera(60, 1, 0.05, 90);
    this.camera.rotation.order = "YXZ";
    this.visitor = new Visitor(this.plan, arrival(this.plan, 0), lessMotion);
    this.window = new HallWindow(told, this.plan, this.stops, canvas, {
      go: (stop) => this.go(stop),
      next: (by) => this.next(by),
      leave: () => this.leave(),
      key: (event) => this.key(event),
      release: (event) => this.visitor.release(Visitor.action(event.key)),
      enlarge: (work) => enlarge(work.viewer),
      shown: () => this.draw(),
    });
    this.listening = new AbortController();
    this.furnish();
    this.listen();
  }

  /** Builds what is seen, in the colours of the page; again when these change. */
  furnish() {
    this.building?.dispose();
    this.pictures?.dispose();
    this.scene.clear();
    const colours = palette(this.three);
    this.renderer.setClearColor(colours.ceiling);
    this.building = new Building(this.three, this.plan, this.told, colours);
    this.pictures = new Pictures(this.three, this.plan, this.works, colours, () => this.draw());
    this.scene.add(this.building.group, this.pictures.group);
    this.draw();
  }

  listen() {
    const { signal } = this.listening;
    const { canvas } = this;
    const on = (target, kind, act, options = {}) => target.addEventListener(kind, act, { signal, ...options });
    on(canvas, "pointerdown", (event) => this.hold(event));
    on(canvas, "pointermove", (event) => this.drag(event));
    on(canvas, "pointerup", (event) => this.drop(event));
    on(canvas, "pointercancel", () => (this.held = undefined));
    on(canvas, "wheel", (event) => this.wheel(event), { passive: false });
    on(canvas, "webglcontextlost", () => (this.window.lost.hidden = false));
    on(canvas, "webglcontextrestored", () => {
      this.window.lost.hidden = true;
      this.furnish();
    });
    on(window, "blur", () => this.visitor.letGo());
    on(document, "visibilitychange", () => (document.hidden ? this.visitor.letGo() : this.draw()));
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) on(matchMedia(query), "change", () => this.furnish());
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this.window.view);
  }

  open() {
    this.window.open();
    this.arrive();
  }

  leave() {
    this.listening.abort();
    this.watch.disconnect();
    this.gone = true;
    this.window.close();
    this.building.dispose();
    this.pictures.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.opener.focus({ preventScroll: true });
  }

  // Drawing

  draw() {
    if (this.gone || this.asked || document.hidden) return;
    this.asked = requestAnimationFrame((now) => {
      this.asked = 0;
      this.frame(now);
    });
  }

  frame(now) {
    if (this.gone) return;
    const seconds = Math.min(0.4, this.lastTime ? (now - this.lastTime) / 1000 : 0.016);
    const was = this.visitor.moving;
    const goesOn = this.visitor.tick(seconds);
    if (goesOn && this.lastTime && seconds > SLOW) this.fineness = Math.max(COARSEST, this.fineness * 0.85);
    this.lastTime = goesOn ? now : 0;
    this.walks = goesOn;
    if (was && !goesOn) this.settle();
    this.fit();
    const { x, z, turn, pitch, eye } = this.visitor;
    this.camera.position.set(x, eye, z);
    this.camera.rotation.set(pitch, turn, 0);
    this.here();
    this.renderer.render(this.scene, this.camera);
    if (goesOn) this.draw();
  }

  /** Fits the picture to its place, coarser while one walks on a slow machine; what is looked at stands in the middle of what the card leaves free. */
  fit() {
    const { width, height } = this.window.view.getBoundingClientRect();
    if (!width || !height) return;
    const free = this.window.free();
    const ratio = Math.min(devicePixelRatio || 1, FINEST) * (this.walks ? this.fineness : 1);
    const size = [width, height, ratio, free.right, free.bottom].join();
    if (size === this.size) return;
    this.size = size;
    const { camera } = this;
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height, false);
    camera.aspect = width / height;
    const least = Math.tan((27 * Math.PI) / 180) / camera.aspect;
    camera.fov = Math.min(84, Math.max(52, (2 * Math.atan(least) * 180) / Math.PI));
    if (!this.walks) this.pictures.sharp = width * ratio * free.right * 0.8;
    camera.setViewOffset(width, height, ((1 - free.right) / 2) * width, ((1 - free.bottom) / 2) * height, width, height);
  }

  /** Follows the visitor: rooms that can be seen, pictures that are near, the words for where one is. */
  here() {
    const { visitor } = this;
    const room = roomAt(this.plan, visitor.z);
    this.building.showAround(room);
    this.pictures.showAround(room);
    this.pictures.look(visitor, visitor.moving ? -1 : (this.stops[this.stop]?.number ?? -1));
    this.window.mark(visitor);
  }

  // Where one is

  /** How far one stands from a work so that it fills what the card leaves free. */
  distance(number) {
    const place = this.plan.works[number];
    const { outer, tall } = this.pictures.hung[number];
    const free = this.window.free();
    this.fit();
    const high = Math.tan((this.camera.fov * Math.PI) / 360);
    const need = Math.max((tall + 2 * FRAME + 0.35) / (2 * high * free.bottom), (outer + 2 * FRAME + 0.3) / (2 * high * this.camera.aspect * free.right));
    const room = this.plan.rooms[place.room];
    const most = (place.facing ? WIDTH : room.near - room.far) - 1.1;
    return Math.min(Math.max(need, 1), most);
  }

  go(at) {
    const stop = this.stops[at];
    this.stop = at;
    this.guided = true;
    this.window.show(at);
    const place = stop.work ? before(this.plan.works[stop.number], this.distance(stop.number)) : arrival(this.plan, stop.room);
    this.windowTells(stop.room, at);
    this.cutOr(() => this.visitor.goTo(place));
  }

  next(by) {
    const at = this.stop + by;
    if (at >= 0 && at < this.stops.length) this.go(at);
  }

  /** Walks, or, where that is a cut, draws a veil over it. */
  cutOr(walk) {
    if (!walk()) return this.draw();
    this.window.veil.classList.add("is-drawn");
    this.draw();
    setTimeout(() => this.window.veil.classList.remove("is-drawn"), lessMotion() ? 0 : 240);
    return this.settle();
  }

  windowTells(room, stop) {
    this.window.tell(room, stop);
    this.window.steps(this.stop > 0, this.stop < this.stops.length - 1);
  }

  arrive() {
    this.windowTells(0, 0);
    this.draw();
  }

  /** After a walk of one's own: whatever one stands before is where the guided steps go on from. */
  settle() {
    if (this.guided) return;
    const { visitor, plan } = this;
    const room = roomAt(plan, visitor.z);
    const [sin, cos] = [-Math.sin(visitor.turn), -Math.cos(visitor.turn)];
    let best = -1;
    let least = SPOT;
    plan.works.forEach((place, number) => {
      if (place.room !== room) return;
      const [dx, dz] = [place.x - visitor.x, place.z - visitor.z];
      const far = Math.hypot(dx, dz);
      const ahead = (dx * sin + dz * cos) / (far || 1);
      if (ahead > 0.8 && far * (2 - ahead) < least) [best, least] = [number, far * (2 - ahead)];
    });
    const current = this.stops[this.stop];
    if (best >= 0) this.stop = this.stops.findIndex((stop) => stop.number === best);
    else if (current.room !== room) this.stop = this.stops.findIndex((stop) => stop.room === room);
    this.windowTells(room, best >= 0 || !this.stops[this.stop].work ? this.stop : -1);
  }

  // Keys, mouse, fingers

  /** The visitor walks alone: the card is put away. */
  free() {
    this.guided = false;
    this.window.closeCard();
  }

  key(event) {
    const guided = { PageDown: 1, n: 1, PageUp: -1, p: -1 }[event.key];
    if (guided) this.next(guided);
    else if (event.key === "Home") this.go(0);
    else if (event.key === "Enter" && event.target === this.canvas) this.go(this.stop);
    else {
      const action = Visitor.action(event.key);
      if (!action) return;
      this.free();
      this.visitor.press(action);
      if (lessMotion()) this.settle();
      this.draw();
    }
    event.preventDefault();
  }

  hold(event) {
    if (event.button !== 0 || !event.isPrimary) return;
    this.held = { x: event.clientX, y: event.clientY, fromX: event.clientX, fromY: event.clientY, moved: false };
    this.canvas.setPointerCapture(event.pointerId);
  }

  drag(event) {
    const { held } = this;
    if (!held || !event.isPrimary) {
      if (event.pointerType === "mouse") this.hover(event);
      return;
    }
    if (Math.hypot(event.clientX - held.fromX, event.clientY - held.fromY) > TAP) held.moved = true;
    if (!held.moved) return;
    this.guided = false;
    this.canvas.classList.add("is-held");
    const angle = (this.camera.fov * Math.PI) / 180 / this.canvas.clientHeight;
    this.visitor.look((event.clientX - held.x) * angle, (event.clientY - held.y) * angle);
    Object.assign(held, { x: event.clientX, y: event.clientY });
    this.draw();
  }

  drop(event) {
    const { held } = this;
    this.held = undefined;
    this.canvas.classList.remove("is-held");
    if (!held || !event.isPrimary) return;
    if (held.moved) this.settle();
    else this.tap(event);
  }

  /** What lies under the pointer: the number of a work, or a place on the floor. */
  under(event) {
    const { three, canvas } = this;
    const box = canvas.getBoundingClientRect();
    const at = new three.Vector2(((event.clientX - box.left) / box.width) * 2 - 1, 1 - ((event.clientY - box.top) / box.height) * 2);
    this.ray ??= new three.Raycaster();
    this.ray.setFromCamera(at, this.camera);
    const visible = [...this.building.rooms.filter((room) => room.visible), ...this.pictures.targets];
    const [hit] = this.ray.intersectObjects(visible, true);
    if (!hit) return {};
    if (hit.object.userData.work !== undefined) return { work: hit.object.userData.work };
    return hit.point.y < 0.05 ? { floor: { x: hit.point.x, z: hit.point.z } } : {};
  }

  hover(event) {
    this.canvas.classList.toggle("is-over", this.under(event).work !== undefined);
  }

  tap(event) {
    const { work, floor } = this.under(event);
    if (work !== undefined) this.go(this.stops.findIndex((stop) => stop.number === work));
    else if (floor) {
      this.free();
      this.cutOr(() => this.visitor.goTo(floor));
    }
  }

  wheel(event) {
    event.preventDefault();
    this.free();
    this.visitor.glide = undefined;
    this.visitor.move(event.deltaY < 0 ? "forward" : "back", Math.min(0.7, Math.abs(event.deltaY) / 150), 0);
    this.settle();
    this.draw();
  }
}

/** Opens the hall that the gallery of `page` describes; `opener` has the focus again afterwards. */
export async function open(page, opener) {
  const surface = drawing();
  const three = await load();
  new Hall(three, surface, read(page), opener).open();
}
