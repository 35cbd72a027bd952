// What a search needs once its first results are shown, and seldom before, as one file.

export { Codes } from "./codes.js";
export { again, costOf, count, countsFor, narrow, sort, themes } from "./counting.js";
export { nothing } from "./excluding.js";
export { searchPages } from "./page_search.js";
export { suggestions } from "./suggestions.js";
