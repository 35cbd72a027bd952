// What a page needs to be whole on paper: images that nobody has scrolled to are fetched, and the button that prints.

function fetchAll() {
  for (const image of document.querySelectorAll('img[loading="lazy"]')) {
    image.fetchPriority = "low";
    image.loading = "eager";
  }
}

/** Prints once every image has come, or after five seconds with those that have. */
async function printPage() {
  fetchAll();
  const coming = [...document.images].filter((image) => !image.complete);
  const all = Promise.all(coming.map((image) => image.decode().catch(() => {})));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 5000))]);
  print();
}

addEventListener("beforeprint", fetchAll);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", printPage);
}

// A browser may print at once, without waiting for images. At a desk, where people print, they therefore come by themselves,
// after all that is in view; on a phone, and where data are saved, only what is scrolled to.
if (matchMedia("(hover: hover) and (pointer: fine)").matches && !navigator.connection?.saveData) fetchAll();
