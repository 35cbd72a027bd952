// Ascending lists of record numbers as Uint32Array.

/** The numbers in both lists. */
export function intersection(a, b) {
  if (a.length > b.length) [a, b] = [b, a];
  return a.filter(standsIn(b));
}

/** The numbers of the first list that are not in the second. */
export function difference(a, b) {
  const stands = standsIn(b);
  return a.filter((number) => !stands(number));
}

/** A test for numbers, asked for in ascending order. */
function standsIn(list) {
  let at = 0;
  return (number) => list[(at = lowerBound(list, number, at))] === number;
}

/** The numbers in any of the lists. */
export function union(lists) {
  const wanted = lists.filter((list) => list.length);
  if (wanted.length < 2) return wanted[0] ?? new Uint32Array(0);
  const all = new Uint32Array(wanted.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of wanted) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort().filter((number, i) => number !== all[i - 1]);
}

/** The first position from `from` on at which the list is not below `number`; one that is near is found soon. */
export function lowerBound(list, number, from = 0) {
  let low = from;
  let high = from;
  for (let step = 1; list[high] < number; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, list.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the last of some ascending keys that is not after `key` (is before it, if `most` is -1); -1 if all are. */
export function placeOf(keys, key, most = 0) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byCodePoint(keys[middle], key) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Compares texts by code point, as the index orders its keys (JavaScript compares UTF-16 units). */
function byCodePoint(a, b) {
  const [x, y] = [a, b].map((text) => Array.from(text, (character) => character.codePointAt(0)));
  const at = x.findIndex((code, i) => code !== y[i]);
  return at < 0 ? x.length - y.length : x[at] - (y[at] ?? -1);
}
