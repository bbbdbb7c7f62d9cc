import { request } from "node:http";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openTestOffice, setUpPractice, type TestOffice } from "../testing.ts";
import { openHttp, openSocket } from "../transport/testing.ts";
import { startHost, type Host } from "./server.ts";

let house: TestOffice;
let host: Host;
beforeEach(async () => {
  house = await openTestOffice();
  const pages = join(house.dataDir, "pages");
  mkdirSync(join(pages, "assets"), { recursive: true });
  writeFileSync(join(pages, "index.html"), "<!doctype html><title>Perennial</title>");
  writeFileSync(join(pages, "assets", "app-Ab12Cd34.js"), "export {};");
  writeFileSync(join(pages, "assets", "app-Ab12Cd34.js.map"), "{}");
  writeFileSync(join(pages, "secret.db"), "secret");
  writeFileSync(join(house.dataDir, "outside.txt"), "secret");
  host = await startHost({ office: house.office, port: 0, pages });
});
afterEach(async () => {
  await host.close();
  await house.dispose();
});

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** A request with exactly these headers, which fetch would not let us forge. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET", body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port: host.port, path, method, headers: { host: `127.0.0.1:${host.port}`, ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (piece: string) => (text += piece));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

const cookieOf = (answer: Answer): string => (answer.headers["set-cookie"]?.[0] ?? "").split(";")[0] ?? "";

test("control 4 every page and file carries the policy and the other security headers", async () => {
  for (const path of ["/", "/assets/app-Ab12Cd34.js", "/nothing", "/openapi.json", "/rpc/app/status"]) {
    const { headers } = await ask(path);
    expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self';");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  }
});

test("the page is served fresh, hashed files may be kept for ever, an unchanged page is not sent twice", async () => {
  const page = await ask("/");
  expect(page).toMatchObject({ status: 200, body: "<!doctype html><title>Perennial</title>" });
  expect(page.headers["cache-control"]).toBe("no-cache");
  expect((await ask("/assets/app-Ab12Cd34.js")).headers["cache-control"]).toContain("immutable");
  expect(await ask("/", { "if-none-match": String(page.headers["etag"]) })).toMatchObject({ status: 304, body: "" });
  expect(await ask("/", {}, "HEAD")).toMatchObject({ status: 200, body: "" });
});

describe("S8 nothing but the built files is served", () => {
  test.each([
    "/../outside.txt",
    "/..%2foutside.txt",
    "/%2e%2e/outside.txt",
    "/assets/../../outside.txt",
    "/secret.db",
    "/assets/app-Ab12Cd34.js.map",
    "/assets",
    "//127.0.0.1/",
    "/index.html%00",
    "/practices/maple-street-dental/practice.db",
    "\\..\\outside.txt",
  ])("%s", async (path) => {
    const { status, body } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain("secret");
  });
});

describe("a page elsewhere cannot reach the office by another name (DNS rebinding)", () => {
  test.each([
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1",
    "127.0.0.1:80",
    "localhost.evil.example:PORT",
    "[::1]:PORT",
    "0.0.0.0:PORT",
  ])("Host: %s", async (name) => {
    const answer = await ask("/", { host: name.replace("PORT", String(host.port)) });
    expect(answer.status).toBe(421);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  test.each(["127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT"])("Host: %s is ours", async (name) => {
    expect((await ask("/", { host: name.replace("PORT", String(host.port)) })).status).toBe(200);
  });
});

describe("calls by HTTP come from our own pages only", () => {
  const status = '{"json":{}}';
  const good = async () => ({
    cookie: cookieOf(await ask("/")),
    origin: host.address,
    "x-perennial": "1",
    "content-type": "application/json",
    "content-length": String(status.length),
  });

  test("a call of our page is answered", async () => {
    const answer = await ask("/rpc/app/status", await good(), "POST", status);
    expect(answer.status).toBe(200);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(JSON.parse(answer.body)).toMatchObject({ json: { practice: null } });
  });

  test.each<[what: string, change: Record<string, string>, status: number]>([
    ["from another site", { origin: "http://evil.example" }, 403],
    ["from another port of this computer", { origin: "http://127.0.0.1:1" }, 403],
    ["from a file", { origin: "null" }, 403],
    ["across sites", { "sec-fetch-site": "cross-site" }, 403],
    ["from another port, as the browser says", { "sec-fetch-site": "same-site" }, 403],
    ["with a cookie that is not ours", { cookie: "perennial-1=abc" }, 401],
    ["that is too large", { "content-length": "8000001" }, 413],
  ])("a call %s is refused", async (_, change, expected) => {
    const answer = await ask("/rpc/app/status", { ...(await good()), ...change }, "POST", status).catch(() => ({ status: expected }));
    expect(answer.status).toBe(expected);
  });

  test.each([["x-perennial", 403], ["cookie", 401]])("a call without %s is refused", async (name, expected) => {
    const headers: Record<string, string> = await good();
    delete headers[name];
    expect((await ask("/rpc/app/status", headers, "POST", status)).status).toBe(expected);
  });

  test("a call that does not say how long it is, a GET, and an unknown operation are refused", async () => {
    const { "content-length": _, ...open } = await good();
    expect((await ask("/rpc/app/status", { ...open, "transfer-encoding": "chunked" }, "POST", status)).status).toBe(411);
    expect((await ask("/rpc/app/status?data=%7B%7D", await good())).status).toBe(403);
    expect((await ask("/rpc/app/nothing", await good(), "POST", status)).status).toBe(404);
  });

  test("F-18 a body that cannot be read is INVALID like any other input", async () => {
    const answer = await ask("/rpc/app/status", { ...(await good()), "content-length": "5" }, "POST", "{oops");
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ json: { code: "INVALID", data: { fields: [{ problem: "cannot be read" }] } } });
  });

  test("methods that change things elsewhere are not known here", async () => {
    for (const method of ["PUT", "DELETE", "OPTIONS", "PATCH"]) expect((await ask("/", {}, method)).status).toBe(405);
  });
});

describe("sockets come from our own pages only", () => {
  const open = (headers: Record<string, string>, path = "/rpc") =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
      socket.on("open", () => (socket.close(), resolve(101)));
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
      socket.on("error", () => resolve(0));
    });

  test("the right page is let in, others are not", async () => {
    const origin = host.address;
    expect(await open({ origin })).toBe(101);
    expect(await open({})).toBe(403);
    expect(await open({ origin: "http://evil.example" })).toBe(403);
    expect(await open({ origin: "http://localhost:1" })).toBe(403);
    expect(await open({ origin: `http://localhost:${host.port}` })).toBe(403);
    expect(await open({ origin, host: `evil.example:${host.port}` })).toBe(403);
    expect(await open({ origin }, "/other")).toBe(403);
  });

  test("a frame over 8 MB ends the line", async () => {
    const line = await openSocket(host);
    line.garbage("x".repeat(8_000_001));
    await line.closed;
  });
});

