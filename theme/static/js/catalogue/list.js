// Tables of records can be put in another order by the buttons in their heads; a third press restores archival order.
// Without this module the table stands in archival order, which is the one that means most.

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 2) continue;
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, body, rows, head, column));
  });
}

function sort(table, body, rows, head, column) {
  const heads = table.tHead.rows[0].cells;
  const next = { "": "ascending", ascending: "descending", descending: "" }[head.getAttribute("aria-sort") ?? ""];
  for (const other of heads) other.removeAttribute("aria-sort");
  if (next) head.setAttribute("aria-sort", next);
  body.replaceChildren(...(next ? ordered(rows, heads, column, next === "descending") : rows));
}

// Empty cells come last either way.
function ordered(rows, heads, column, downwards) {
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const read = heads[column].classList.contains("date") ? dateKey : textKey;
  const keyed = rows.map((row) => ({ row, key: row.cells[column] ? read(row.cells[column]) : "" }));
  const sign = downwards ? -1 : 1;
  keyed.sort((a, b) => (a.key === "") - (b.key === "") || sign * compare(a.key, b.key));
  return keyed.map(({ row }) => row);
}

// A date is compared by its Western form: the last run of digits like 1954-07-08 or 1954年7月 in the cell.
function dateKey(cell) {
  const found = [...cell.textContent.matchAll(/(\d{4})(?:[-.年/](\d{1,2}))?(?:[-.月/](\d{1,2}))?/g)].at(-1);
  if (!found) return cell.textContent.trim() && "9999";
  return [found[1], found[2] ?? "", found[3] ?? ""].map((part) => part.padStart(2, "0")).join("-");
}

// A title is compared without what stands below it.
function textKey(cell) {
  return (cell.querySelector("a") ?? cell.firstChild ?? cell).textContent.trim();
}
