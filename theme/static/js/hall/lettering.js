// Words in the hall, written on canvases: the title at the entrance, words about a room, labels, sheets in place of pictures.

const UPRIGHT = new Map([
  ["，", "︐"], ["。", "︒"], ["、", "︑"], ["：", "︓"], ["；", "︔"], ["！", "︕"], ["？", "︖"], ["（", "︵"], ["）", "︶"],
  ["《", "︽"], ["》", "︾"], ["〈", "︿"], ["〉", "﹀"], ["“", "﹁"], ["”", "﹂"], ["‘", "﹃"], ["’", "﹄"], ["—", "︱"], ["…", "︙"],
  ["「", "﹁"], ["」", "﹂"], ["『", "﹃"], ["』", "﹄"],
]);
const NEVER_FIRST = /[，。、：；！？）》〉”’」』…—,.;:!?)]/u;

/** Whether a text of this language is written in columns. */
export function inColumns(language) {
  return /^(zh|ja)/.test(language);
}

/** Cuts a text into lines of at most `width`, at spaces or between Chinese characters, never before closing marks. */
export function lines(text, width, measure) {
  const found = [];
  let line = "";
  for (const piece of text.match(/[\p{Script=Latin}\p{N}\p{P}']*[\p{Script=Latin}\p{N}][^\s\p{Script=Han}]*\s*|\s+|./gsu) ?? []) {
    if (line && measure((line + piece).trimEnd()) > width && !NEVER_FIRST.test(piece)) {
      found.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim()) found.push(line.trimEnd());
  return found;
}

/** A canvas for `width` × `height` metres with a pen that writes in metres, and what writing on it needs. */
export class Sheet {
  constructor(width, height, perMetre, { ground = "", faces }) {
    const most = 2048;
    this.scale = Math.min(perMetre, most / width, most / height);
    this.canvas = document.createElement("canvas");
    this.canvas.width = Math.max(2, Math.round(width * this.scale));
    this.canvas.height = Math.max(2, Math.round(height * this.scale));
    Object.assign(this, { width, height, faces });
    this.pen = this.canvas.getContext("2d");
    this.pen.scale(this.scale, this.scale);
    if (ground) {
      this.pen.fillStyle = ground;
      this.pen.fillRect(0, 0, width, height);
    }
  }

  /** Browsers keep no letters smaller than a pixel: measures are taken in pixels and given in metres. */
  #use(size, face, weight) {
    const { pen, scale } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.font = `${weight} ${size * scale}px ${this.faces[face]}`;
    return (text) => pen.measureText(text).width / scale;
  }

  /** Writes lines from `top` down; returns where the next would begin. `most` lines at most, the last ending in “…”. */
  rows(text, { x = 0, top = 0, width = this.width, size, colour, face = "song", weight = 400, leading = 1.5, align = "left", most = 99 }) {
    const measure = this.#use(size, face, weight);
    const every = lines(text, width, measure);
    const shown = every.slice(0, most);
    if (every.length > most) shown[most - 1] = `${shown[most - 1].slice(0, -1)}…`;
    const { pen, scale } = this;
    pen.fillStyle = colour;
    pen.textAlign = align;
    pen.textBaseline = "middle";
    const from = align === "center" ? x + width / 2 : align === "right" ? x + width : x;
    shown.forEach((line, at) => pen.fillText(line, from * scale, (top + (at + 0.5) * size * leading) * scale));
    return top + shown.length * size * leading;
  }

  /** Writes columns from `right` to the left; returns the left edge of the last. */
  columns(text, { right = this.width, top = 0, height = this.height, size, colour, face = "song", weight = 400, leading = 1.6, spacing = 1.12, most = 99 }) {
    this.#use(size, face, weight);
    const { pen, scale } = this;
    pen.fillStyle = colour;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    const fit = Math.max(1, Math.floor(height / (size * spacing)));
    let column = 0;
    let row = 0;
    for (const sign of text.replace(/——/g, "—").replace(/……/g, "…").replace(/\s+/g, "")) {
      if (row >= fit && !(row === fit && NEVER_FIRST.test(sign))) {
        column += 1;
        row = 0;
        if (column >= most) break;
      }
      const x = right - (column + 0.5) * size * leading;
      pen.fillText(UPRIGHT.get(sign) ?? sign, x * scale, (top + (row + 0.5) * size * spacing) * scale);
      row += 1;
    }
    return right - (Math.min(column, most - 1) + 1) * size * leading;
  }

  /** Stamps a seal: one to four characters, in two columns if more than two. */
  seal(text, { x, y, size, colour, on }) {
    const signs = [...text].slice(0, 4);
    this.#use((size * 0.8) / (signs.length > 2 ? 2 : Math.max(1, signs.length)), "song", 700);
    const { pen, scale } = this;
    pen.fillStyle = colour;
    pen.fillRect(x * scale, y * scale, size * scale, size * scale);
    pen.fillStyle = on;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    const tall = signs.length > 2 ? 2 : signs.length;
    signs.forEach((sign, at) => {
      const across = signs.length > 2 ? (at < 2 ? 0.72 : 0.28) : 0.5;
      const down = tall === 1 ? 0.52 : (at % 2) * 0.44 + 0.29;
      pen.fillText(sign, (x + across * size) * scale, (y + down * size) * scale);
    });
  }
}

/** The title of the exhibition as it stands on the wall of the foyer; transparent, ink on the wall. */
export function titleWall({ title, subtitle, seal, language }, { ink, soft, red, onRed }, faces) {
  const sheet = new Sheet(5, 2.8, 240, { faces });
  if (inColumns(language)) {
    const signs = [...title].length;
    const rows = signs > 5 ? Math.ceil(signs / Math.ceil(signs / 6)) : signs;
    const size = Math.min(0.58, 2.5 / rows / 1.12);
    const left = sheet.columns(title, { right: 4.6, top: 0.1, height: rows * size * 1.13, size, colour: ink, face: "kai", weight: 600, leading: 1.32 });
    const end = subtitle ? sheet.columns(subtitle, { right: left - 0.12, top: 0.16, height: 2.45, size: 0.135, colour: soft, leading: 1.8, spacing: 1.22 }) : left;
    if (seal) sheet.seal(seal, { x: end - 0.4, y: 2.28, size: 0.32, colour: red, on: onRed });
    return sheet;
  }
  const below = sheet.rows(title, { x: 0.3, top: 0.45, width: 4.4, size: 0.44, colour: ink, weight: 600, leading: 1.25, most: 3 });
  const end = subtitle ? sheet.rows(subtitle, { x: 0.3, top: below + 0.15, width: 4.2, size: 0.17, colour: soft, most: 3 }) : below;
  if (seal) sheet.seal(seal, { x: 0.3, y: Math.min(end + 0.2, 2.6), size: 0.34, colour: red, on: onRed });
  return sheet;
}

/** What stands on the wall of a room: its title and a sentence about it. */
export function roomWords({ kicker, title, summary, language }, { ink, soft, red }, faces) {
  const sheet = new Sheet(2.1, 2, 280, { faces });
  if (inColumns(language)) {
    const left = sheet.columns(title, { right: 2.05, height: 1.95, size: title.length > 8 ? 0.18 : 0.22, colour: ink, weight: 600, leading: 1.45 });
    const after = kicker ? sheet.columns(kicker, { right: left - 0.02, height: 1.9, size: 0.08, colour: red, leading: 1.9, most: 1 }) : left;
    sheet.columns(summary, { right: after - 0.06, top: 0.02, height: 1.7, size: 0.09, colour: soft, leading: 1.85, spacing: 1.16, most: 8 });
    return sheet;
  }
  const top = kicker ? sheet.rows(kicker, { top: 0.1, size: 0.08, colour: red }) : 0.1;
  const below = sheet.rows(title, { top, size: 0.2, colour: ink, weight: 600, leading: 1.25, most: 3 });
  sheet.rows(summary, { top: below + 0.12, size: 0.092, colour: soft, leading: 1.55, most: 8 });
  return sheet;
}

/** The name of the room behind a door, above it. */
export function lintel({ kicker, title }, { ink, red }, faces) {
  const sheet = new Sheet(3, 0.62, 260, { faces });
  const top = kicker ? sheet.rows(kicker, { size: 0.1, colour: red, align: "center", most: 1, leading: 1.6 }) : 0.1;
  const size = Math.min(0.24, (2.9 / Math.max(1, title.length)) * (/\p{Script=Han}/u.test(title) ? 0.95 : 1.7));
  sheet.rows(title, { top: top + 0.02, size, colour: ink, weight: 600, align: "center", most: 1 });
  return sheet;
}

/** The label beside a work. Its height follows its words. */
export function label({ caption, credit, code }, { paper, inkOnPaper, softOnPaper }, faces, width) {
  const draw = (height) => {
    const sheet = new Sheet(width, height, 1000, { ground: paper, faces });
    const inner = { x: 0.022, width: width - 0.044 };
    let top = sheet.rows(caption, { ...inner, top: 0.02, size: 0.0205, colour: inkOnPaper, leading: 1.45, most: 5, weight: 600 });
    if (code) top = sheet.rows(code, { ...inner, top: top + 0.006, size: 0.0155, colour: softOnPaper, face: "hei", most: 1 });
    if (credit) top = sheet.rows(credit, { ...inner, top: top + 0.003, size: 0.0155, colour: softOnPaper, face: "hei", most: 2 });
    return { sheet, height: top + 0.02 };
  };
  return draw(Math.max(0.1, draw(0.3).height)).sheet;
}

/** A sheet of paper with the words for what is not there yet, or is to be heard and not seen. */
export function blank({ alt, caption, heading }, { ground, soft, red }, faces, { width, height }) {
  const sheet = new Sheet(width, height, 260, { ground, faces });
  const inner = { x: width * 0.1, width: width * 0.8, align: "center" };
  let top = height * 0.3;
  if (heading) top = sheet.rows(heading, { ...inner, top, size: 0.085, colour: red, leading: 1.8, most: 1 });
  sheet.rows(alt || caption, { ...inner, top, size: Math.min(0.06, width * 0.07), colour: soft, leading: 1.6, most: Math.max(1, Math.floor((height * 0.62) / 0.1)) });
  return sheet;
}
