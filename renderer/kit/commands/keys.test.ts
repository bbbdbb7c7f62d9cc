import { expect, test } from "vitest";
import { completes, isPlain, keysWords, pressText, type Press } from "./keys.ts";

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, held: Partial<Press> = {}): Press => ({ ...none, key, ...held });

test("UI-5 Ctrl on Windows and ⌘ on a Mac are the same shortcut", () => {
  expect(pressText(press("k", { ctrlKey: true }), false)).toBe("mod+k");
  expect(pressText(press("k", { metaKey: true }), true)).toBe("mod+k");
  expect(pressText(press("k", { ctrlKey: true }), true)).toBeUndefined();
  expect(pressText(press("K", { ctrlKey: true, shiftKey: true }), false)).toBe("mod+shift+k");
  expect(pressText(press("?", { shiftKey: true }), false)).toBe("?");
  expect(pressText(press("F1"), false)).toBe("F1");
  expect(pressText(press("Shift", { shiftKey: true }), false)).toBeUndefined();
});

test("UI-5 shortcuts are shown as they are pressed", () => {
  expect(keysWords("mod+k", false)).toBe("Ctrl K");
  expect(keysWords("mod+k", true)).toBe("⌘ K");
  expect(keysWords("g t", false)).toBe("G then T");
  expect(keysWords("mod+shift+Enter", false)).toBe("Ctrl Shift Enter");
});

test("UI-5 letters alone are told apart, so that typing never fires them", () => {
  expect(isPlain("?")).toBe(true);
  expect(isPlain("g t")).toBe(true);
  expect(isPlain("mod+k")).toBe(false);
  expect(isPlain("F1")).toBe(false);
});

test("UI-5 G then T goes to Today, if T follows soon", () => {
  const known = ["mod+k", "g t", "g p"];
  const first = completes(known, null, "g", 1000);
  expect(first).toEqual({ done: undefined, pending: { keys: "g", at: 1000 } });
  expect(completes(known, first.pending, "t", 1500)).toEqual({ done: "g t", pending: null });
  expect(completes(known, first.pending, "t", 9000)).toEqual({ done: undefined, pending: null });
  expect(completes(known, first.pending, "x", 1500)).toEqual({ done: undefined, pending: null });
  expect(completes(known, first.pending, "mod+k", 1500).done).toBe("mod+k");
});
