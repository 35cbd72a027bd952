// The text folding of plugins/lantai/text.py, by the table that the index carries.
// Both are held together by the vectors in tests/fixtures/fold-vectors.json.

const DIGITS = "〇一二三四五六七八九";
const TENS = "〇十廿卅";
const NUMERAL = `([元${DIGITS}十廿卅0-9]{1,4})`;
const DAYS = new RegExp(`(\\d{4})(?:年${NUMERAL}月(?:${NUMERAL}[日号])?|[-./](\\d\\d?)[-./](\\d\\d?)(?!\\d))`, "g");

export class Folding {
  #variants;
  #replaced = new Map();
  #ignored;
  #spaces;
  #eras;
  #known = new Map();

  constructor(table) {
    let code = 0;
    this.#variants = new Map(
      table.steps.map((step, i) => {
        code += step;
        return [String.fromCodePoint(code), String.fromCodePoint(code + table.shifts[i])];
      }),
    );
    for (const [target, sources] of Object.entries(table.replaced)) {
      for (const source of sources) this.#replaced.set(source, target);
    }
    this.#ignored = new RegExp(`[${characterClass(table.ignored)}]`, "u");
    const han = characterClass(table.han);
    this.#spaces = new RegExp(`(?<=[${han}]) +| +(?=[${han}])|^ +| +$| +(?= )`, "gu");
    this.#eras = table.eras;
    this.years = new RegExp(
      `(${Object.keys(table.eras).sort().join("|")})${NUMERAL}年` +
        `|(?<![${DIGITS}十])([一二][${DIGITS}]{3})(?![${DIGITS}十])`,
      "gu",
    );
  }

  /** The folded text. */
  fold(text) {
    let out = "";
    for (const character of text.normalize("NFC")) out += this.#character(character);
    return out.replace(this.#spaces, "");
  }

  /** The folded form of one code point: usually one, sometimes none or several. */
  #character(character) {
    let folded = this.#known.get(character);
    if (folded === undefined) {
      folded = this.#compute(character);
      this.#known.set(character, folded);
    }
    return folded;
  }

  #compute(character) {
    if (this.#ignored.test(character)) return "";
    if (/[\s\x85]/u.test(character)) return " ";
    const bare = (this.#replaced.get(character) ?? character).normalize("NFKD").replace(/[\u0300-\u036f]/gu, "");
    let out = "";
    for (const c of bare.normalize("NFKC").toLowerCase()) {
      const plain = this.#replaced.get(c) ?? c;
      for (const p of plain) if (!this.#ignored.test(p)) out += this.#variants.get(p) ?? p;
    }
    return out;
  }

  /** Folded code points of a text (in NFC) with where each came from: [[character, start, end], …]. */
  mapped(text) {
    const found = [];
    let at = 0;
    for (const character of text) {
      const end = at + character.length;
      for (const c of this.#character(character)) found.push([c, at, end]);
      at = end;
    }
    const spaces = found.map(([c]) => c).join("").matchAll(this.#spaces);
    const gone = new Set(Array.from(spaces, ({ index, 0: run }) => [...run].map((_, i) => index + i)).flat());
    at = 0;
    return found.filter(([c]) => !gone.has((at += c.length) - c.length));
  }

  /** Folded text with years and days in Arabic digits: 一九五四 → 1954, 民国二十六年七月七日 and 1937.7.7 → 1937年7月7日. */
  withYears(folded) {
    const years = folded.replace(this.years, (whole, era, count, plain) => {
      if (plain) {
        const value = Number([...plain].map((digit) => DIGITS.indexOf(digit)).join(""));
        return value < 2100 ? String(value) : whole;
      }
      const [first, length] = this.#eras[era];
      const number = numeral(count);
      return number && number <= length ? `${first + number - 1}年` : whole;
    });
    return years.replace(DAYS, (whole, year, month, day, m = month, d = day) => (year > 1911 && dateText(year, m, d)) || whole); // before, months are those of the moon
  }

  /** A reference code with each run of punctuation as one "-". */
  codeParts(code) {
    return this.fold(code).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  }
}

/** The number from 1 to 99 that a folded numeral writes, or 0. */
export function numeral(text) {
  if (text === "元") return 1;
  if (/^\d\d?$/.test(text)) return Number(text);
  const match = /^(?:([二三四五六七八九]?)([十廿卅])([一二三四五六七八九]?)|([一二三四五六七八九])([〇一二三四五六七八九]?))$/u.exec(text);
  if (!match) return 0;
  const [, many, ten, ones, alone, next] = match;
  if (alone) return DIGITS.indexOf(alone) * (next ? 10 : 1) + DIGITS.indexOf(next);
  if (ten !== "十" && many) return 0;
  return (many ? DIGITS.indexOf(many) : TENS.indexOf(ten)) * 10 + DIGITS.indexOf(ones);
}

/** A year, month or day as titles mostly write it: 1954年3月5日; nothing if there is no such month or day. */
export function dateText(year, ...parts) {
  const rest = parts.filter(Boolean).map(numeral);
  if (rest.some((each, i) => !each || each > [12, 31][i])) return "";
  return [year, ...rest].map((each, i) => each + "年月日"[i]).join("");
}

function characterClass(ranges) {
  return ranges.map(([low, high]) => `\\u{${low.toString(16)}}-\\u{${high.toString(16)}}`).join("");
}
