// Says that modules will run, and applies the reader's display settings, before anything is drawn. A classic script on purpose: modules run too late.
(function () {
  if ("noModule" in HTMLScriptElement.prototype) document.documentElement.classList.add("scripted");
  addEventListener("error", function (event) {
    if (event.target.type === "module") document.documentElement.classList.remove("scripted"); // it did not come: as without script
  }, true);
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
