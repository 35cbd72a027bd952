// What a worker of an offline page has instead of fetch: it asks its page (see page.js), which may load scripts.
/* global lantaiModule: the page puts it before this code */

/** Where this code was; its modules' own addresses are made of it (bundle.mjs). */
export const moduleUrl = lantaiModule;

let asked = 0;
const waiting = new Map();

// First of all listeners, so that the worker's own never sees these messages.
addEventListener("message", (event) => {
  if (!event.data?.lantaiAnswers) return;
  event.stopImmediatePropagation();
  waiting.get(event.data.lantaiAnswers)?.(event.data.bytes);
  waiting.delete(event.data.lantaiAnswers);
});

/** Answers as the global fetch does for a file of this edition. */
export async function fetch(input, { signal } = {}) {
  signal?.throwIfAborted();
  const bytes = await new Promise((done) => {
    asked += 1;
    waiting.set(asked, done);
    postMessage({ lantaiAsks: asked, address: new URL(input, moduleUrl).href });
  });
  signal?.throwIfAborted();
  return bytes ? new Response(bytes) : new Response(null, { status: 404 });
}
