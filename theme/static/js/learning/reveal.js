// Uncover step by step: one part of the picture after the other, the whole at the end. On paper all of it stands.

import { button, fill } from "./activity.js";

function start(box) {
  const steps = [...box.querySelectorAll(".reveal-step")];
  const count = steps.length - 1;
  let shown = 1;
  const place = document.createElement("p");
  place.setAttribute("role", "status");
  place.className = "activity-said";
  const next = button("", "", "button");

  function show() {
    steps.forEach((step, index) => (step.hidden = index >= shown));
    place.textContent = shown > count ? box.dataset.whole : fill(box.dataset.place, { n: shown, count });
    next.textContent = shown < count ? box.dataset.next : box.dataset.whole;
    if (shown > count) next.remove();
  }

  next.addEventListener("click", () => {
    shown += 1;
    show();
    steps[shown - 1].querySelector("h2").focus();
  });
  const foot = document.createElement("div");
  foot.className = "actions no-print";
  foot.append(next, place);
  box.append(foot);
  show();
}

document.querySelectorAll("[data-reveal]").forEach(start);
