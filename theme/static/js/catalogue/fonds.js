// Filters a long list of fonds by name and code as one types. All stand on the page; this hides those that do not fit.

/** Returns a text as it is compared: without width, case and blanks. */
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

function start(form) {
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const groups = [...document.querySelectorAll("[data-fonds-group]")].map((group) => ({
    group,
    rows: [...group.querySelectorAll(".fonds-row")].map((row) => ({
      row,
      text: plain(row.querySelector("h3").textContent + row.querySelector(".code").textContent),
    })),
  }));

  function show() {
    const asked = plain(input.value);
    let count = 0;
    for (const { group, rows } of groups) {
      const before = count;
      for (const { row, text } of rows) {
        row.hidden = !text.includes(asked);
        if (!row.hidden) count += 1;
      }
      group.hidden = count === before;
    }
    const { count: told, none } = status.dataset;
    status.textContent = !asked ? "" : count ? told.replace("{n}", count) : none;
  }

  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show(); // what the browser has kept of an earlier visit
}

const form = document.querySelector("[data-fonds-filter]");
if (form) start(form);
