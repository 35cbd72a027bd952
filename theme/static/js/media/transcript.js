// Sound and film with a timed transcript that follows and seeks, and chapters that seek.

import { blocks, el, t } from "./dom.js";

function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

class Recording {
  constructor(block) {
    this.player = block.querySelector("[data-player]");
    this.list = block.querySelector(".cues");
    this.cues = [...block.querySelectorAll(".cues > li")];
    this.chapters = [...block.querySelectorAll("[data-seek]")];
    if (!this.player) return;
    for (const link of this.chapters) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.seek(Number(link.dataset.seek));
      });
    }
    if (this.cues.length) this.connect();
    this.player.addEventListener("timeupdate", () => this.follow());
    block.classList.add("is-live");
  }

  connect() {
    for (const cue of this.cues) {
      const start = Number(cue.dataset.start);
      const time = clock(start);
      const name = t("playFrom", { time });
      const button = el("button", { type: "button", class: "cue-time", "aria-label": name, title: name, click: () => this.seek(start) }, time);
      cue.querySelector(".cue-time").replaceWith(button);
      cue.addEventListener("click", (event) => {
        if (!event.target.closest("a, button") && !String(getSelection())) this.seek(start);
      });
    }
    this.following = el("input", { type: "checkbox" });
    this.following.checked = true;
    this.list.before(el("label", { class: "cues-follow" }, this.following, " ", t("follow")));
    this.list.tabIndex = 0;
  }

  seek(seconds) {
    this.player.currentTime = seconds;
    this.player.play()?.catch(() => {});
  }

  follow() {
    const now = this.player.currentTime;
    const here = this.cues.find((cue) => now >= Number(cue.dataset.start) && now < Number(cue.dataset.end));
    if (here !== this.here) {
      this.here?.removeAttribute("aria-current");
      here?.setAttribute("aria-current", "true");
      this.here = here;
      if (here && this.following.checked) this.bring(here);
    }
    const chapter = this.chapters.filter((link) => Number(link.dataset.seek) <= now).at(-1);
    for (const link of this.chapters) {
      if (link === chapter) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** Scrolls the list, never the page: the visitor may be reading elsewhere. */
  bring(cue) {
    this.list.scrollTop = cue.offsetTop - this.list.offsetTop - (this.list.clientHeight - cue.offsetHeight) / 2;
  }
}

blocks("audio", (block) => new Recording(block));
blocks("video", (block) => new Recording(block));
