// Words of the hall's window.

const TEXTS = {
  zh: {
    hall: "展厅", plan: "展室与展品", fullScreen: "全屏", leave: "离开展厅", previous: "上一件", next: "下一件", close: "收起",
    view: "展厅，用方向键走动", foyer: "序厅", work: "第 {n} 件，共 {total} 件", room: "第 {n} 间展室，共 {total} 间", of: "{n} / {total}",
    place: "在展览中看", look: "放大细看", listen: "去听这段录音", watch: "去看这段录像", read: "读这个单元", begin: "从第一件看起",
    keys: "方向键或 W A S D 走动、转身，拖动四望；点地面走过去，点展品走近看", touch: "拖动四望；点地面走过去，点展品走近看",
    standing: "你站在《{caption}》前", lost: "显示暂时中断，正在等它恢复。也可以离开展厅，全部展品都在图集里。", welcome: "你在序厅。按“下一件”逐件参观，或自己走走。",
  },
  "zh-Hant": {
    hall: "展廳", plan: "展室與展品", fullScreen: "全螢幕", leave: "離開展廳", previous: "上一件", next: "下一件", close: "收起",
    view: "展廳，用方向鍵走動", foyer: "序廳", work: "第 {n} 件，共 {total} 件", room: "第 {n} 間展室，共 {total} 間", of: "{n} / {total}",
    place: "在展覽中看", look: "放大細看", listen: "去聽這段錄音", watch: "去看這段錄像", read: "讀這個單元", begin: "從第一件看起",
    keys: "方向鍵或 W A S D 走動、轉身，拖動四望；點地面走過去，點展品走近看", touch: "拖動四望；點地面走過去，點展品走近看",
    standing: "你站在《{caption}》前", lost: "顯示暫時中斷，正在等它恢復。也可以離開展廳，全部展品都在圖集裡。", welcome: "你在序廳。按「下一件」逐件參觀，或自己走走。",
  },
  en: {
    hall: "Hall", plan: "Rooms and works", fullScreen: "Full screen", leave: "Leave the hall", previous: "Previous", next: "Next", close: "Put away",
    view: "Hall; walk with the arrow keys", foyer: "Foyer", work: "Work {n} of {total}", room: "Room {n} of {total}", of: "{n} / {total}",
    place: "See it in the exhibition", look: "Look closely", listen: "Go and listen", watch: "Go and watch", read: "Read this section", begin: "Start with the first work",
    keys: "Arrows or W A S D to walk and turn, drag to look; click the floor to go there, a work to stand before it", touch: "Drag to look; tap the floor to go there, a work to stand before it",
    standing: "You stand before: {caption}", lost: "The display was interrupted and is waiting to come back. You may also leave: every work is in the gallery.", welcome: "You are in the foyer. Press “Next” to see one work after another, or walk about.",
  },
};

/** Returns a text in the page's language, its {names} filled. */
export function t(key, values = {}) {
  const { lang } = document.documentElement;
  const texts = TEXTS[lang] ?? TEXTS[lang.split("-")[0]] ?? TEXTS.zh;
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
