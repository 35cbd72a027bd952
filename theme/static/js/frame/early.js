// Says that modules will run, and applies the reader's display settings, before anything is drawn. A classic script on purpose: modules run too late.
(function () {
  if ("noModule" in HTMLScriptElement.prototype) document.documentElement.classList.add("scripted");
  addEventListener("error", function (event) {
    if (event.target.type === "module") document.documentElement.classList.remove("scripted"); // it did not come: as without script
  }, true);
  // A worker takes long to start, and longer while the page is drawn for the first time; who made the script that needs it, waits.
  var needed = document.currentScript.dataset;
  try {
    if (needed.worker) {
      window.searchWorker = new Worker(needed.worker, { type: "module", name: needed.pointer });
      window.searchWorker.onerror = function () { window.searchWorker = null; }; // the page's own script tries again, and tells
    }
  } catch (error) {
    // Too old a browser, or no server: the same.
  }
  try {
    var saved = JSON.parse(localStorage.getItem("lantai.display") || "{}");
    var allowed = {
      size: ["large", "larger"],
      spacing: ["wide"],
      contrast: ["high"],
      theme: ["light", "dark"],
      layout: ["simple"],
    };
    for (var name in allowed) {
      if (allowed[name].indexOf(saved[name]) >= 0) document.documentElement.setAttribute("data-" + name, saved[name]);
    }
  } catch (error) {
    // Storage is off or holds something else: the page looks as designed.
  }
})();
