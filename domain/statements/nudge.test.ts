import { expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { requireNudge } from "./nudge.ts";

test("DOC-3 a printer is corrected in steps of half a millimetre", () => {
  expect(requireNudge(0.5, -3)).toEqual({ rightMm: 0.5, downMm: -3 });
  expect(requireNudge(-0, 10)).toEqual({ rightMm: 0, downMm: 10 });
});

test.each([
  [0.3, 0],
  [0, 10.5],
  [-11, 0],
  [Number.NaN, 0],
])("DOC-3 a correction of %s / %s mm is refused", (x, y) => {
  expect(() => requireNudge(x, y)).toThrow(Refusal);
});
