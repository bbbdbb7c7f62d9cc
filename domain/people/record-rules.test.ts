import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { Refusal } from "../refusal.ts";
import { checkRecord, type CheckedRecord } from "./record-rules.ts";

const today = toDay("2026-11-22");
const rosa: CheckedRecord = {
  prefix: "",
  firstName: "Rosa",
  middleName: "",
  lastName: "Lee",
  suffix: "",
  preferredName: "",
  birthOn: toDay("1984-03-07"),
  email: "",
  phones: [],
  status: "active",
  deceasedOn: null,
};

function refusalOf(record: CheckedRecord): string | undefined {
  try {
    checkRecord(record, today);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test("PPL-2 a name is enough: no e-mail, no phone, no birth date", () => {
  expect(refusalOf({ ...rosa, birthOn: null })).toBeUndefined();
  expect(
    refusalOf({ ...rosa, firstName: "", lastName: "", preferredName: "Rosie" }),
  ).toBeUndefined();
});

test.each<[string, Partial<CheckedRecord>, string | undefined]>([
  ["no name but blanks", { firstName: " ", lastName: "\t" }, "patient_name_missing"],
  ["a placeholder for an e-mail address", { email: "none" }, "email_not_valid"],
  ["an e-mail address", { email: "rosa.lee@example.org" }, undefined],
  ["a phone without digits", { phones: [{ number: "unlisted" }] }, "phone_not_valid"],
  ["an extension", { phones: [{ number: "(617) 555-0100" }, { number: "x 204" }] }, undefined],
  ["a birth today", { birthOn: today }, undefined],
  ["a birth tomorrow", { birthOn: toDay("2026-11-23") }, "birth_in_future"],
  ["a day of death while active", { deceasedOn: today }, "deceased_day_without_status"],
  ["a death without a day", { status: "deceased" }, undefined],
  [
    "a death tomorrow",
    { status: "deceased", deceasedOn: toDay("2026-11-23") },
    "deceased_in_future",
  ],
  [
    "a death before birth",
    { status: "deceased", deceasedOn: toDay("1984-03-06") },
    "deceased_before_birth",
  ],
  [
    "a death on the day of birth",
    { status: "deceased", deceasedOn: toDay("1984-03-07") },
    undefined,
  ],
])("PPL-1 F-18 %s is judged", (_title, change, code) => {
  expect(refusalOf({ ...rosa, ...change })).toBe(code);
});
