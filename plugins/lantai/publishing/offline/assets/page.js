// What an offline page has instead of fetch and Worker: a page opened from a disk may read no file and start no
// worker. Files that the theme fetches lie wrapped as scripts, `<path>.js`, that hand over their bytes; a worker
// starts from its code as text and asks its page for files. These exports replace the globals in every bundle.

/** Where this bundle is: theme/<digest>/js/edition/<name>.js. Its modules' own addresses are made of it (bundle.mjs). */
export const moduleUrl = document.currentScript.src;
const root = new URL("../../../../", moduleUrl);
const arrived = new Map();

/** Called by each wrapped file with its path in the edition and its bytes in Base64. */
globalThis.lantaiFile = (path, base64) => arrived.set(path, bytesOf(base64));

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The bytes of a file of the edition, null if it holds no such file. */
function read(url) {
  return new Promise((done) => {
    const script = document.createElement("script");
    const path = decodeURIComponent(url.pathname.slice(root.pathname.length));
    const finish = () => {
      script.remove();
      done(arrived.get(path) ?? null);
      arrived.delete(path);
    };
    script.addEventListener("load", finish);
    script.addEventListener("error", finish);
    script.src = `${url.origin === "null" ? "file://" : url.origin}${url.pathname}.js`;
    document.head.append(script);
  });
}

const under = new Map();

/** As read, but two who ask for one file at the same time share the answer. */
function shared(url) {
  const key = url.pathname;
  if (!under.has(key)) under.set(key, read(url).finally(() => under.delete(key)));
  return under.get(key);
}

/** Answers as the global fetch does for a file of this edition; any other address is not found. */
export async function fetch(input, { signal } = {}) {
  const url = new URL(input, document.baseURI);
  signal?.throwIfAborted();
  const inside = url.protocol === root.protocol && url.pathname.startsWith(root.pathname);
  const bytes = inside ? await shared(url) : null;
  signal?.throwIfAborted();
  return bytes ? new Response(bytes) : new Response(null, { status: 404 });
}

/** A worker made of its wrapped code. What is posted before it runs waits. */
export class Worker extends EventTarget {
  constructor(address) {
    super();
    this.waiting = [];
    this.start(new URL(address, moduleUrl)).catch(() => this.emit(new Event("error")));
  }

  async start(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(url.href);
    const code = `const lantaiModule = ${JSON.stringify(url.href)};\n${await answer.text()}`;
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const worker = new globalThis.Worker(address);
    worker.addEventListener("error", () => this.emit(new Event("error")));
    worker.addEventListener("message", ({ data }) => {
      if (data?.lantaiAsks) this.answer(worker, data);
      else this.emit(new MessageEvent("message", { data }));
    });
    for (const [data, transfer] of this.waiting) worker.postMessage(data, transfer);
    this.worker = worker;
  }

  async answer(worker, { lantaiAsks, address }) {
    const answer = await fetch(address);
    const bytes = answer.ok ? await answer.arrayBuffer() : null;
    worker.postMessage({ lantaiAnswers: lantaiAsks, bytes }, bytes ? [bytes] : []);
  }

  emit(event) {
    this[`on${event.type}`]?.(event);
    this.dispatchEvent(event);
  }

  postMessage(data, transfer = []) {
    if (this.worker) this.worker.postMessage(data, transfer);
    else this.waiting.push([data, transfer]);
  }

  terminate() {
    this.worker?.terminate();
  }
}