test("control 62 the cookie is unreadable to scripts, stays on this site, and is given once", async () => {
  const first = await ask("/");
  expect(first.headers["set-cookie"]?.[0]).toMatch(
    new RegExp(`^perennial-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
  );
  const again = await ask("/", { cookie: cookieOf(first) });
  expect(again.headers["set-cookie"]).toBeUndefined();
});

test("DSK-13 the OpenAPI document is for signed-in people, lists every operation, and its addresses answer", async () => {
  const jar = { cookie: "" };
  const client = await openHttp(host, jar);
  expect((await ask("/openapi.json", { cookie: jar.cookie })).status).toBe(401);
  await setUpPractice({ client } as never);
  const answer = await ask("/openapi.json", { cookie: jar.cookie });
  expect(answer.status).toBe(200);
  const document = JSON.parse(answer.body) as { paths: Record<string, { post?: { responses: Record<string, unknown> } }> };
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(["/patients/search", "/payments/take", "/staff/list"]));
  expect(Object.keys(document.paths["/staff/list"]?.post?.responses ?? {})).toEqual(expect.arrayContaining(["200", "401", "403", "422", "423"]));
  const list = await ask(
    "/api/staff/list",
    { cookie: jar.cookie, "x-perennial": "1", "content-type": "application/json", "content-length": "2" },
    "POST",
    "{}",
  );
  expect(list.status).toBe(200);
  expect(JSON.parse(list.body)).toMatchObject([{ username: "priya" }]);
});

test("a port that is taken is a refusal with the port", async () => {
  await expect(startHost({ office: house.office, port: host.port, pages: "none" })).rejects.toMatchObject({
    code: "port_in_use",
    facts: { port: host.port },
  });
});

test("without built screens the page says what to do", async () => {
  const bare = await startHost({ office: house.office, port: 0, pages: join(house.dataDir, "nowhere") });
  const page = await fetch(bare.address);
  expect(await page.text()).toContain("npm start");
  await bare.close();
});
