import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice } from "../testing.ts";
import { openHttp, openSocket, type Jar } from "../transport/testing.ts";
import { Addresses } from "./addresses.ts";
import { cookieName, readCookie, seatCookie } from "./cookie.ts";
import { readPageFiles } from "./page-files.ts";
import { startHost, type Host } from "./server.ts";

let house: TestOffice;
let host: Host;
let pages: string;
beforeAll(async () => {
  house = await openTestOffice();
  pages = join(house.dataDir, "pages");
  mkdirSync(join(pages, "assets"), { recursive: true });
  writeFileSync(join(pages, "index.html"), "<!doctype html><title>Perennial</title>");
  writeFileSync(join(pages, "assets", "app-Ab12Cd34.js"), "export {};");
  writeFileSync(join(pages, "assets", "plain.css"), "a{}");
  writeFileSync(join(pages, "assets", "notes.md"), "secret");
  writeFileSync(join(house.dataDir, "outside.js"), "secret");
  if (process.platform !== "win32") symlinkSync(join(house.dataDir, "outside.js"), join(pages, "linked-Ab12Cd34.js"));
  host = await startHost({ office: house.office, port: 0, pages });
});
afterAll(async () => {
  await host.close();
  await house.dispose();
});

/** Sends bytes as they are and answers all that comes back before the other end hangs up. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const line = connect(host.port, "127.0.0.1");
    let answer = "";
    line.setEncoding("latin1");
    line.on("data", (piece: string) => (answer += piece));
    line.on("error", () => resolve(answer));
    line.on("close", () => resolve(answer));
    line.write(text.replaceAll("PORT", String(host.port)).replaceAll("\n", "\r\n"));
  });
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const good = "Host: 127.0.0.1:PORT\nConnection: close\n";

describe("what a browser of ours would never send", () => {
  test.each<[what: string, request: string, status: number]>([
    ["no Host at all", "GET / HTTP/1.1\nConnection: close\n\n", 400],
    ["an old HTTP without a Host", "GET / HTTP/1.0\n\n", 421],
    ["two Hosts, the first ours", `GET / HTTP/1.1\n${good}Host: evil.example\n\n`, 421],
    ["a blank Host", "GET / HTTP/1.1\nHost: \nConnection: close\n\n", 421],
    ["a Host with a user in front", "GET / HTTP/1.1\nHost: evil.example@127.0.0.1:PORT\nConnection: close\n\n", 421],
    ["a whole address of somebody else in the first line", `GET http://evil.example/ HTTP/1.1\n${good}\n`, 404],
    ["a tunnel", `CONNECT evil.example:443 HTTP/1.1\n${good}\n`, 0],
    ["a trace", `TRACE / HTTP/1.1\n${good}\n`, 405],
    ["a form", `POST / HTTP/1.1\n${good}Content-Type: application/x-www-form-urlencoded\nContent-Length: 3\n\na=1`, 405],
    ["a path of escapes", `GET /%2e%2e%2foutside.js HTTP/1.1\n${good}\n`, 404],
    ["a path with a backslash", `GET /assets\\app-Ab12Cd34.js HTTP/1.1\n${good}\n`, 404],
    ["another case of a path", `GET /Assets/app-Ab12Cd34.js HTTP/1.1\n${good}\n`, 404],
    ["a link out of the folder", `GET /linked-Ab12Cd34.js HTTP/1.1\n${good}\n`, 404],
    ["a file of a kind we do not serve", `GET /assets/notes.md HTTP/1.1\n${good}\n`, 404],
    ["a name that every object has", `GET /constructor HTTP/1.1\n${good}\n`, 404],
    ["a dot behind a file", `GET /assets/plain.css. HTTP/1.1\n${good}\n`, 404],
    ["a stream of a file", `GET /assets/plain.css::$DATA HTTP/1.1\n${good}\n`, 404],
    ["an upgrade to something else", `GET /rpc HTTP/1.1\nHost: 127.0.0.1:PORT\nConnection: Upgrade\nUpgrade: h2c\n\n`, 403],
    ["nothing of HTTP", "hello\n\n", 400],
  ])("%s", async (_, request, status) => {
    const answer = await raw(request);
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toContain("secret");
    expect(answer.toLowerCase()).not.toContain("set-cookie");
    expect(answer).not.toMatch(/at \w+ \(|node:/);
  });

  test("a question behind the path changes nothing about the file, and a page still gives a seat", async () => {
    const answer = await raw(`GET /?utm=1#x HTTP/1.1\n${good}\n`);
    expect(statusOf(answer)).toBe(200);
    expect(answer).toMatch(/set-cookie: perennial-\d+=/i);
  });

  test("a file is not a seat: only the page gives one, also when it is not sent again", async () => {
    expect(await raw(`GET /assets/plain.css HTTP/1.1\n${good}\n`)).not.toMatch(/set-cookie/i);
    const page = await raw(`GET / HTTP/1.1\n${good}\n`);
    const etag = /etag: (\S+)/i.exec(page)?.[1] ?? "";
    const again = await raw(`GET / HTTP/1.1\n${good}If-None-Match: ${etag}\n\n`);
    expect(statusOf(again)).toBe(304);
    expect(again).toMatch(/set-cookie/i);
  });

  test("HEAD says what GET would, without a byte of it; a range is answered whole", async () => {
    const [head, get] = [await raw(`HEAD /assets/plain.css HTTP/1.1\n${good}\n`), await raw(`GET /assets/plain.css HTTP/1.1\n${good}Range: bytes=0-0\n\n`)];
    const headers = (answer: string): string[] => (answer.split("\r\n\r\n")[0] ?? "").split("\r\n").filter((line) => !line.startsWith("Date:"));
    expect(headers(head)).toEqual(headers(get));
    expect(head.split("\r\n\r\n")[1]).toBe("");
    expect(get.split("\r\n\r\n")[1]).toBe("a{}");
  });
});

describe("F-18 bodies of calls", () => {
  let jar: Jar;
  beforeAll(async () => {
    jar = { cookie: "" };
    await openHttp(host, jar);
  });

  const call = (body: string, more = "", length = String(Buffer.byteLength(body))): Promise<string> =>
    raw(
      `POST /rpc/app/status HTTP/1.1\n${good}Origin: http://127.0.0.1:PORT\nX-Perennial: 1\nCookie: ${jar.cookie}\nContent-Length: ${length}\n${more === "" ? "Content-Type: application/json\n" : more}\n${body}`,
    );

  test.each<[what: string, body: string, headers: string, status: number]>([
    ["a call", '{"json":{}}', "", 200],
    ["JSON that is none", "{", "", 400],
    ["an array", "[]", "", 400],
    ["something nested deep", `{"json":${"[".repeat(5000)}${"]".repeat(5000)}}`, "", 400],
    ["a form from elsewhere", "a=1", "Content-Type: application/x-www-form-urlencoded\n", 400],
    ["plain text", '{"json":{}}', "Content-Type: text/plain\n", 400],
    ["a field too many", '{"json":{"more":1}}', "", 400],
    ["a prototype", '{"json":{"__proto__":{"admin":true}}}', "", 400],
    ["bytes that are no text", "{\"json\":{\"a\":\"\u00ff\u00fe\"}}", "", 400],
  ])("%s", async (_, body, headers, status) => {
    const answer = await call(body, headers);
    expect(statusOf(answer)).toBe(status);
    if (status === 400) expect(answer).toContain('"INVALID"');
    expect(answer).not.toMatch(/SyntaxError|Unexpected token|at \w+ \(/);
  });

  test.each(["-1", "1e9", "abc", "99999999999999999999"])("a length of %s is no length", async (length) => {
    expect([0, 400, 413]).toContain(statusOf(await call("{}", "", length)));
  });

  test("two lengths, or a length beside pieces, are no request (smuggling)", async () => {
    expect(statusOf(await call("{}", "Content-Length: 5\n"))).toBe(400);
    expect(statusOf(await call("0\r\n\r\n", "Transfer-Encoding: chunked\n"))).toBe(400);
  });

  test("the office still answers after all that", async () => {
    expect(statusOf(await call('{"json":{}}'))).toBe(200);
  });
});

describe("control 62 the cookie", () => {
  test.each<[header: string | undefined, value: string | undefined]>([
    ["perennial-4610=abc", "abc"],
    ["other=1; perennial-4610=abc; more=2", "abc"],
    ["perennial-4610=first; perennial-4610=second", "first"],
    [" perennial-4610 = abc ", "abc"],
    ["perennial-461=abc", undefined],
    ["perennial-46100=abc", undefined],
    ["xperennial-4610=abc", undefined],
    ["perennial-4610", undefined],
    ["perennial-4610=", ""],
    ["", undefined],
    [undefined, undefined],
    [`${"x=1; ".repeat(3000)}perennial-4610=abc`, undefined],
  ])("%.40j is %j", (header, value) => {
    expect(readCookie(header, cookieName(4610))).toBe(value);
  });

  test("another port's cookie shows no seat here", async () => {
    const second = await startHost({ office: house.office, port: 0, pages });
    const jar: Jar = { cookie: "" };
    await openHttp(second, jar);
    const answer = await raw(`POST /rpc/app/status HTTP/1.1\n${good}X-Perennial: 1\nCookie: ${jar.cookie}\nContent-Type: application/json\nContent-Length: 11\n\n{"json":{}}`);
    expect(statusOf(answer)).toBe(401);
    await second.close();
  });

  test("says everything that keeps it here, and nothing that keeps it longer than the browser", () => {
    const cookie = seatCookie("perennial-1", "token");
    expect(cookie).toBe("perennial-1=token; Path=/; HttpOnly; SameSite=Strict");
    expect(cookie).not.toMatch(/domain|expires|max-age/i);
  });
});

describe("control 3 the files are read once", () => {
  test("what is put beside them later, or taken away, changes nothing", async () => {
    writeFileSync(join(pages, "later.js"), "secret");
    expect(statusOf(await raw(`GET /later.js HTTP/1.1\n${good}\n`))).toBe(404);
  });

  test("paths are the folder's own, types are told, only names with a hash are kept for ever", async () => {
    const files = await readPageFiles(pages);
    expect([...files.keys()].toSorted()).toEqual(["/", "/assets/app-Ab12Cd34.js", "/assets/plain.css", "/index.html", "/later.js"]);
    expect(files.get("/assets/plain.css")?.headers).toMatchObject({ "content-type": "text/css; charset=utf-8", "cache-control": "no-cache" });
    expect(files.get("/assets/app-Ab12Cd34.js")?.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(files.get("/")).toBe(files.get("/index.html"));
    const etags = [...files].filter(([path]) => path !== "/").map(([, file]) => file.headers["etag"]);
    expect(new Set(etags).size).toBe(etags.length);
  });
});

describe("whose requests are ours", () => {
  const addresses = new Addresses(4610);
  const ours = "127.0.0.1:4610";
  test.each<[what: string, headers: Parameters<Addresses["mayCall"]>[0], call: boolean, page: boolean]>([
    ["a page of ours", { host: ours, origin: `http://${ours}`, "sec-fetch-site": "same-origin" }, true, true],
    ["a page under our other name", { host: "localhost:4610", origin: "http://localhost:4610" }, true, true],
    ["a page under one name calling the other", { host: ours, origin: "http://localhost:4610" }, false, false],
    ["a program", { host: ours }, true, false],
    ["a page with another scheme", { host: ours, origin: `https://${ours}` }, false, false],
    ["an address typed by hand", { host: ours, "sec-fetch-site": "none" }, false, false],
    ["a page that says it twice", { host: ours, origin: `http://${ours}`, "sec-fetch-site": ["same-origin", "same-origin"] }, false, true],
    ["a page elsewhere under our Host", { host: ours, origin: "http://evil.example:4610" }, false, false],
    ["nobody", {}, false, false],
  ])("%s", (_, headers, call, page) => {
    expect([addresses.mayCall(headers), addresses.isOurPage(headers)]).toEqual([call, page]);
  });
});

test("DSK-1 two browsers are two desks: one signs in, the other stays outside, and hears nothing of patients", async () => {
  const [here, there] = [await openSocket(host), await openSocket(host)];
  await setUpPractice({ client: here.client } as never);
  expect((await there.client.app.status({})).session).toBeNull();
  await expect(there.client.patients.count({})).rejects.toMatchObject({ code: "SIGNED_OUT" });
  const stream = await there.client.events.subscribe({});
  await stream.next();
  await here.client.staff.add({ requestId: newRequestId(), name: "Ana", username: "ana", role: "biller", password: testPassword });
  await here.client.sessions.lock({ requestId: newRequestId() });
  expect(await stream.next()).toMatchObject({ value: { topics: ["status"] } });
  await stream.return?.();
  await here.drop();
  await there.drop();
});
