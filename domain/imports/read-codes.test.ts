import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readConsent, readDied, readLanguage, readSex, readStatus } from "./read-codes.ts";

/** Words that every object answers to, and none is a word of another program. */
const names = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

describe("PPL-17 the sex of a person", () => {
  test.each([
    ["M", "male"],
    [" Male ", "male"],
    ["MAN", "male"],
    ["Masculino", "male"],
    ["f", "female"],
    ["W", "female"],
    ["Mujer", "female"],
    ["U", ""],
    ["Not specified", ""],
    ["not-specified", ""],
    ["", ""],
    ["Intersex", "Intersex"],
    ["  non-binary ", "non-binary"],
    ["0", "0"],
  ])("%j is kept as %j", (written, kept) => {
    expect(readSex(written, "plain")).toBe(kept);
  });

  test.each([
    ["0", "male"],
    ["1", "female"],
    ["2", ""],
    ["3", "3"],
    ["F", "female"],
  ])("in an Open Dental file %j is %j", (written, kept) => {
    expect(readSex(written, "openDental")).toBe(kept);
  });
});

describe("PPL-17 whether somebody is a patient", () => {
  test.each([
    ["", "active"],
    ["Active", "active"],
    ["CURRENT", "active"],
    ["y", "active"],
    ["1", "active"],
    ["Inactive", "inactive"],
    ["Archived", "inactive"],
    ["0", "inactive"],
    ["Deceased", "deceased"],
    ["D", "deceased"],
    ["Non-Patient", "non_patient"],
    ["Guarantor only", "non_patient"],
    ["Responsible Party", "non_patient"],
    ["Prospect", "prospective"],
    ["Deleted", "deleted"],
    ["waiting", undefined],
    ["2", undefined],
    ["activ", undefined],
  ])("%j is read as %j: what is not known is never guessed", (written, status) => {
    expect(readStatus(written, "plain")).toBe(status);
  });

  test.each([
    ["0", "active"],
    ["1", "non_patient"],
    ["2", "inactive"],
    ["3", "inactive"],
    ["4", "deleted"],
    ["5", "deceased"],
    ["6", "prospective"],
    ["7", undefined],
    ["Patient", "active"],
  ])("in an Open Dental file %j is read as %j", (written, status) => {
    expect(readStatus(written, "openDental")).toBe(status);
  });
});

describe("PPL-17 consent to texts and days of death that are only words", () => {
  test.each([
    ["", "unknown", undefined],
    ["Yes", "yes", true],
    ["x", "yes", true],
    ["TRUE", "yes", true],
    ["No", "no", false],
    ["0", "no", false],
    ["unknown", "unknown", undefined],
    ["perhaps", undefined, undefined],
    ["deceased", undefined, true],
    ["2019-01-02", undefined, undefined],
  ] as const)("%j is %j as a consent and %j as a death", (written, consent, died) => {
    expect([readConsent(written, "plain"), readDied(written)]).toEqual([consent, died]);
  });

  test.each([
    ["0", "unknown"],
    ["1", "yes"],
    ["2", "no"],
    ["3", undefined],
  ])("in an Open Dental file consent %j is %j", (written, consent) => {
    expect(readConsent(written, "openDental")).toBe(consent);
  });
});

describe("PPL-17 the language of letters", () => {
  test.each([
    ["", "en"],
    ["English", "en"],
    ["inglés", "en"],
    ["en-US", "en"],
    ["EN_gb", "en"],
    ["Español", "es"],
    ["spanish", "es"],
    ["es-MX", "es"],
    ["Castilian", "es"],
    ["fr", undefined],
    ["Portuguese", undefined],
    ["Spanish Creole", undefined],
    ["zz-US", undefined],
  ])("%j is %j", (written, language) => {
    expect(readLanguage(written)).toBe(language);
  });
});

test.each(names)("control 21 %s is nobody's word for anything", (name) => {
  expect([readStatus(name, "plain"), readConsent(name, "plain"), readDied(name), readLanguage(name)]).toEqual([undefined, undefined, undefined, undefined]);
  expect(readSex(name, "plain")).toBe(name);
});

test("F-18 case, accents, blanks and signs make no difference, and any text at all is read without a fault", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
      for (const conventions of ["plain", "openDental"] as const) {
        expect(readStatus(` ${text.trim()} `, conventions)).toBe(readStatus(text, conventions));
        expect(readConsent(text.trim(), conventions)).toBe(readConsent(text, conventions));
        expect(readSex(text, conventions).length).toBeLessThanOrEqual(Math.max(6, text.length));
      }
      expect(readLanguage(text.toUpperCase().toLowerCase())).toBe(readLanguage(text.toLowerCase()));
    }),
  );
});
