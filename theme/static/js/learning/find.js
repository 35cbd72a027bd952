// Find the detail: point at the picture or choose a square by its name, then check. The page holds no answer, only
// check numbers of the squares that are right; see plugins/lantai/learning/grid.py.

import { button, checkNumber, fill } from "./activity.js";

/** The name of the square at a place in a picture, given as shares of its width and height. */
export function squareAt(x, y, names, columns) {
  const rows = names.length / columns;
  const index = (size, share) => Math.min(size - 1, Math.max(0, Math.floor(share * size)));
  return names[index(rows, y) * columns + index(columns, x)];
}

function start(box) {
  const { salt, columns } = box.dataset;
  const names = box.dataset.squares.split(" ");
  const picture = box.querySelector(".find-picture");
  const items = [...box.querySelectorAll(".find-items li")];
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "activity-said";
  let here = 0;

  const selects = items.map((item, index) => {
    const select = document.createElement("select");
    select.setAttribute("aria-label", fill(box.dataset.square, { n: index + 1 }));
    select.append(new Option("—", ""), ...names.map((name) => new Option(name, name)));
    select.addEventListener("focus", () => turn(index));
    select.addEventListener("change", show);
    item.append(select);
    return select;
  });

  function turn(index) {
    here = index;
    items.forEach((item, at) => item.classList.toggle("is-here", at === here));
  }

  /** Marks the squares that are chosen on the picture. */
  function show() {
    const chosen = selects.map((select) => select.value);
    for (const [index, square] of [...picture.querySelectorAll(".find-grid li")].entries()) {
      const at = chosen.indexOf(names[index]);
      square.classList.toggle("is-chosen", at >= 0);
      square.dataset.item = at >= 0 ? at + 1 : "";
    }
    for (const item of items) item.classList.remove("is-right", "is-wrong");
  }

  picture.addEventListener("click", (event) => {
    const frame = picture.getBoundingClientRect();
    const square = squareAt((event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height, names, +columns);
    selects[here].value = square;
    status.textContent = fill(box.dataset.set, { n: here + 1, square });
    show();
    const open = selects.findIndex((select) => !select.value);
    if (open >= 0) turn(open);
  });

  const check = button("", box.dataset.check, "button");
  check.addEventListener("click", () => {
    const right = items.map((item, index) =>
      item.dataset.keys.split(" ").includes(checkNumber(`${salt}${index}/${selects[index].value}`)));
    items.forEach((item, index) => {
      item.classList.toggle("is-right", right[index]);
      item.classList.toggle("is-wrong", !right[index]);
      item.querySelector(".find-told").textContent = right[index] ? box.dataset.yes : box.dataset.no;
    });
    const count = right.filter(Boolean).length;
    const found = fill(box.dataset.found, { n: count, count: items.length });
    status.textContent = count === items.length ? `${found} ${box.dataset.all}` : found;
  });
  for (const item of items) {
    const told = document.createElement("span");
    told.className = "find-told no-print";
    item.append(told);
  }
  const foot = document.createElement("div");
  foot.className = "actions no-print";
  foot.append(check, status);
  box.append(foot);
  box.classList.add("is-live");
  turn(0);
}

if (typeof document !== "undefined") document.querySelectorAll("[data-find]").forEach(start);
