import { expect, test, vi } from "vitest";

vi.mock("electron", () => ({ app: {}, dialog: {}, BrowserWindow: class {} }));
const { whyNotSaved } = await import("./printing.ts");

test.each(["ENOSPC", "EBUSY", "EACCES", "EPERM", "EROFS", "ENOENT", "EISDIR", undefined])(
  "F-17 a file that cannot be saved (%s) is told with what to do next, without the code",
  (code) => {
    const sentence = whyNotSaved(code);
    expect(sentence).toMatch(/ (again|folder|place)/);
    if (code !== undefined) expect(sentence).not.toContain(code);
  },
);

test("F-17 a full disk, an open file and a forbidden folder have each their own words", () => {
  const words = new Set(["ENOSPC", "EBUSY", "EACCES", "ENOENT"].map(whyNotSaved));
  expect(words.size).toBe(4);
});
