// The reader: one page of a document at a time beside its texts, which turn with it. The page stands in the address.

import { blocks, button, t } from "./dom.js";
import { rangesOf, wanted } from "./hits.js";
import "./viewer.js";

const SWIPE = 48; // pixels that a finger travels to turn a leaf

class Reader {
  constructor(block) {
    this.block = block;
    this.pages = [...block.querySelectorAll(".reader-page")];
    if (!this.pages.length) return;
    this.backwards = block.dataset.direction === "rtl";
    this.index = 0;
    this.arrange(block.querySelector(".reader-tools"));
    block.classList.add("is-live");
    block.addEventListener("keydown", (event) => this.key(event));
    if (this.select) block.addEventListener("pointerdown", (event) => this.swipe(event));
    block.addEventListener("viewer:shown", (event) => this.turn(this.pages.findIndex((page) => page.contains(event.target))));
    addEventListener("hashchange", () => this.fromAddress());
    if (this.fromAddress()) return;
    this.display(0);
    this.turnToHit();
  }

  /** Brings the toolbar to life. It stands in the page already, so that nothing moves when this arrives. */
  arrange(tools) {
    if (!tools) return;
    tools.hidden = false;
    for (const box of tools.querySelectorAll("input")) box.addEventListener("change", () => this.layer(box.value, box.checked));
    this.select = tools.querySelector("select");
    if (!this.select) return;
    this.select.setAttribute("aria-label", t("pages"));
    this.select.addEventListener("change", () => this.turn(this.select.selectedIndex));
    this.status = tools.querySelector(".reader-status");
    this.turning = [tools, this.block.querySelector(".reader-again")].map((bar) => this.turns(bar));
  }

  /** Puts the buttons that turn into a bar: above the leaf, and on a small screen below its texts too. */
  turns(bar) {
    bar.hidden = false;
    const previous = button("previousPage", this.backwards ? "right" : "left", () => this.turn(this.index - 1));
    const next = button("nextPage", this.backwards ? "left" : "right", () => this.turn(this.index + 1));
    const inOrder = this.backwards ? [next, previous] : [previous, next];
    bar.querySelectorAll(".reader-turn").forEach((place, number) => place.replaceWith(inOrder[number]));
    return { previous, next };
  }

  layer(name, shown) {
    for (const text of this.block.querySelectorAll(`[data-text="${name}"]`)) text.hidden = !shown;
    const any = this.block.querySelector(".reader-text:not([hidden])");
    this.block.classList.toggle("is-image-only", !any);
  }

  key(event) {
    if (event.target.closest("select, input, .reader-vertical .reader-words") || event.ctrlKey || event.metaKey || event.altKey) return;
    const forward = this.backwards ? "ArrowLeft" : "ArrowRight";
    const back = this.backwards ? "ArrowRight" : "ArrowLeft";
    if (event.key === forward) this.turn(this.index + 1);
    else if (event.key === back) this.turn(this.index - 1);
    else return;
    event.preventDefault();
  }

  /** A finger that moves an image sideways turns the leaf, in the direction of the document. */
  swipe(start) {
    if (start.pointerType !== "touch" || !start.isPrimary || !start.target.closest(".figure-open")) return;
    const end = (event) => {
      for (const name of ["pointerup", "pointercancel"]) removeEventListener(name, end);
      const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
      if (event.type !== "pointerup" || Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return;
      this.turn(this.index + ((x < 0) === this.backwards ? -1 : 1));
    };
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end);
  }

  /** Turns to a page and notes it in the address, so that it can be shared and cited. */
  turn(index) {
    if (index < 0 || index >= this.pages.length || index === this.index) return;
    const [from, to] = [this.pages[this.index], this.pages[index]];
    const focused = from.contains(document.activeElement);
    this.display(index);
    if (focused) (to.querySelector("a[data-viewer]") ?? this.select).focus({ preventScroll: true });
    if (this.block.getBoundingClientRect().top < -innerHeight / 2) this.block.scrollIntoView({ block: "start" });
    history.replaceState(history.state, "", `#${this.pages[index].id}`);
    this.status.textContent = `${this.select.options[index].textContent} (${index + 1} / ${this.pages.length})`;
  }

  fromAddress() {
    const id = decodeURIComponent(location.hash.slice(1));
    const index = id ? this.pages.findIndex((page) => page.id === id || page.querySelector(`#${CSS.escape(id)}`)) : -1;
    if (index < 0) return false;
    this.display(index);
    this.block.scrollIntoView({ block: "start" });
    return true;
  }

  display(index) {
    this.index = index;
    this.pages.forEach((page, number) => (page.hidden = number !== index));
    if (!this.select) return;
    this.select.selectedIndex = index;
    for (const { previous, next } of this.turning) {
      previous.disabled = index === 0;
      next.disabled = index === this.pages.length - 1;
    }
    const next = this.pages[index + 1]?.querySelector("img");
    if (next) next.loading = "eager"; // the next page is ready when it is wanted
  }

  /** Turns to the first page whose texts have what a visitor searched for; `hits.js` marks it there. */
  turnToHit() {
    const page = this.pages.find((each) => [...each.querySelectorAll(".reader-words")].some((words) => rangesOf(words, wanted()).length));
    if (page) this.display(this.pages.indexOf(page));
  }
}

blocks("reader", (block) => new Reader(block));
