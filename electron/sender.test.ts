import { expect, test } from "vitest";
import { isOurPage, type Sender } from "./sender.ts";

type Frame = { origin: string; parent: Frame | null; detached: boolean };

const top: Frame = { origin: "app://perennial", parent: null, detached: false };
const ours = { isDestroyed: () => false };

function isAccepted(frame: Frame | null, sender: Sender["sender"] = ours): boolean {
  const event = { sender, senderFrame: frame } as unknown as Sender;
  return isOurPage(event, (contents) => contents === ours);
}

test("control 10 the top frame of our window on our origin may speak", () => {
  expect(isAccepted(top)).toBe(true);
});

test.each([
  "null",
  "",
  "file://",
  "http://perennial",
  "https://perennial",
  "http://127.0.0.1:4310",
  "app://perennial.evil",
  "app://perennial@evil",
  "app://evil",
  "app://perennial:80",
  "app://Perennial",
  "app://perennial/",
  "devtools://devtools",
  "chrome-extension://perennial",
])("control 10 the origin %j may not speak", (origin) => {
  expect(isAccepted({ ...top, origin })).toBe(false);
});

test("control 10 a frame inside our page may not speak, even on our origin", () => {
  expect(isAccepted({ ...top, parent: top })).toBe(false);
});

test("control 10 a frame that is gone or being replaced may not speak", () => {
  expect(isAccepted(null)).toBe(false);
  expect(isAccepted({ ...top, detached: true })).toBe(false);
});

test("control 10 a window that is closed, or that the factory did not make, may not speak", () => {
  expect(isAccepted(top, { isDestroyed: () => false })).toBe(false);
  ours.isDestroyed = () => true;
  expect(isAccepted(top)).toBe(false);
  ours.isDestroyed = () => false;
});
