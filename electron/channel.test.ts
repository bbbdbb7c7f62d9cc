import { expect, test } from "vitest";
import { readPortRequest } from "./channel.ts";

test.each([[["window"]], [["office", "6f1c"]], [["office", "x".repeat(64)]]])(
  "control 10 %j hands over a port",
  (message) => {
    expect(readPortRequest(message)).toEqual(message);
  },
);

test.each([
  [undefined],
  [null],
  ["window"],
  [{ 0: "window", length: 1 }],
  [[]],
  [["window", "tag"]],
  [["window", undefined]],
  [["office"]],
  [["office", ""]],
  [["office", 7]],
  [["office", ["tag"]]],
  [["office", "x".repeat(65)]],
  [["office", "tag", "more"]],
  [["admin"]],
  [["__proto__", "tag"]],
])("control 10 %j is not a request for a port", (message) => {
  expect(readPortRequest(message)).toBeUndefined();
});
