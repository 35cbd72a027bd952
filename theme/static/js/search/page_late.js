// What the page needs once there are results, as one file.

export { showFilters } from "./filters.js";
export { showPages, showSuggestions } from "./page_results.js";
