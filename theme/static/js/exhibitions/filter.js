// Shows only the exhibitions of a kind or a theme. All stand on the page; the choice stays in the address.

function start(form) {
  const selects = [...form.querySelectorAll("select")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const chosen = (name) => form.elements[name]?.value ?? "";

  function show() {
    const [kind, theme] = [chosen("kind"), chosen("theme")];
    for (const group of groups) {
      const cards = [...group.querySelectorAll("[data-themes]")];
      for (const card of cards) card.hidden = Boolean(theme) && !card.dataset.themes.split("|").includes(theme);
      group.hidden = (Boolean(kind) && group.dataset.group !== kind) || cards.every((card) => card.hidden);
    }
  }

  function remember() {
    const values = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    history.replaceState(null, "", values.length ? `?${new URLSearchParams(values)}` : location.pathname);
  }

  const wanted = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = wanted.get(select.name);
    if ([...select.options].some((option) => option.value === value)) select.value = value;
    select.addEventListener("change", () => {
      remember();
      show();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
}

const form = document.querySelector("[data-exhibition-filter]");
if (form) start(form);
