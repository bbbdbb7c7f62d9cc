/**
 * The kit gallery in a browser, served with the very headers both hosts send (control 4). Every
 * test fails if the page reports an error or asks the network for anything outside.
 */
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync, rmdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

const project = join(import.meta.dirname, "../..");
const built = join(project, "dist/gallery");

type Gallery = {
  /** Opens a scene: `controls`, `table`, `dialog`, `frame` … with further parameters. */
  open(scene: string, parameters?: Readonly<Record<string, string>>): Promise<void>;
  /** What the page complained about so far: console errors and uncaught faults. */
  readonly complaints: string[];
};

export const test = base.extend<{ gallery: Gallery }, { galleryAddress: string }>({
  galleryAddress: [
    async ({}, use) => {
      await buildIfStale();
      const headers = await import(pathToFileURL(join(project, "office/http/headers.ts")).href);
      const server = serve(headers.securityHeaders);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.closeAllConnections();
      server.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  gallery: async ({ page, galleryAddress }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(galleryAddress)) complaints.push(`asked for ${request.url()}`);
    });
    await use({
      open: async (scene, parameters = {}) => {
        const search = new URLSearchParams({ scene, ...parameters });
        await page.goto(`${galleryAddress}/?${search.toString()}`);
        await page.locator("h1").first().waitFor();
        // Figures and widths are measured in the real typeface.
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
      },
      complaints,
    });
    expect(complaints).toEqual([]);
  },
});

/** No violation of WCAG 2.2 AA or good practice, and no text the same colour as its ground (UI-10). */
export async function expectAccessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const violations = result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
  );
  // Axe is not sure about text that is exactly as its ground; a reader is.
  const invisible = result.incomplete.flatMap(({ nodes }) =>
    nodes
      .filter((node) =>
        [...node.any, ...node.all].some((check) => hasKey(check.data, "equalRatio")),
      )
      .map((node) => `invisible: ${node.html.slice(0, 160)}`),
  );
  expect([...violations, ...invisible]).toEqual([]);
}

function hasKey(data: unknown, key: string): boolean {
  return (
    typeof data === "object" && data !== null && "messageKey" in data && data.messageKey === key
  );
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

function serve(headers: Readonly<Record<string, string>>) {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://gallery");
    if (pathname === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const file = join(built, pathname === "/" ? "index.html" : pathname);
    if (!file.startsWith(built) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      ...headers,
      "content-type": mediaTypes[extname(file)] ?? "application/octet-stream",
    });
    response.end(readFileSync(file));
  });
}

/**
 * `npm test` has built it already; by hand, the first worker builds and the other waits.
 * GALLERY_AS_BUILT=1 takes it as it stands, while sources are being changed.
 */
async function buildIfStale(): Promise<void> {
  if (process.env["GALLERY_AS_BUILT"] === "1") return;
  const lock = join(project, "dist/.gallery-is-being-built");
  mkdirSync(join(project, "dist"), { recursive: true });
  const started = Date.now();
  while (!takeLock(lock)) {
    if (Date.now() - started > 90_000) throw new Error(`${lock} was left behind: remove it`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    const builds = await import(pathToFileURL(join(project, "build/setup/builds.mjs")).href);
    const { failed } = await builds.ensureBuilt(["gallery"]);
    expect(failed).toEqual([]);
  } finally {
    rmdirSync(lock);
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
