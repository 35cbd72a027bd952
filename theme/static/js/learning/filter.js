// Filters the lessons of the index. Every lesson stands on the page; this hides those that do not fit.
// The choice is kept in the address, so that it can be shared and survives going back.

/** Returns whether a lesson with `keys` ("stage:初中|kind:photo") fits every choice that is made. */
export function fits(keys, choices) {
  const own = new Set(keys.split("|"));
  return Object.entries(choices).every(([name, value]) => !value || own.has(`${name}:${value}`));
}

function start(form) {
  const none = document.querySelector("[data-lesson-none]");
  const groups = [...document.querySelectorAll("[data-lesson-group]")];
  const selects = [...form.querySelectorAll("select")];

  function show() {
    const choices = Object.fromEntries(selects.map((select) => [select.name, select.value]));
    let shown = 0;
    for (const group of groups) {
      let here = 0;
      for (const card of group.querySelectorAll("[data-lesson]")) {
        card.hidden = !fits(card.dataset.lesson, choices);
        here += card.hidden ? 0 : 1;
      }
      group.hidden = here === 0;
      shown += here;
    }
    none.hidden = shown > 0;
  }

  function remember() {
    const query = new URLSearchParams(selects.filter((select) => select.value).map((select) => [select.name, select.value]));
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  }

  const query = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = query.get(select.name);
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
  }
  form.addEventListener("change", () => {
    show();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
}

const form = globalThis.document?.querySelector("[data-lesson-filter]");
if (form) start(form);
