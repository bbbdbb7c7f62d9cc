import fc from "fast-check";
import { expect, test } from "vitest";
import { repairText } from "./damaged-text.ts";

test.each([
  ["JosÃ©", "José"],
  ["BeltrÃ¡n716", "Beltrán716"],
  ["Ãngel", undefined],
  ["Ã\u0081ngel", "Ángel"],
  ["NuÃ±ez Oâ€™Brien", "Nuñez O’Brien"],
  ["Äáº·ng", undefined],
  ["Ä\u0090áº·ng", "Đặng"],
  ["â€“", "–"],
])("PPL-17 %j is repaired to %j", (damaged, repaired) => {
  expect(repairText(damaged)).toBe(repaired);
});

test.each([
  "José",
  "JOÃO",
  "Ana",
  "",
  "Łukasz Ã©",
  "Müller",
  "Ñandú",
  "São Tomé",
  "Đặng Thị",
  "£5 — 10 €",
])("PPL-17 %j is not damaged", (text) => {
  expect(repairText(text)).toBeUndefined();
});

test("PPL-17 whatever was read with the wrong encoding once comes back whole", () => {
  const wrong = new TextDecoder("windows-1252");
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(..."aeéñüßøłđ王ệ’–".split("")),
        minLength: 1,
        maxLength: 20,
      }),
      (text) => {
        const damaged = wrong.decode(new TextEncoder().encode(text));
        expect(repairText(damaged)).toBe(damaged === text ? undefined : text);
      },
    ),
  );
});
