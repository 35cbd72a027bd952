// What the modules of this folder share: making elements, texts of the controls, the visitor's wish for less motion.

const TEXTS = {
  zh: {
    close: "关闭", zoomIn: "放大", zoomOut: "缩小", fit: "看全图", rotate: "旋转", contrast: "对比",
    fullScreen: "全屏", download: "下载图片", previous: "上一张", next: "下一张", viewer: "图片查看", loading: "正在载入…",
    failed: "图片没有载入。请检查网络后再试，或直接打开图片。", openImage: "打开图片", position: "第 {n} 张，共 {total} 张",
    keys: "方向键移动，+ − 缩放，0 看全图，R 旋转，C 对比，F 全屏，Esc 关闭",
    previousPage: "上一页", nextPage: "下一页", page: "页", pages: "页码", showText: "显示",
    previousStop: "上一处", nextStop: "下一处", stop: "第 {n} 处：{title}", whole: "全图", enlarge: "放大查看",
    playFrom: "从 {time} 播放", follow: "随声滚动", showsIn: "在图中看", backToText: "回到正文",
  },
  "zh-Hant": {
    close: "關閉", zoomIn: "放大", zoomOut: "縮小", fit: "看全圖", rotate: "旋轉", contrast: "對比",
    fullScreen: "全螢幕", download: "下載圖片", previous: "上一張", next: "下一張", viewer: "圖片檢視", loading: "正在載入…",
    failed: "圖片沒有載入。請檢查網路後再試，或直接開啟圖片。", openImage: "開啟圖片", position: "第 {n} 張，共 {total} 張",
    keys: "方向鍵移動，+ − 縮放，0 看全圖，R 旋轉，C 對比，F 全螢幕，Esc 關閉",
    previousPage: "上一頁", nextPage: "下一頁", page: "頁", pages: "頁碼", showText: "顯示",
    previousStop: "上一處", nextStop: "下一處", stop: "第 {n} 處：{title}", whole: "全圖", enlarge: "放大檢視",
    playFrom: "從 {time} 播放", follow: "隨聲滾動", showsIn: "在圖中看", backToText: "回到正文",
  },
  en: {
    close: "Close", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Whole image", rotate: "Rotate", contrast: "Contrast",
    fullScreen: "Full screen", download: "Download the image", previous: "Previous image", next: "Next image", viewer: "Image viewer", loading: "Loading…",
    failed: "The image did not load. Check the connection and try again, or open the image itself.",
    openImage: "Open the image", position: "Image {n} of {total}",
    keys: "Arrow keys move, + − zoom, 0 whole image, R rotate, C contrast, F full screen, Esc close",
    previousPage: "Previous page", nextPage: "Next page", page: "Page", pages: "Pages", showText: "Show",
    previousStop: "Previous stop", nextStop: "Next stop", stop: "Stop {n}: {title}", whole: "Whole image", enlarge: "Enlarge",
    playFrom: "Play from {time}", follow: "Follow the sound", showsIn: "Show in the image", backToText: "Back to the text",
  },
};

/** Returns a text of the controls in the page's language, its {names} filled. */
export function t(key, values = {}) {
  const { lang } = document.documentElement;
  const texts = TEXTS[lang] ?? TEXTS[lang.split("-")[0]] ?? TEXTS.zh;
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Makes an element. Attributes are set as such; functions are listeners; text is never read as HTML. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

// Drawn, because fonts differ in which signs they have. On a grid of 24.
const ICONS = {
  close: "M6 6l12 12M18 6L6 18", zoomIn: "M12 5v14M5 12h14", zoomOut: "M5 12h14",
  fit: "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5", rotate: "M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5",
  contrast: "M12 4a8 8 0 1 0 0 16V4zM12 4a8 8 0 0 1 0 16", fullScreen: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 9h6v6H9z",
  download: "M12 4v11M7 10l5 5 5-5M5 20h14", left: "M15 5l-7 7 7 7", right: "M9 5l7 7-7 7",
};

/** Draws an icon. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Makes a button whose face is an icon and whose name is a text. */
export function button(key, face, onClick, attributes = {}) {
  return el("button", { type: "button", class: `tool-${key}`, "aria-label": t(key), title: t(key), click: onClick, ...attributes }, icon(face));
}

export function lessMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Reads "12 8 30 14" (left, top, width, height in percent); null for anything else. */
export function region(text) {
  const numbers = (text || "").trim().split(/[\s,]+/).map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) && numbers[2] > 0 && numbers[3] > 0 ? numbers : null;
}

/** Runs `start` on each block of a kind once. */
export function blocks(name, start) {
  for (const block of document.querySelectorAll(`[data-block="${name}"]`)) {
    if (block.dataset.live) continue;
    block.dataset.live = "true";
    start(block);
  }
}

/** Scrolls to an element, gently unless the visitor wants less motion. */
export function reveal(element, block = "center") {
  element.scrollIntoView({ behavior: lessMotion() ? "auto" : "smooth", block });
}
