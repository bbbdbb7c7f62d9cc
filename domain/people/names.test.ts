import fc from "fast-check";
import { expect, test } from "vitest";
import { fullName, listName, sortName } from "./names.ts";

const rosa = {
  prefix: "Dr.",
  firstName: "Rosa",
  middleName: "María",
  lastName: "Ödön",
  suffix: "Jr.",
  preferredName: "Rosie",
};

test("PPL-1 a name is said first name first and listed last name first, as typed", () => {
  expect(fullName(rosa)).toBe("Rosa María Ödön Jr.");
  expect(listName(rosa)).toBe("Ödön Jr., Rosa María");
});

test.each([
  [{ ...rosa, lastName: "", suffix: "" }, "Rosa María", "Rosa María"],
  [{ ...rosa, firstName: "", middleName: " " }, "Ödön Jr.", "Ödön Jr."],
  [{ ...rosa, firstName: "", middleName: "", lastName: "", suffix: "" }, "Rosie", "Rosie"],
  [
    { ...rosa, firstName: "小明", middleName: "", lastName: "王", suffix: "" },
    "小明 王",
    "王, 小明",
  ],
])("PPL-1 a name with parts missing leaves no stray signs", (name, said, listed) => {
  expect(fullName(name)).toBe(said);
  expect(listName(name)).toBe(listed);
});

test("PPL-1 lists sort without accents and case, and the suffix does not part a family", () => {
  const names = ["Zoe", "Álvaro", "ben", "Élan"].map((firstName) => ({
    firstName,
    middleName: "",
    lastName: "Lee",
    suffix: firstName === "ben" ? "Sr." : "",
  }));
  expect(
    names.toSorted((a, b) => (sortName(a) < sortName(b) ? -1 : 1)).map((n) => n.firstName),
  ).toEqual(["Álvaro", "ben", "Élan", "Zoe"]);
});

test("PPL-1 a sort name is well formed, without controls and short, whatever was typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (lastName) => {
      const sorted = sortName({
        firstName: "😀".repeat(100),
        middleName: "",
        lastName,
        suffix: "",
      });
      expect(sorted.isWellFormed()).toBe(true);
      expect(new TextEncoder().encode(sorted).length).toBeLessThanOrEqual(240);
      // oxlint-disable-next-line no-control-regex -- controls are exactly what is meant here.
      expect(sorted).not.toMatch(/[\u0000-\u001f"\\]/);
    }),
  );
});
