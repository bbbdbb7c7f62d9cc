/**
 * The files the app's pages are made of, read once into memory (control 3): a request is a look-up
 * in a map, so no path of a request ever touches the disk.
 */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { securityHeaders } from "#office/http/headers.ts";
import { appHost, appOrigin } from "./origin.ts";

interface AppFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Built files have one of these endings; others, such as source maps, are not served. */
const mediaTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

export class AppFiles {
  private readonly files = new Map<string, AppFile>();
  private lastPrint = 0;

  /** Reads every built file below `folder`; a page `index.html` is also found under `/`. */
  static read(folder: string): AppFiles {
    const files = new AppFiles();
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const type = mediaTypes[extname(entry.name)];
      if (!entry.isFile() || type === undefined) continue;
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(folder.length).split(sep).join("/");
      const bytes = new Uint8Array(readFileSync(path));
      files.files.set(name, { bytes, headers: { ...securityHeaders, "content-type": type } });
    }
    const index = files.files.get("/index.html");
    if (index !== undefined) files.files.set("/", index);
    return files;
  }

  /**
   * Puts a PDF under an address of its own until `withdraw`. It goes without our policy, which
   * would keep the built-in viewer from showing it; a PDF runs no script of a page.
   */
  publishPdf(bytes: Uint8Array): string {
    const { "content-security-policy": _policy, ...headers } = securityHeaders;
    const name = `/print/${++this.lastPrint}.pdf`;
    this.files.set(name, {
      bytes: new Uint8Array(bytes),
      headers: { ...headers, "content-type": "application/pdf", "cache-control": "no-store" },
    });
    return appOrigin + name;
  }

  withdraw(url: string): void {
    this.files.delete(new URL(url).pathname);
  }

  /** The answer to a request of our scheme: a file of the list, or a status without content. */
  answer({ method, url }: { readonly method: string; readonly url: string }): Response {
    if (method !== "GET" && method !== "HEAD") return empty(405);
    const { host, pathname } = new URL(url);
    const file = host === appHost ? this.files.get(pathname) : undefined;
    if (file === undefined) return empty(404);
    return new Response(method === "HEAD" ? null : file.bytes, { headers: file.headers });
  }
}

function empty(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
