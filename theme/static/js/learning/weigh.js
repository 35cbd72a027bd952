// Weigh the evidence: counts what is judged. There is no right and wrong to check; the teachers' page has a model.

import { fill } from "./activity.js";

function start(box) {
  const rows = [...box.querySelectorAll("tbody tr")];
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "activity-said no-print";
  box.querySelector("table").after(said);

  const names = [...box.querySelectorAll("thead th")].slice(1).map((head) => head.textContent);

  function count() {
    const chosen = rows.map((row) => [...row.querySelectorAll("input")].findIndex((input) => input.checked));
    const number = (place) => chosen.filter((each) => each === place).length;
    const counts = names.map((weight, place) => fill(box.dataset.count, { weight, n: number(place) }));
    const left = number(-1);
    const sum = fill(box.dataset.sum, { counts: counts.join(box.dataset.between) });
    said.textContent = sum + (left ? ` ${fill(box.dataset.left, { n: left })}` : "");
  }

  box.addEventListener("change", count);
  count();
}

document.querySelectorAll("[data-weigh]").forEach(start);
