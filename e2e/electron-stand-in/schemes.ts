/**
 * Custom schemes. Stock Chromium has no `app://`, so a page of a registered scheme really lives at
 * an https address of a reserved name and is answered by the scheme's handler; the main process
 * only ever sees the scheme's own addresses.
 */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

type Handler = (request: Request) => Response | Promise<Response>;

const suffix = "electron-stand-in.test";
const registered = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    for (const { scheme } of schemes) registered.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    registered.add(scheme);
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
};

/** The address Chromium is given for an address of the app. */
export function toWeb(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i, (whole, scheme: string, host: string) =>
    registered.has(scheme) ? `https://${host === "" ? "x" : host}.${scheme}.${suffix}` : whole,
  );
}

/** The address the app knows for an address of Chromium. */
export function fromWeb(url: string): string {
  return url.replace(
    /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.electron-stand-in\.test/i,
    (_whole, host: string, scheme: string) => `${scheme}://${host}`,
  );
}

/** Answers a request of a registered scheme, or undefined when the address is of no such scheme. */
export async function answer(request: Request): Promise<Response | undefined> {
  const scheme = request.url.slice(0, request.url.indexOf(":"));
  if (!registered.has(scheme)) return undefined;
  const handler = handlers.get(scheme);
  if (handler === undefined) return new Response(null, { status: 404 });
  return handler(request);
}

const mediaTypes: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

export const net = {
  /** Node's fetch, and files, which Electron's `net.fetch` reads too. */
  async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    const url = typeof input === "string" ? input : input.url;
    if (!url.startsWith("file:")) return fetch(input, init);
    const file = fileURLToPath(url);
    const type = mediaTypes[extname(file)] ?? "application/octet-stream";
    try {
      return new Response(await readFile(file), { headers: { "content-type": type } });
    } catch {
      return new Response(null, { status: 404 });
    }
  },
  isOnline: () => true,
};
