// A gallery: a grid whose images open in the viewer one after another; arrow keys walk along the grid.

import { blocks } from "./dom.js";
import "./viewer.js";

const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

blocks("gallery", (gallery) => {
  gallery.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const links = [...gallery.querySelectorAll("a[data-viewer]")];
    const here = links.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    links[Math.min(Math.max(here + step, 0), links.length - 1)].focus();
  });
});
