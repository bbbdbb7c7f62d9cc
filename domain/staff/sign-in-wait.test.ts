import { expect, test } from "vitest";
import { isDisabledAfter, waitSecondsAfter } from "./sign-in-wait.ts";

test.each([
  [0, 0],
  [4, 0],
  [5, 30],
  [6, 60],
  [7, 120],
  [8, 240],
  [9, 480],
  [10, 900],
  [11, 900],
  [5000, 900],
])("S10 after %i wrong passwords the wait is %i seconds", (tries, seconds) => {
  expect(waitSecondsAfter(tries)).toBe(seconds);
});

test("S10 a hundred wrong passwords close a sign-in, but never that of the last admin", () => {
  expect(isDisabledAfter(99, false)).toBe(false);
  expect(isDisabledAfter(100, false)).toBe(true);
  expect(isDisabledAfter(100, true)).toBe(false);
});
