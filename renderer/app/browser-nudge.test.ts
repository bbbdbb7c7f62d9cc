import { expect, test } from "vitest";
import { keepBrowserNudge, readBrowserNudge } from "./browser-nudge.ts";

const storage = () => {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
};

test("DOC-3 a browser keeps one correction, for the printer behind it", () => {
  const kept = storage();
  expect(readBrowserNudge(kept)).toEqual({ rightMm: 0, downMm: 0 });
  keepBrowserNudge(kept, { rightMm: -1.5, downMm: 2 });
  expect(readBrowserNudge(kept)).toEqual({ rightMm: -1.5, downMm: 2 });
});

test.each(["", "{", "null", '{"rightMm":99,"downMm":0}', '{"rightMm":0.1,"downMm":0}', "[1,2]"])("DOC-3 what is not ours any more (%j) corrects nothing", (text) => {
  expect(readBrowserNudge({ getItem: () => text })).toEqual({ rightMm: 0, downMm: 0 });
});
