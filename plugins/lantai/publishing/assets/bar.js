// The bar of the preview: which moment is shown, whether this page is public then, and what else is not.

const WORDS = {
  zh: {
    bar: "预览",
    shown: (moment) => `显示 ${moment} 的网站`,
    drafts: "含未公开内容",
    public: "只看公众所见",
    at: "换一个时刻",
    now: "现在",
    draft: "本页是草稿，公众看不到",
    scheduled: (moment) => `本页将于 ${moment} 公开`,
    ended: (moment) => `本页已于 ${moment} 结束公开`,
    hidden: (count) => `未公开 ${count} 项`,
    states: { draft: "草稿", scheduled: "待公开", ended: "已结束" },
  },
  en: {
    bar: "Preview",
    shown: (moment) => `The site at ${moment}`,
    drafts: "with what is not public",
    public: "as the public sees it",
    at: "another moment",
    now: "now",
    draft: "This page is a draft; the public does not see it",
    scheduled: (moment) => `This page becomes public on ${moment}`,
    ended: (moment) => `This page ceased to be public on ${moment}`,
    hidden: (count) => `${count} not public`,
    states: { draft: "draft", scheduled: "scheduled", ended: "ended" },
  },
};

let bar = null;
let told = "";

/** Shows the bar for the server's state; the page below keeps its place. */
export function tell(state) {
  if (!state.shows) return;
  const key = JSON.stringify([state.shows, state.at, state.moment, state.coming]);
  if (key === told) return;
  told = key;
  const words = WORDS[state.language] ?? WORDS.zh;
  const open = bar?.querySelector("details")?.open;
  bar?.remove();
  bar = node("section", { id: "lantai-bar", "aria-label": words.bar, lang: state.language });
  const about = state.coming.find((thing) => thing.addresses.some((address) => location.pathname.startsWith(address)));
  if (about) {
    bar.dataset.standing = about.standing;
    bar.append(node("strong", {}, sentence(about, words)));
  }
  bar.append(node("span", {}, words.shown(plain(state.moment))), choice(state, words), moment(state, words));
  if (state.coming.length) bar.append(list(state, words, open));
  document.body.prepend(bar);
}

function sentence(thing, words) {
  if (thing.standing === "draft") return words.draft;
  return words[thing.standing](plain(thing.standing === "ended" ? thing.until : thing.from));
}

function choice(state, words) {
  const other = state.shows === "drafts" ? "public" : "drafts";
  const group = node("span", { class: "lantai-choice", role: "group", "aria-label": words.bar });
  for (const shows of ["drafts", "public"]) {
    const button = node("button", { type: "button", "aria-pressed": String(shows !== other) }, words[shows]);
    button.addEventListener("click", () => ask({ shows, at: state.at }));
    group.append(button);
  }
  return group;
}

function moment(state, words) {
  const group = node("span", { class: "lantai-moment" });
  const label = node("label", {}, `${words.at} `);
  const field = node("input", { type: "datetime-local", value: state.moment.slice(0, 16) });
  field.addEventListener("change", () => field.value && ask({ shows: state.shows, at: field.value }));
  label.append(field);
  group.append(label);
  if (state.at) {
    const now = node("button", { type: "button" }, words.now);
    now.addEventListener("click", () => ask({ shows: state.shows, at: "" }));
    group.append(now);
  }
  return group;
}

function list(state, words, open) {
  const details = node("details", open ? { open: "" } : {});
  const items = state.coming.map((thing) => {
    const item = node("li");
    const when = thing.standing === "scheduled" ? plain(thing.from) : "";
    const shown = state.shows === "drafts" && thing.standing !== "ended";
    const title = shown ? node("a", { href: thing.addresses[0] }, thing.title) : node("span", {}, thing.title);
    item.append(title, node("span", {}, ` ${words.states[thing.standing]} ${when}`.trimEnd()));
    return item;
  });
  const all = node("ul");
  all.append(...items);
  details.append(node("summary", {}, words.hidden(state.coming.length)), all);
  return details;
}

/** Asks for another view; the page reloads when it is built. */
async function ask(view) {
  document.documentElement.toggleAttribute("data-building", true);
  await fetch("/__preview__/view", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(view) });
}

function plain(moment) {
  return moment.slice(0, 16).replace("T", " ");
}

function node(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
