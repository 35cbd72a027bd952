// The way into the hall. The page is a gallery; the hall, and three.js with it, come when the button is pressed.
// Pages opened from a disk may load neither modules nor textures: there the gallery is all, and nothing else is offered.

const page = document.querySelector("[data-hall]");
const offer = page?.querySelector("[data-hall-enter]");

function drawable() {
  return typeof WebGL2RenderingContext === "function" && location.protocol.startsWith("http");
}

async function enter(button) {
  for (const told of page.querySelectorAll("[data-hall-cannot], [data-hall-failed]")) told.hidden = true;
  button.disabled = true;
  try {
    const { open } = await import("./hall.js");
    await open(page, button);
  } catch (error) {
    page.querySelector(error?.name === "CannotDraw" ? "[data-hall-cannot]" : "[data-hall-failed]").hidden = false;
  } finally {
    button.disabled = false;
  }
}

if (offer && drawable()) {
  const button = offer.querySelector("button");
  button.addEventListener("click", () => enter(button));
  offer.hidden = false;
} else if (offer) {
  offer.dataset.never = "";
}
