import { expect, test } from "vitest";
import { presentCalibration } from "./present-calibration.ts";
import { sampleCalibration, sampleSetup } from "./testing.ts";

test("DOC-3 the test sheet shows the folds, both windows and the correction in use", () => {
  const setup = { ...sampleSetup("double-10"), nudge: { rightMm: 1.5, downMm: -0.5 } };
  const print = presentCalibration(sampleCalibration(setup));
  expect(print.fold.perforationMm).toBe(190.5);
  expect(print.boxes).toHaveLength(2);
  expect(print.seen).toHaveLength(2);
  expect(print.letter.facts).toContainEqual({
    label: "Nudge right / down",
    value: "+1.5 / \u22120.5 mm",
  });
  expect(print.steps.join(" ")).toContain("steps of 0.5 mm");
});

test("DOC-3 the test sheet carries an invented address, never a patient's", () => {
  const print = presentCalibration(sampleCalibration());
  expect(print.letter.address.lines[0]?.text).toBe("Alex Sample");
});
