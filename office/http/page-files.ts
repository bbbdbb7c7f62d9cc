/**
 * The built files of the app's pages, read once into memory (control 3): a request is a look-up in a
 * map, so that no path of a request ever touches the disk.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { securityHeaders } from "./headers.ts";

export type PageFile = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };

const mediaTypes: ReadonlyMap<string, string> = new Map([
  [".css", "text/css; charset=utf-8"],
  [".html", "text/html; charset=utf-8"],
  [".ico", "image/x-icon"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".png", "image/png"],
  [".svg", "image/svg+xml"],
  [".txt", "text/plain; charset=utf-8"],
  [".wasm", "application/wasm"],
  [".webp", "image/webp"],
  [".woff2", "font/woff2"],
]);

const notBuilt = `<!doctype html><html lang="en"><title>Perennial</title>
<p>The screens are not built yet. Stop Perennial and start it with <code>npm start</code>.</p></html>`;

/** Every file below a folder that a page may ask for, by its path; `/` is the page itself. */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const type = mediaTypes.get(extname(entry.name));
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join("/")}`, pageFile(await readFile(path), type, entry.name));
  }
  files.set("/", files.get("/index.html") ?? pageFile(Buffer.from(notBuilt), "text/html; charset=utf-8", "index.html"));
  return files;
}

function pageFile(body: Buffer, type: string, name: string): PageFile {
  // The build puts a hash into the names of everything but the page itself.
  const isHashed = /[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(name);
  return {
    body,
    headers: {
      ...securityHeaders,
      "content-type": type,
      "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
      etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    },
  };
}
