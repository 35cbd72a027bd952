// Images that open in the viewer: links with `data-viewer` (address of an info.json), grouped by gallery or reader.
// This module is small and waits; the viewer itself is fetched when first opened. Without script the links open images.

const GROUP = '[data-block="gallery"], [data-block="reader"], [data-gallery], [data-viewer-group]';

let dialog;

function item(link) {
  const image = link.querySelector("img");
  const caption = link.closest("figure")?.querySelector(":scope > figcaption");
  return {
    link,
    info: new URL(link.dataset.viewer, document.baseURI).href,
    image: link.href,
    thumbnail: image?.currentSrc || image?.src || "",
    alt: image?.alt || "",
    language: image?.lang || "",
    title: link.dataset.viewerTitle || "",
    caption: caption?.cloneNode(true) ?? null,
  };
}

/** Opens the viewer at a link, with the other images of its group before and after. */
export async function open(link) {
  const group = link.closest(GROUP);
  const links = group ? [...group.querySelectorAll("a[data-viewer]")] : [link];
  dialog ??= import("./viewer-dialog.js");
  try {
    const { show } = await dialog;
    show(links.map(item), links.indexOf(link), link);
  } catch {
    dialog = undefined;
    location.assign(link.href);
  }
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a[data-viewer]");
  if (!link) return;
  event.preventDefault();
  open(link);
});
