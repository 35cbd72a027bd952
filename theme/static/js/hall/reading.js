// What hangs in the hall, read from the gallery that the page is.

function words(element) {
  return element?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

/** Addresses and widths of a picture, smallest first, in the best of its formats (which all browsers with WebGL 2 know). */
function sources(image) {
  const source = image.closest("picture")?.querySelector("source");
  const listed = (source ?? image).getAttribute("srcset") ?? "";
  const found = listed.split(",").map((each) => {
    const [address, width] = each.trim().split(/\s+/);
    return { address: new URL(address, document.baseURI).href, width: Number.parseInt(width, 10) || 0 };
  });
  return found.filter((each) => each.width).sort((a, b) => a.width - b.width);
}

function work(figure) {
  const image = figure.querySelector("img");
  const about = [...figure.querySelectorAll("figcaption > :is(.code, .figure-credit, .figure-rights)")];
  return {
    id: figure.id,
    kind: figure.dataset.work,
    heading: words(figure.querySelector("figcaption > .chip")),
    caption: words(figure.querySelector("[data-work-caption]")),
    language: figure.querySelector("[data-work-caption]")?.lang ?? "",
    credit: [words(figure.querySelector("[data-work-credit]")), words(figure.querySelector("[data-work-approval]"))].filter(Boolean).join(" "),
    code: words(figure.querySelector("[data-work-code]")),
    about,
    place: figure.querySelector("[data-work-place]").href,
    viewer: figure.querySelector("a[data-viewer]"),
    alt: image?.alt ?? "",
    ratio: image ? Number(image.getAttribute("width")) / Number(image.getAttribute("height")) : 1.35,
    sources: image ? sources(image) : [],
  };
}

/** Returns `{title, subtitle, summary, seal, language, rooms: [{title, kicker, summary, language, address, works}]}`. */
export function read(page) {
  const { lang } = document.documentElement;
  const rooms = [...page.querySelectorAll("[data-room]")].map((section) => ({
    title: words(section.querySelector("[data-room-title]")),
    kicker: words(section.querySelector("[data-room-kicker]")),
    summary: words(section.querySelector("[data-room-summary]")),
    language: section.querySelector(".hall-room-head").lang || lang,
    address: section.querySelector("[data-room-address]").href,
    works: [...section.querySelectorAll("[data-work]")].map(work),
  }));
  return { title: page.dataset.title, subtitle: page.dataset.subtitle, summary: page.dataset.summary, seal: page.dataset.seal, language: lang, rooms };
}
