// Shows how far a section has been read: sets --read (0 to 1) on the progress line while scrolling.

const line = document.querySelector("[data-progress]");
const text = document.querySelector("[data-reading]");

if (line && text) {
  let waiting = false;

  const show = () => {
    waiting = false;
    const box = text.getBoundingClientRect();
    const way = box.height - window.innerHeight;
    const read = way > 0 ? Math.min(1, Math.max(0, -box.top / way)) : 1;
    line.style.setProperty("--read", read.toFixed(3));
  };

  const ask = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(show);
    }
  };

  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask, { passive: true });
  show();
}
