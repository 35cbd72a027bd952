// Which of several texts stands at the reading line, told as it changes.

/**
 * Calls `change(element)` when another of `elements` is the last whose beginning has passed the line at `line` percent
 * of the window. What lies between the top of the window and the line counts, so that a leap or a flick past several
 * arrives at the one that is read.
 */
export function follow(elements, change, line = 55) {
  const above = new Set();
  let here;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) isIntersecting ? above.add(target) : above.delete(target);
      const last = elements.findLast((element) => above.has(element));
      if (last && last !== here) change((here = last));
    },
    { rootMargin: `0px 0px -${100 - line}% 0px` },
  );
  for (const element of elements) observer.observe(element);
  return observer;
}
