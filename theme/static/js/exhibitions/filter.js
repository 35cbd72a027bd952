// Shows only the exhibitions of a theme. All stand on the page; the choice stays in the address.

function start(form) {
  const select = form.querySelector("select");
  const groups = [...document.querySelectorAll(".exhibition-group")];

  function show() {
    for (const group of groups) {
      const cards = [...group.querySelectorAll("[data-themes]")];
      for (const card of cards) card.hidden = Boolean(select.value) && !card.dataset.themes.split("|").includes(select.value);
      group.hidden = cards.every((card) => card.hidden);
    }
  }

  const wanted = new URLSearchParams(location.search).get("theme");
  if ([...select.options].some((option) => option.value === wanted)) select.value = wanted;
  form.addEventListener("submit", (event) => event.preventDefault());
  select.addEventListener("change", () => {
    history.replaceState(null, "", select.value ? `?${new URLSearchParams({ theme: select.value })}` : location.pathname);
    show();
  });
  form.hidden = false;
  show();
}

const form = document.querySelector("[data-exhibition-filter]");
if (form) start(form);
