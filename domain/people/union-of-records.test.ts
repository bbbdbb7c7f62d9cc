import { expect, test } from "vitest";
import { unionOfRecords } from "./union-of-records.ts";

const blank = {
  prefix: "",
  firstName: "",
  middleName: "",
  lastName: "",
  suffix: "",
  preferredName: "",
  birthOn: null as string | null,
  sex: "",
  pronouns: "",
  email: "",
  phones: [] as { kind: "mobile" | "home" | "work"; number: string }[],
  alerts: "",
  notes: "",
  textConsent: "unknown" as "unknown" | "yes" | "no",
  status: "active" as "active" | "inactive" | "deceased" | "non_patient" | "prospective",
  ownAddress: null as unknown,
};
const digits = (text: string): string => text.replaceAll(/\D/g, "");
const union = (survivor: Partial<typeof blank>, merged: Partial<typeof blank>) =>
  unionOfRecords({ ...blank, ...survivor }, { ...blank, ...merged }, { chartNumber: "1043", sameNumber: (a, b) => digits(a) === digits(b) });

test("PPL-4 what the survivor says counts, and the other fills in what is missing", () => {
  expect(union({ firstName: "Rosa", birthOn: null, sex: " " }, { firstName: "Rose", middleName: "Anne", birthOn: "1984-03-07", sex: "F" })).toMatchObject({
    firstName: "Rosa",
    middleName: "Anne",
    birthOn: "1984-03-07",
    sex: "F",
  });
});

test("PPL-4 phones of both, each number once however it is written", () => {
  const { phones } = union(
    { phones: [{ kind: "mobile", number: "413-555-0142" }] },
    { phones: [{ kind: "home", number: "(413) 555 0142" }, { kind: "work", number: "413-555-0199" }] },
  );
  expect(phones.map(({ kind, number }) => `${kind} ${number}`)).toEqual(["mobile 413-555-0142", "work 413-555-0199"]);
});

test("PPL-4 nothing is lost: a second e-mail and phones beyond the six stand in the notes with the chart they came from", () => {
  const phone = (number: number) => ({ kind: "home" as const, number: `413-555-010${number}` });
  const { email, phones, notes } = union(
    { email: "rosa@example.com", notes: "Likes mornings", phones: [1, 2, 3, 4, 5].map(phone) },
    { email: "lee@example.com", notes: "Prefers Dr. Ng", phones: [6, 7, 8].map(phone) },
  );
  expect([email, phones.length]).toEqual(["rosa@example.com", 6]);
  expect(notes).toBe(
    "Likes mornings\n\nFrom chart 1043: Prefers Dr. Ng\n\nAlso on chart 1043: e-mail lee@example.com, phone 413-555-0107, phone 413-555-0108",
  );
});

test("PPL-4 the same words are not written twice", () => {
  const same = { email: "Rosa@example.com", notes: "Likes mornings", alerts: "Latex" };
  expect(union(same, { ...same, email: "rosa@EXAMPLE.com" })).toMatchObject(same);
  expect(union({ alerts: "Latex" }, { alerts: "Penicillin" }).alerts).toBe("Latex; Penicillin");
});

test.each([
  ["active", "inactive", "active"],
  ["inactive", "active", "active"],
  ["prospective", "active", "active"],
  ["inactive", "prospective", "inactive"],
  ["deceased", "active", "deceased"],
] as const)("PPL-4 %s and %s are %s: somebody in care on either record is in care", (survivor, merged, status) => {
  expect(union({ status: survivor }, { status: merged }).status).toBe(status);
});

test("PPL-4 an answer about texts counts, and the survivor's own counts first", () => {
  expect([union({}, { textConsent: "no" }).textConsent, union({ textConsent: "yes" }, { textConsent: "no" }).textConsent]).toEqual(["no", "yes"]);
});
