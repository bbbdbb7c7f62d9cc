import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "#office/http/headers.ts";
import { AppFiles } from "./app-files.ts";

let home: string;
let files: AppFiles;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "perennial-files-"));
  const folder = join(home, "renderer");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "assets", "app-1a2b.js"), "run()");
  writeFileSync(join(folder, "assets", "app-1a2b.js.map"), "{}");
  writeFileSync(join(home, "secret.txt"), "the key");
  files = await AppFiles.read(folder);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const get = (url: string, method = "GET") => files.answer({ url, method });

test("control 3 a built file is served with its type, the page also under /", async () => {
  const script = get("app://perennial/assets/app-1a2b.js");
  expect(script.status).toBe(200);
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(await script.text()).toBe("run()");
  expect(await get("app://perennial/").text()).toBe("<!doctype html>");
  expect(await get("app://perennial/index.html?x=1#/today").text()).toBe("<!doctype html>");
});

test.each([
  "app://perennial/../secret.txt",
  "app://perennial/%2e%2e/secret.txt",
  "app://perennial/%252e%252e/secret.txt",
  "app://perennial/..%2fsecret.txt",
  "app://perennial/..\\secret.txt",
  "app://perennial/assets/../../secret.txt",
  "app://perennial//secret.txt",
  "app://perennial/assets/",
  "app://perennial/assets",
  "app://perennial/INDEX.HTML",
  "app://perennial/index.html/",
  "app://perennial/index.html%00",
  "app://perennial/assets/app-1a2b.js.map",
  "app://perennial/__proto__",
  "app://perennial/constructor",
  "app://perennial.evil/index.html",
  "app://perennial:80/index.html",
  "app://other/index.html",
])("control 3 %s is not a file of the list", async (url) => {
  const response = get(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe("");
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])("control 3 %s is not answered", (method) => {
  expect(get("app://perennial/", method).status).toBe(405);
});

test("control 4 every answer carries the policy and the other headers, found or not", () => {
  for (const url of ["app://perennial/", "app://perennial/none"]) {
    const { headers } = get(url);
    for (const [name, value] of Object.entries(securityHeaders))
      expect(headers.get(name)).toBe(value);
  }
});

test("control 4 the policy lets in scripts of our own only, with one Trusted Types policy", () => {
  const directives = contentSecurityPolicy.split("; ");
  expect(directives).toContain("default-src 'none'");
  expect(directives).toContain("script-src 'self'");
  expect(directives).toContain("connect-src 'self'");
  expect(directives).toContain("require-trusted-types-for 'script'");
  expect(directives).toContain("trusted-types perennial");
  expect(directives.filter((directive) => directive.includes("unsafe"))).toEqual([
    "style-src 'self' 'unsafe-inline'",
  ]);
});

test("a PDF to print is there until it is withdrawn, and never in a cache", async () => {
  const url = files.publishPdf(Buffer.from("%PDF-1.7"));
  const response = get(url);
  expect(response.headers.get("content-type")).toBe("application/pdf");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.text()).toBe("%PDF-1.7");
  expect(files.publishPdf(Buffer.from("%PDF-1.7"))).not.toBe(url);
  files.withdraw(url);
  expect(get(url).status).toBe(404);
});
