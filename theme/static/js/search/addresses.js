// Addresses of the site as URLs on this host, wherever that is.

/** The folder of the site, wherever it is hosted. */
export const root = new URL("../../../../", import.meta.url);

/** A site-absolute address as a URL on this host. Characters with a meaning in URLs are escaped. */
export function urlOf(address) {
  const [path, ...fragment] = address.replace(/^\//, "").split("#");
  const escaped = path.split("/").map(encodeURIComponent).join("/");
  const url = new URL(escaped || "./", root);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html"; // no server adds it
  if (fragment.length) url.hash = encodeURIComponent(fragment.join("#"));
  return url.href;
}
