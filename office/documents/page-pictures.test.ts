import { afterAll, describe, expect, test, vi } from "vitest";
import { sampleNotice, sampleStatement } from "#domain/statements/testing.ts";
import { openDocumentRenderer } from "./renderer.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const documents = openDocumentRenderer();
afterAll(() => documents.close());

const viewBoxOf = (svg: string): string | undefined => /^<svg viewBox="([^"]*)"/u.exec(svg)?.[1];
const glyphsOf = (svg: string): number => [...svg.matchAll(/<use\b/gu)].length;

describe("DOC-8 a page as a picture", () => {
  test("DOC-8 a letter is one picture of its sheet, white below, with letters as outlines", async () => {
    const { pictures, pages, missing } = await documents.picture("notice", sampleNotice(), 3);
    expect([pages, pictures.length, missing]).toEqual([1, 1, []]);
    const [svg = ""] = pictures;
    expect(viewBoxOf(svg)).toBe("0 0 612 792");
    expect(svg).toContain('<rect x="0" y="0" width="612" height="792" fill="white"/>');
    expect(svg.trimEnd().endsWith("</svg>")).toBe(true);
    expect(glyphsOf(svg)).toBeGreaterThan(500);
  });

  test("DOC-8 nothing in it can run or ask for anything from elsewhere", async () => {
    const { pictures } = await documents.picture("notice", sampleNotice({ body: "<script>alert(1)</script> & <image href='http://example.com/a.png'/>" }), 1);
    const [svg = ""] = pictures;
    expect(svg).not.toMatch(/<script|<foreignObject|on\w+=|javascript:/iu);
    const addresses = [...svg.matchAll(/(?:href|src|url)\s*[=(]\s*["']?([^"')\s]+)/giu)].map(([, address = ""]) => address);
    expect(addresses.filter((address) => !address.startsWith("#") && !address.startsWith("data:image/"))).toEqual([]);
  });

  test("DOC-8 a long text has a picture for each page, as many as are asked for, each of its own place", async () => {
    const body = "Word after word. ".repeat(600);
    const all = await documents.picture("notice", sampleNotice({ body }), 10);
    expect(all.pages).toBeGreaterThan(2);
    expect(all.pictures).toHaveLength(all.pages);
    expect(all.pictures.map(viewBoxOf)).toEqual(all.pictures.map((_, index) => `0 ${index * 792} 612 792`));
    const two = await documents.picture("notice", sampleNotice({ body }), 2);
    expect([two.pages, two.pictures.length]).toEqual([all.pages, 2]);
  });

  test("DOC-8 it follows the words: another text is another picture, the same one has as many letters", async () => {
    const first = await documents.picture("notice", sampleNotice(), 1);
    const other = await documents.picture("notice", sampleNotice({ subject: "Another heading" }), 1);
    const again = await documents.picture("notice", sampleNotice(), 1);
    expect(other.pictures[0]).not.toBe(first.pictures[0]);
    expect(glyphsOf(again.pictures[0] ?? "")).toBe(glyphsOf(first.pictures[0] ?? ""));
  });

  test("DOC-4 a statement with its slip and code; what a PDF says of missing characters, a picture says too", async () => {
    const { pictures } = await documents.picture("statement", sampleStatement(), 1);
    expect(pictures[0]).toContain("data:image/svg+xml");
    const odd = await documents.picture("notice", sampleNotice({ subject: "Hello \u{10FFFD}" }), 1);
    expect(odd.missing.length).toBe(1);
  });

  test("DOC-5 a document that is too long is refused as its PDF would be, and a signal ends the wait", async () => {
    const lines = Array.from({ length: 2001 }, () => sampleStatement().lines[0]).flatMap((line) => line ?? []);
    await expect(documents.picture("statement", sampleStatement({ lines }), 1)).rejects.toMatchObject({ code: "document_too_long" });
    const stop = new AbortController();
    stop.abort(new Error("nobody looks any more"));
    await expect(documents.picture("notice", sampleNotice(), 1, stop.signal)).rejects.toThrow("nobody looks any more");
    expect((await documents.render("notice", sampleNotice())).pages).toBe(1);
  });
});
