// Projector mode of a lesson: the question, then each source large, its words, its questions. Built from the
// pupils' page, so there is nothing in it that pupils may not see. Arrow keys turn, Escape ends it.

const place = document.querySelector("[data-projector]");
const lesson = document.querySelector("[data-lesson-page]");

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** A copy without ids, which stand once in a page. */
function copy(node) {
  const made = node.cloneNode(true);
  for (const each of [made, ...made.querySelectorAll("[id]")]) each.removeAttribute("id");
  for (const details of made.querySelectorAll("details")) details.open = true;
  return made;
}

function large(picture) {
  const made = copy(picture);
  for (const each of made.querySelectorAll("source, img")) each.sizes = "100vw";
  const image = made.querySelector("img");
  image.loading = "eager";
  return made;
}

function slides() {
  const head = document.querySelector(".lesson-head");
  const found = [element("div", "slide slide-title", copy(head.querySelector("h1")), copy(head.querySelector(".lesson-enquiry")))];
  for (const source of lesson.querySelectorAll(".source")) {
    const title = () => copy(source.querySelector("h3"));
    const picture = source.querySelector(".figure picture");
    if (picture) {
      const words = element("div", "slide-words", title(), copy(source.querySelector("figcaption")));
      found.push(element("div", "slide slide-picture", large(picture), words));
    }
    const parts = [...source.querySelectorAll(".source-think, .source-text, .source-questions")];
    for (const part of parts) found.push(element("div", "slide slide-text", title(), copy(part)));
  }
  return found;
}

function start() {
  const { previous, next, close, place: counted } = place.dataset;
  const shown = slides();
  const stage = element("div", "projector-stage", ...shown);
  const counter = element("output", "projector-place");
  const tools = element("div", "projector-tools");
  const dialog = element("dialog", "projector", stage, tools);
  dialog.setAttribute("aria-label", document.querySelector(".lesson-head h1").textContent);
  let here = 0;

  function turn(to) {
    here = Math.max(0, Math.min(shown.length - 1, to));
    shown.forEach((slide, index) => (slide.hidden = index !== here));
    counter.textContent = counted.replace("{place}", here + 1).replace("{count}", shown.length);
    stage.scrollTop = 0;
  }

  for (const [label, sign, act] of [
    [previous, "←", () => turn(here - 1)],
    [next, "→", () => turn(here + 1)],
    [close, "×", () => dialog.close()],
  ]) {
    const button = element("button", "projector-button", sign);
    button.type = "button";
    button.setAttribute("aria-label", label);
    button.autofocus = label === next;
    button.addEventListener("click", act);
    tools.append(button);
  }
  tools.children[0].after(counter);

  const keys = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity,
  };
  dialog.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    turn(here + keys[event.key]);
  });
  dialog.addEventListener("close", () => document.fullscreenElement && document.exitFullscreen());
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || dialog.close());
  document.body.append(dialog);
  turn(0);
  return dialog;
}

if (place && lesson) {
  let dialog = null;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    dialog ??= start();
    dialog.showModal();
    try {
      await document.documentElement.requestFullscreen();
    } catch {
      // A browser that cannot fill the screen (WeChat, iPhone) shows the same in its window.
    }
  });
}
