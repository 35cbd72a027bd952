// Which of several texts stands at the reading line, told as it changes.

/** Calls `change(element)` when another of `elements` reaches the line at `line` percent of the window. */
export function follow(elements, change, line = 55) {
  const observer = new IntersectionObserver(
    (entries) => {
      const arrived = entries.filter((entry) => entry.isIntersecting);
      if (arrived.length) change(arrived[arrived.length - 1].target);
    },
    { rootMargin: `-${line}% 0px -${100 - line - 1}% 0px` },
  );
  for (const element of elements) observer.observe(element);
  return observer;
}
