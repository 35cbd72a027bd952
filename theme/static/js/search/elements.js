// Building elements from data: text only, never HTML.

/** What the search page has as `search-…`. */
export const part = (name) => document.getElementById(`search-${name}`);

/** An element with attributes (null and false are left out) and children (strings become text). */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== ""));
  return made;
}

/** Text with <mark> around the ranges. */
export function marked(text, ranges = []) {
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Texts of the interface from <script type="application/json" id="search-messages">. */
export function messages() {
  const texts = JSON.parse(part("messages").textContent);
  return (key, values = {}) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
