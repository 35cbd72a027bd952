// Weigh the evidence: counts what is judged. There is no right and wrong to check; the teachers' page has a model.

import { fill } from "./activity.js";

function start(box) {
  const rows = [...box.querySelectorAll("tbody tr")];
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "activity-said no-print";
  box.querySelector("table").after(said);

  function count() {
    const chosen = rows.map((row) => row.querySelector("input:checked")?.value);
    const sum = { support: 0, against: 0, unclear: 0 };
    for (const each of chosen) if (each) sum[each] += 1;
    const left = chosen.filter((each) => !each).length;
    said.textContent = fill(box.dataset.sum, sum) + (left ? ` ${fill(box.dataset.left, { n: left })}` : "");
  }

  box.addEventListener("change", count);
  count();
}

document.querySelectorAll("[data-weigh]").forEach(start);
