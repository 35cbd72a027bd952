// Activities on the screen: put in order with buttons, match with lists to choose from. Nothing is kept or sent.
// The page holds no answer, only a check number of it (FNV-1a); see plugins/lantai/learning/activities.py.

/** The 32-bit FNV-1a hash of an ASCII text in hexadecimal. */
export function checkNumber(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value.toString(16).padStart(8, "0");
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function button(label, text, className) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  return made;
}

/** Lets the items of a list be moved; returns a function that tells their letters in order. */
function orderable(box, say) {
  const list = box.querySelector("ol");

  function move(item, step, pressed) {
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(item);
    else other.after(item);
    pressed.focus();
    say(fill(box.dataset.moved, { letter: item.dataset.letter, place: [...list.children].indexOf(item) + 1 }));
  }

  for (const item of list.children) {
    const letter = item.dataset.letter;
    const tools = document.createElement("span");
    tools.className = "activity-tools";
    for (const [step, sign, label] of [[-1, "↑", box.dataset.up], [1, "↓", box.dataset.down]]) {
      const made = button(fill(label, { letter }), sign, "activity-move");
      made.addEventListener("click", () => move(item, step, made));
      tools.append(made);
    }
    item.append(tools);
  }
  return () => [...list.children].map((item) => item.dataset.letter).join("");
}

/** Puts a list of letters beside each item; returns a function that tells what is chosen. */
function matchable(box) {
  const letters = [...box.querySelectorAll(".activity-right li")].map((item) => item.dataset.letter);
  const selects = [...box.querySelectorAll(".activity-left li")].map((item, index) => {
    const select = document.createElement("select");
    select.setAttribute("aria-label", fill(box.dataset.choose, { n: index + 1 }));
    select.append(new Option("—", ""), ...letters.map((letter) => new Option(letter, letter)));
    item.append(select);
    return select;
  });
  return () => selects.map((select) => select.value || " ").join("");
}

function start(box) {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "activity-said";
  const say = (text) => (status.textContent = text);
  const chosen = box.dataset.activity === "order" ? orderable(box, say) : matchable(box);
  const check = button("", box.dataset.check, "button");
  check.addEventListener("click", () => {
    const letters = chosen();
    const right = checkNumber(box.dataset.salt + letters) === box.dataset.key;
    say(letters.includes(" ") ? box.dataset.open : right ? box.dataset.right : box.dataset.wrong);
    box.classList.toggle("is-right", right);
  });
  const foot = document.createElement("div");
  foot.className = "actions no-print";
  foot.append(check, status);
  box.append(foot);
  box.classList.add("is-live");
}

if (typeof document !== "undefined") {
  document.querySelectorAll("[data-activity]").forEach(start);
  document.querySelectorAll("[data-activity-how]").forEach((each) => (each.hidden = false));
  document.querySelectorAll("[data-activity-paper]").forEach((each) => each.classList.add("print-only"));
}
