// The request list (我的查档单): codes and titles kept in this browser only, never sent anywhere.
// On a record's page a button adds and removes it; on the list's own page it is shown, printed, saved as CSV.

const KEY = "lantai-requests";
const button = document.querySelector("[data-request]");
const list = document.querySelector("[data-requests]");

if (usable()) {
  if (button) offer(button);
  if (list) show(list);
}

function offer(box) {
  const press = box.querySelector("button");
  const record = { code: box.dataset.code, title: box.dataset.title, archive: box.dataset.archive };
  const same = (each) => each.code === record.code && (each.archive ?? "") === (record.archive ?? "");
  const draw = () => {
    const listed = read().some(same);
    press.textContent = listed ? box.dataset.remove : box.dataset.add;
  };
  press.addEventListener("click", () => {
    const all = read();
    const others = all.filter((each) => !same(each));
    write(others.length === all.length ? [...all, record] : others);
    draw();
  });
  draw();
  box.hidden = false;
}

function show(page) {
  const part = (name) => page.querySelector(`[data-requests-${name}]`);
  const body = page.querySelector("tbody");
  const draw = () => {
    const records = read();
    part("empty").hidden = records.length > 0;
    part("some").hidden = records.length === 0;
    part("count").textContent = page.dataset.count.replace("%n%", records.length);
    body.replaceChildren(...records.map((record, index) => row(page, record, index, draw)));
  };
  part("print").addEventListener("click", () => print());
  part("save").addEventListener("click", () => save(page.dataset.file, table(page)));
  part("clear").addEventListener("click", () => {
    write([]);
    draw();
  });
  addEventListener("storage", draw);
  draw();
  page.hidden = false;
}

function row(page, record, index, draw) {
  const remove = element("button", { type: "button", className: "button-link", textContent: "×" });
  remove.setAttribute("aria-label", `${page.dataset.remove} ${record.code}`);
  remove.addEventListener("click", () => {
    write(read().filter((_, other) => other !== index));
    draw();
    page.querySelectorAll("tbody button")[Math.min(index, read().length - 1)]?.focus();
  });
  const link = element("a", { href: `${page.dataset.resolver}?${encodeURIComponent(record.code)}`, textContent: record.title });
  const title = element("th", {}, link);
  title.scope = "row";
  const code = element("td", { className: "code", textContent: record.code });
  return element("tr", {}, code, title, element("td", { textContent: record.archive ?? "" }), element("td", { className: "no-print" }, remove));
}

// The table as CSV for Excel; what a spreadsheet would run as a formula gets an apostrophe.
function table(page) {
  const heads = [...page.querySelectorAll("thead th")].slice(0, 3).map((head) => head.textContent);
  const lines = [heads, ...read().map((record) => [record.code, record.title, record.archive ?? ""])];
  const cell = (text) => `"${(/^[\s]*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function save(name, text) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function usable() {
  try {
    localStorage.setItem(`${KEY}-try`, "1");
    localStorage.removeItem(`${KEY}-try`);
    return true;
  } catch {
    return false;
  }
}

function read() {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(value) ? value.filter((each) => each && typeof each.code === "string" && typeof each.title === "string") : [];
  } catch {
    return [];
  }
}

function write(records) {
  localStorage.setItem(KEY, JSON.stringify(records));
}
