import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFrame, largestFrame } from "./frames.ts";

const call = { i: "1", p: { u: "/app/status", b: { json: {} } } };
const text = (frame: unknown): string => JSON.stringify(frame);

describe("S1 what a window may send", () => {
  test.each<[what: string, frame: unknown]>([
    ["a call", call],
    ["a call with a number", { ...call, i: 7 }],
    ["a call that says what it is", { ...call, t: 1 }],
    ["a call with plain headers", { i: "1", p: { u: "/staff/list", h: { "x-a": "b", "x-list": ["a", "b"] }, m: "POST" } }],
    ["the end of a call", { i: "1", t: 4 }],
    ["a path of four", { i: "1", p: { u: "/a/b/c/d" } }],
  ])("%s", (_, frame) => {
    expect(isFrame(text(frame))).toBe(true);
  });

  test.each<[what: string, frame: unknown]>([
    ["no id", { p: call.p }],
    ["an empty id", { ...call, i: "" }],
    ["an id without end", { ...call, i: "x".repeat(61) }],
    ["half an id", { ...call, i: 1.5 }],
    ["something else than a call", { ...call, t: 2 }],
    ["an end with a call", { i: "1", t: 4, p: {}, x: 1 }],
    ["more than a call", { ...call, x: 1 }],
    ["more in the call", { i: "1", p: { ...call.p, s: 1 } }],
    ["a whole address", { i: "1", p: { u: "http://evil.example/app/status" } }],
    ["a path up", { i: "1", p: { u: "/app/../staff" } }],
    ["a path of one", { i: "1", p: { u: "/app" } }],
    ["a path of five", { i: "1", p: { u: "/a/b/c/d/e" } }],
    ["a question behind the path", { i: "1", p: { u: "/app/status?x=1" } }],
    ["figures in the path", { i: "1", p: { u: "/app/status1" } }],
    ["another method", { i: "1", p: { u: "/app/status", m: "GET" } }],
    ["a content type", { i: "1", p: { u: "/app/status", h: { "Content-Type": "multipart/form-data" } } }],
    ["a content disposition", { i: "1", p: { u: "/app/status", h: { "content-disposition": "x" } } }],
    ["a header without end", { i: "1", p: { u: "/app/status", h: { a: "x".repeat(201) } } }],
    ["a header of many", { i: "1", p: { u: "/app/status", h: { a: ["1", "2", "3", "4", "5"] } } }],
    ["a header that is no text", { i: "1", p: { u: "/app/status", h: { a: 1 } } }],
    ["a list", [call]],
    ["nothing", null],
    ["text", "hello"],
    ["a number", 1],
  ])("but not %s", (_, frame) => {
    expect(isFrame(text(frame))).toBe(false);
  });

  test("nothing that is no text, no JSON, or longer than a frame", () => {
    for (const data of [undefined, null, 1, {}, Buffer.from(text(call)), new Uint8Array(3), "", "{", `${text(call)}x`, " ".repeat(largestFrame + 1)]) expect(isFrame(data)).toBe(false);
    const longest = text({ i: "1", p: { u: "/app/status", b: "x".repeat(largestFrame - 100) } });
    expect(isFrame(longest)).toBe(true);
    expect(isFrame(longest.replace("xx", `xx${"x".repeat(200)}`))).toBe(false);
  });

  test("whatever is sent is judged without a fault, and only calls of ours pass", () => {
    const shaped = fc.record({ i: fc.anything(), t: fc.anything(), p: fc.anything() }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), shaped.map((frame) => JSON.stringify(frame) ?? "")), (data) => {
        if (!isFrame(data)) return;
        const frame = JSON.parse(data) as { i: unknown; t?: number; p?: { u?: string } };
        expect(["string", "number"]).toContain(typeof frame.i);
        if (frame.t !== 4) expect(frame.p?.u).toMatch(/^\/[A-Za-z]+(\/[A-Za-z]+){1,3}$/);
      }),
    );
  });
});
