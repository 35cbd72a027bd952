// A kiosk: fills the screen at the first touch, goes home when nobody is there, and leaves nothing of one visitor
// to the next. Settings and texts stand in <script type="application/json" id="kiosk">.

const TICK_MS = 250;
const LINGER_MS = 400; // the countdown takes the touch that stops it, so that nothing below is pressed
const TOUCHES = ["pointerdown", "touchstart", "keydown", "wheel"];
const MOVEMENTS = ["pointermove", "scroll", "input"]; // a page also scrolls by itself, so these alone are no visitor
const FORBIDDEN_KEYS = new Set(["p", "s", "o", "n", "t", "w", "u", "j", "f", "g", "h"]);

const { idle, warning, home, texts } = JSON.parse(document.getElementById("kiosk").textContent);
const homeUrl = new URL(home, document.baseURI);
const fill = (text, n) => text.replace("{n}", n);

let last = Date.now();
let touched = false;
let timer = 0;

function make(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The bar: a kiosk browser shows no buttons of its own.
const bar = make("nav", { className: "kiosk-bar" });
bar.setAttribute("aria-label", texts.bar);
const back = make("button", { type: "button", className: "button button-quiet", textContent: texts.back });
back.addEventListener("click", () => history.back());
const start = make("a", { className: "button", href: homeUrl.href, textContent: texts.home });
const full = make("button", { type: "button", className: "button button-quiet", textContent: texts.full });
full.addEventListener("click", fillScreen);
bar.append(back, start, full);

// The countdown.
const seconds = make("span", { className: "kiosk-seconds" });
const notice = make("div", { className: "kiosk-countdown", hidden: true }, seconds, make("p", { textContent: texts.stay }));
notice.setAttribute("role", "alertdialog");
notice.setAttribute("aria-label", texts.stay);
document.body.append(bar, notice);

function fillScreen() {
  if (document.fullscreenElement || !document.fullscreenEnabled) return;
  document.documentElement.requestFullscreen().catch(() => {});
}

function shownFull() {
  // A browser started with --kiosk fills the screen without this interface.
  const whole = Boolean(document.fullscreenElement) || (innerHeight >= screen.height && innerWidth >= screen.width);
  full.hidden = whole || !document.fullscreenEnabled;
}

function active({ type }) {
  last = Date.now();
  touched ||= TOUCHES.includes(type);
  if (!notice.hidden) setTimeout(() => (notice.hidden = true), LINGER_MS);
}

/** Sound or film that plays is someone listening. */
function playing() {
  return [...document.querySelectorAll("audio, video")].some((player) => !player.paused && !player.ended);
}

/** At home, untouched, there is nothing to go back to. */
function resting() {
  return location.href === homeUrl.href && !touched;
}

function leave() {
  clearInterval(timer);
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // Storage is off: then there is nothing to forget.
  }
  if (location.href === homeUrl.href) location.reload();
  else location.replace(homeUrl.href);
}

function tick() {
  if (playing()) last = Date.now();
  if (resting()) return;
  const left = Math.ceil(idle - (Date.now() - last) / 1000);
  if (left <= 0) leave();
  else if (left <= warning) {
    notice.hidden = false;
    seconds.textContent = fill(texts.countdown, left);
  }
}

// A page that is shown again by going back stands as it was left: its time begins anew.
addEventListener("pageshow", () => {
  last = Date.now();
  notice.hidden = true;
  clearInterval(timer);
  timer = setInterval(tick, TICK_MS);
});

for (const type of [...TOUCHES, ...MOVEMENTS]) addEventListener(type, active, { passive: true, capture: true });
addEventListener("pointerup", fillScreen);
document.addEventListener("fullscreenchange", shownFull);
addEventListener("resize", shownFull);
addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("dragstart", (event) => event.preventDefault());
addEventListener("keydown", (event) => {
  const wanted = (event.ctrlKey || event.metaKey) && FORBIDDEN_KEYS.has(event.key.toLowerCase());
  if (wanted || (event.altKey && event.key.startsWith("Arrow"))) event.preventDefault();
}, { capture: true });
shownFull();
