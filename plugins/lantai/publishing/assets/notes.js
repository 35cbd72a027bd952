// What is wrong, shown at its place in the page: before the block that stands on its line, or the last one above it.

const FAR = 15; // lines in a YAML file beyond which a mark that has no end is of another thing

/** Puts a note for each problem that has a place on this page; returns the problems that have one. */
export function place(problems) {
  for (const note of document.querySelectorAll(".lantai-note")) note.remove();
  const marks = [...document.querySelectorAll("[data-at]")].map((element) => {
    const [, file, line, last] = element.dataset.at.match(/^(.*):(\d+)(?:-(\d+))?$/) ?? [];
    return { element, file, line: Number(line), last: Number(last ?? Infinity) };
  });
  const inOrder = problems.toSorted((one, other) => (one.place.line ?? 0) - (other.place.line ?? 0));
  return inOrder.filter((problem) => {
    const { file, line } = problem.place;
    const above = marks.filter((mark) => mark.file === file && mark.line <= (line ?? 0) && (line ?? 0) <= mark.last);
    const mark = above.reduce((best, each) => (best && best.line >= each.line ? best : each), null);
    if (!mark || (file.endsWith(".yaml") && line - mark.line > FAR)) return false;
    mark.element.before(note(problem));
    return true;
  });
}

function note(problem) {
  const made = document.createElement("div");
  made.setAttribute("role", "note");
  made.className = `lantai-note lantai-${problem.severity.toLowerCase()}`;
  const where = document.createElement("code");
  where.textContent = `${problem.place.file}:${problem.place.line}`;
  const what = document.createElement("strong");
  what.textContent = problem.what;
  const advice = document.createElement("span");
  advice.textContent = problem.advice;
  made.append(what, " ", advice, " ", where);
  return made;
}
