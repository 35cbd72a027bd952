// The window of the hall: bars, plan, card, and the words for those who do not see the picture. Everything here is HTML.

import { el, icon } from "../media/dom.js";
import { DOOR } from "./layout.js";
import { t } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";

function drawn(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function tool(key, face, click, attributes = {}) {
  return el("button", { type: "button", "aria-label": t(key), title: t(key), click, ...attributes }, face ? icon(face) : null, face ? null : el("span", {}, t(key)));
}

/** The floor plan: rooms from below upwards, as one walks; works as lines along the walls, the visitor as a dot. */
function drawing(plan) {
  const end = plan.rooms.at(-1).far;
  const svg = drawn("svg", { class: "hall-drawing", "aria-hidden": "true", viewBox: `-5.2 ${end - 0.7} 10.4 ${-end + 1.4}` });
  for (const { near, far, left, right, exit, entry } of plan.rooms) {
    const [a, b] = [DOOR.x - DOOR.width / 2, DOOR.x + DOOR.width / 2];
    const across = (z, open) => (open ? `M${left} ${z}H${a}M${b} ${z}H${right}` : `M${left} ${z}H${right}`);
    svg.append(drawn("path", { d: `M${left} ${near}V${far}M${right} ${near}V${far}${across(far, exit)}${across(near, entry)}` }));
  }
  const marks = plan.works.map(({ x, z, facing, width }) => {
    const [dx, dz] = [(Math.cos(facing) * width) / 2, (-Math.sin(facing) * width) / 2];
    const [inX, inZ] = [Math.sin(facing) * 0.55, Math.cos(facing) * 0.55];
    return drawn("line", { x1: x - dx + inX, x2: x + dx + inX, y1: z - dz + inZ, y2: z + dz + inZ });
  });
  const visitor = drawn("path", { class: "hall-visitor", d: "M0-1.1L.7.8H-.7Z" });
  svg.append(...marks, visitor);
  return { svg, marks, visitor };
}

export class HallWindow {
  /** `acts`: go(stop), leave(), key(event), release(event), enlarge(work), shown() when the room for the picture changed. */
  constructor(told, plan, stops, canvas, acts) {
    Object.assign(this, { told, plan, stops, canvas, acts });
    this.total = stops.filter((stop) => stop.work).length;
    this.where = el("h2", { class: "hall-where" });
    this.live = el("p", { class: "visually-hidden", role: "status" });
    this.status = el("p", { class: "hall-status", "aria-hidden": "true" });
    this.veil = el("div", { class: "hall-veil" });
    this.lost = el("div", { class: "hall-lost", role: "alert", hidden: true }, el("p", {}, t("lost")), el("p", {}, el("button", { type: "button", class: "button", click: acts.leave }, t("leave"))));
    this.card = el("dialog", { class: "hall-card" });
    this.previous = el("button", { type: "button", click: () => acts.next(-1) }, icon("left"), t("previous"));
    this.next = el("button", { type: "button", click: () => acts.next(1) }, t("next"), icon("right"));
    this.planButton = el("button", { type: "button", "aria-expanded": "false", "aria-controls": "hall-plan", click: () => this.togglePlan() }, t("plan"));
    this.fullScreen = tool("fullScreen", "fullScreen", () => this.toggleFullScreen());
    Object.assign(canvas, { tabIndex: 0 });
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", t("view"));
    canvas.setAttribute("aria-describedby", "hall-keys");
    this.view = el(
      "div", { class: "hall-view" },
      canvas, this.veil,
      el("p", { class: "hall-keys", id: "hall-keys" }, el("span", { class: "hall-keys-hover" }, t("keys")), el("span", { class: "hall-keys-touch" }, t("touch"))),
      this.lost, this.makePlan(), this.card,
    );
    this.dialog = el(
      "dialog", { class: "hall", "aria-label": `${t("hall")} · ${told.title}`, keydown: (event) => this.key(event), keyup: acts.release, cancel: (event) => this.cancel(event) },
      el("div", { class: "hall-bar" }, this.where, this.planButton, document.fullscreenEnabled ? this.fullScreen : null, tool("leave", "close", acts.leave)),
      this.view,
      el("div", { class: "hall-steps" }, this.previous, this.status, this.next),
      this.live,
    );
  }

  makePlan() {
    this.entries = [];
    this.drawing = drawing(this.plan);
    const list = el("div", {});
    let number = 0;
    let items;
    this.stops.forEach((stop, at) => {
      const go = () => {
        this.togglePlan(false);
        this.acts.go(at);
        this.canvas.focus({ preventScroll: true });
      };
      const words = stop.work ? stop.work.caption : this.roomName(stop.room);
      const entry = el("button", { type: "button", click: go }, stop.work ? el("span", { class: "hall-number" }, String((number += 1))) : null, el("span", {}, words));
      if (stop.work?.language) entry.lang = stop.work.language;
      this.entries.push(entry);
      if (stop.work) items.append(el("li", {}, entry));
      else list.append(el("section", {}, el("h3", {}, entry), (items = el("ol", {}))));
    });
    for (const empty of list.querySelectorAll("ol:empty")) empty.remove();
    this.planPanel = el("nav", { class: "hall-plan", id: "hall-plan", "aria-label": t("plan"), hidden: true }, el("div", {}, this.drawing.svg, list));
    return this.planPanel;
  }

  roomName(number) {
    return number ? this.told.rooms[number - 1].title : t("foyer");
  }

  open() {
    document.body.append(this.dialog);
    document.documentElement.classList.add("has-hall");
    this.dialog.showModal();
    this.canvas.focus({ preventScroll: true });
  }

  close() {
    if (document.fullscreenElement) document.exitFullscreen();
    this.dialog.close();
    this.dialog.remove();
    document.documentElement.classList.remove("has-hall");
  }

  /** What the key Esc and, on phones, the gesture for going back mean: one thing after another is put away. */
  back() {
    if (this.card.open) this.closeCard();
    else if (!this.planPanel.hidden) this.togglePlan(false);
    else this.acts.leave();
  }

  cancel(event) {
    if (event.target !== this.dialog) return;
    event.preventDefault();
    this.back();
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.back();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(".hall-plan, .hall-card")) return;
    this.acts.key(event);
  }

  togglePlan(show = this.planPanel.hidden) {
    this.planPanel.hidden = !show;
    this.planButton.setAttribute("aria-expanded", String(show));
    this.dialog.classList.toggle("has-plan", show);
    if (show) {
      this.closeCard(false);
      const here = this.entries.find((entry) => entry.hasAttribute("aria-current")) ?? this.entries[0];
      here.focus();
      here.scrollIntoView({ block: "center" });
    } else if (this.planPanel.contains(document.activeElement) || document.activeElement === document.body) this.planButton.focus();
    this.acts.shown();
  }

  toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.dialog.requestFullscreen().catch(() => {});
  }

  /** Says whether there are steps before and after; a button that has the focus does not vanish under it. */
  steps(before, after) {
    if ((document.activeElement === this.previous && !before) || (document.activeElement === this.next && !after)) this.canvas.focus({ preventScroll: true });
    this.previous.disabled = !before;
    this.next.disabled = !after;
  }

  /** Says where one is. `stop` is where one stands, -1 if nowhere in particular. */
  tell(room, stop) {
    const name = this.roomName(room);
    if (this.where.textContent !== name) this.where.textContent = name;
    this.dialog.dataset.room = String(room);
    this.dialog.dataset.stop = String(stop);
    this.entries.forEach((entry, at) => (at === stop ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current")));
    let work = -1;
    this.stops.forEach((each, at) => (work += at <= stop && each.work ? 1 : 0));
    const here = this.stops[stop];
    this.drawing.marks.forEach((mark, at) => mark.classList.toggle("is-here", Boolean(here?.work) && at === work));
    const [seen, said] = this.words(here, room, work + 1);
    this.status.textContent = seen;
    if (this.live.textContent !== said) this.live.textContent = said;
  }

  words(stop, room, number) {
    const of = { n: number, total: this.total };
    if (stop?.work) {
      const { caption, alt } = stop.work;
      return [`${t("of", of)}　${caption}`, [t("work", of), caption, alt !== caption ? alt : ""].filter(Boolean).join(" — ")];
    }
    const rooms = this.told.rooms.length;
    if (!room) return [t("foyer"), t("welcome")];
    const where = t("room", { n: room, total: rooms });
    return [where, [where, this.roomName(room), stop ? this.told.rooms[room - 1].summary : ""].filter(Boolean).join(" — ")];
  }

  /** Moves the dot on the plan. */
  mark({ x, z, turn }) {
    if (!this.planPanel.hidden) this.drawing.visitor.setAttribute("transform", `translate(${x} ${z}) rotate(${(-turn * 180) / Math.PI})`);
  }

  /** Opens the card of a stop. */
  show(at) {
    const stop = this.stops[at];
    const close = el("button", { type: "button", class: "hall-card-close", "aria-label": t("close"), title: t("close"), click: () => this.closeCard() }, icon("close"));
    this.card.replaceChildren(...(stop.work ? this.workCard(stop.work, at) : this.roomCard(stop.room)), close);
    this.card.open = true; // not show(), which would move the focus: the card is read when one wants to
    this.card.scrollTop = 0;
    this.dialog.classList.add("has-card");
    this.acts.shown();
  }

  workCard(work, at) {
    const number = this.stops.slice(0, at + 1).filter((stop) => stop.work).length;
    const act = { audio: "listen", video: "watch" }[work.kind];
    this.card.setAttribute("aria-label", work.caption || work.alt);
    return [
      el("p", { class: "hall-card-place" }, t("work", { n: number, total: this.total })),
      el("p", { class: "hall-card-title", lang: work.language || false }, work.caption || work.alt),
      el("p", { class: "hall-card-about" }, ...work.about.flatMap((each) => [each.cloneNode(true), " "])),
      el(
        "p", { class: "hall-card-acts" },
        work.viewer ? el("button", { type: "button", class: "button", click: () => this.acts.enlarge(work) }, t("look")) : null,
        el("a", { class: work.viewer ? "button button-quiet" : "button", href: work.place }, t(act ?? "place")),
      ),
    ];
  }

  roomCard(number) {
    const { told } = this;
    const room = told.rooms[number - 1];
    this.card.setAttribute("aria-label", number ? room.title : told.title);
    return [
      el("p", { class: "hall-card-place" }, number ? room.kicker || t("room", { n: number, total: told.rooms.length }) : t("foyer")),
      el("p", { class: "hall-card-title", lang: number ? room.language : false }, number ? room.title : told.title),
      el("p", { class: "hall-card-about", lang: number ? room.language : false }, number ? room.summary : told.summary),
      el("p", { class: "hall-card-acts" }, number ? el("a", { class: "button button-quiet", href: room.address }, t("read")) : el("button", { type: "button", class: "button", click: () => this.acts.next(1) }, t("next"))),
    ];
  }

  closeCard(focus = true) {
    if (!this.card.open) return;
    const inside = this.card.contains(document.activeElement);
    this.card.open = false;
    this.dialog.classList.remove("has-card");
    if (focus && inside) this.canvas.focus({ preventScroll: true });
    this.acts.shown();
  }

  /** The part of the picture that no card covers, as shares of its width and height. */
  free() {
    const whole = this.view.getBoundingClientRect();
    const open = { left: 0, top: 0, right: 1, bottom: 1 };
    if (!this.card.open || !whole.width) return open;
    const card = this.card.getBoundingClientRect();
    if (card.width > whole.width * 0.9) return { ...open, bottom: Math.max(0.3, (card.top - whole.top) / whole.height) };
    return { ...open, right: Math.max(0.3, (card.left - whole.left) / whole.width) };
  }
}
