import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSignature, isDrawn, signatureLimits, signaturePath, signatureSheet, signatureSvg, type DrawnSignature } from "./signature.ts";

const drawn = (...strokes: number[][]): DrawnSignature => ({ kind: "drawn", ...signatureSheet, strokes });

describe("MEM-8 what counts as a signature", () => {
  test("MEM-8 strokes with some ink are kept as they were drawn", () => {
    const signature = drawn([10, 100, 60, 20, 120, 140], [130, 60]);
    expect(checkSignature(signature, "Rosa Lee")).toEqual(signature);
  });

  test.each<[what: string, signature: DrawnSignature, why: string]>([
    ["nothing drawn", drawn(), "empty"],
    ["a slip of the pen", drawn([10, 10, 14, 12], [300, 100]), "empty"],
    ["a point beside the sheet", drawn([10, 10, 1201, 60]), "off_sheet"],
    ["a point above the sheet", drawn([10, -1, 100, 60]), "off_sheet"],
    ["half a point", drawn([10, 10, 100]), "off_sheet"],
    ["a stroke without a point", drawn([], [10, 10, 100, 60]), "off_sheet"],
    ["more strokes than anybody draws", drawn(...Array.from({ length: signatureLimits.strokes + 1 }, () => [0, 0, 50, 50])), "too_much"],
  ])("MEM-8 %s is refused", (_, signature, why) => {
    expect(() => checkSignature(signature, "Rosa Lee")).toThrow(expect.objectContaining({ code: "signature_wrong", facts: { why } }));
  });

  test.each([
    ["Rosa Lee", true],
    ["  rosa   LEE ", true],
    ["Rosa", false],
    ["", false],
  ])("MEM-8 the name %j typed by Rosa Lee: %j", (name, signs) => {
    const check = () => checkSignature({ kind: "typed", name }, "Rosa Lee");
    if (signs) expect(check()).toEqual({ kind: "typed", name: name.trim() });
    else expect(check).toThrow(expect.objectContaining({ code: "signature_wrong", facts: { why: "other_name" } }));
  });
});

test("MEM-8 the picture goes through every stroke's first and last point", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(200), { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 5 }), (lines) => {
      const strokes = lines.map((line) => line.flatMap((at) => [at, 200 - at]));
      const path = signaturePath({ strokes });
      for (const stroke of strokes) {
        expect(path).toContain(`M${stroke[0]} ${stroke[1]}`);
        if (stroke.length > 2) expect(path).toContain(`L${stroke.at(-2)} ${stroke.at(-1)}`);
      }
      expect(path).toMatch(/^[MQLh0-9. ]+$/);
    }),
  );
});

test("MEM-8 the same strokes are the same picture, and other strokes another", () => {
  const one = drawn([0, 0, 100, 50]);
  expect(signatureSvg(one)).toBe(signatureSvg(drawn([0, 0, 100, 50])));
  expect(signatureSvg(one)).not.toBe(signatureSvg(drawn([0, 0, 100, 51])));
  expect(isDrawn(one)).toBe(true);
  expect(isDrawn(drawn([5, 5]))).toBe(false);
});
