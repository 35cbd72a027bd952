// Tables of records can be put in another order by the buttons in their heads; a third press restores archival order.
// Without this module the table stands in archival order, which is the one that means most.

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const groups = [...table.tBodies].map((body) => ({ body, rows: [...body.rows] }));
  if (groups.flatMap(({ rows }) => rows).length < 2) continue;
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, groups, head, column));
  });
}

// In another order the records of all groups stand together.
function sort(table, groups, head, column) {
  const heads = table.tHead.rows[0].cells;
  const next = { "": "ascending", ascending: "descending", descending: "" }[head.getAttribute("aria-sort") ?? ""];
  for (const other of heads) other.removeAttribute("aria-sort");
  if (next) head.setAttribute("aria-sort", next);
  for (const { body, rows } of groups) body.replaceChildren(...(next ? [] : rows));
  if (!next) return;
  const records = groups.flatMap(({ rows }) => rows.filter((row) => row.id));
  groups[0].body.replaceChildren(...ordered(records, heads, column, next === "descending"));
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
