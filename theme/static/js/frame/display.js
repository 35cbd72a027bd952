// Display settings: text size, line spacing, contrast, theme, layout, and the elders' mode that sets most at once.
// Kept in the browser's own storage, never sent anywhere.

const KEY = "lantai.display";
const DEFAULTS = { size: "normal", spacing: "normal", contrast: "normal", theme: "auto", layout: "normal" };
const ELDER = { size: "larger", spacing: "wide", contrast: "high", layout: "simple" };

function load() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) || "{}") };
  } catch {
    return { ...DEFAULTS };
  }
}

function save(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Private windows may refuse: the settings then last as long as the page.
  }
}

/** Writes settings to <html data-…>; a default needs no attribute. */
export function apply(settings, root = document.documentElement) {
  for (const [name, fallback] of Object.entries(DEFAULTS)) {
    const value = settings[name] ?? fallback;
    if (value === fallback) root.removeAttribute(`data-${name}`);
    else root.setAttribute(`data-${name}`, value);
  }
}

export function isElder(settings) {
  return Object.entries(ELDER).every(([name, value]) => settings[name] === value);
}

/** Returns settings with the elders' mode switched; switching off restores the defaults it had changed. */
export function toggleElder(settings) {
  const off = Object.fromEntries(Object.keys(ELDER).map((name) => [name, DEFAULTS[name]]));
  return { ...settings, ...(isElder(settings) ? off : ELDER) };
}

function connect(panel) {
  const form = panel.querySelector("form");
  const elder = panel.querySelector("[data-elder]");
  let settings = load();

  const show = () => {
    for (const input of form.querySelectorAll("input")) input.checked = settings[input.name] === input.value;
    elder.setAttribute("aria-pressed", String(isElder(settings)));
  };
  const change = (next) => {
    settings = next;
    save(settings);
    apply(settings);
    show();
  };

  form.addEventListener("change", (event) => change({ ...settings, [event.target.name]: event.target.value }));
  form.addEventListener("submit", (event) => event.preventDefault());
  elder.addEventListener("click", () => change(toggleElder(settings)));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!panel.contains(event.target)) panel.open = false;
  });

  show();
  panel.hidden = false;
}

/** Whoever goes to a search box is about to search: what that needs is loaded meanwhile. */
function searchAhead({ target }) {
  const form = target.closest?.("form[role=search]:not(#search-form)");
  if (!form || !location.protocol.startsWith("http")) return;
  removeEventListener("focusin", searchAhead);
  removeEventListener("pointerover", searchAhead);
  // If it does not come, the search is a little slower and tells what is wrong.
  import("../search/ahead.js").then(({ begin }) => begin(form.action)).catch(() => {});
}

if (typeof document !== "undefined") {
  addEventListener("focusin", searchAhead);
  addEventListener("pointerover", searchAhead);
  for (const panel of document.querySelectorAll("[data-settings]")) connect(panel);
}
