import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { addressKey, formHouseholds, homeKey, type HouseholdMember } from "./household-forming.ts";

const today = toDay("2026-11-22");
const adult = toDay("1980-01-01");
const child = toDay("2015-01-01");

function member(index: number, given: Partial<HouseholdMember> = {}): HouseholdMember {
  return {
    index,
    externalId: String(100 + index),
    guarantorId: "",
    homeKey: "lee|12millst|quincy|ma|02171",
    birthOn: adult,
    deceased: false,
    ...given,
  };
}

test("PPL-18 same last name and same address make one household, the eldest adult pays", () => {
  const elder = toDay("1975-01-01");
  const { households, review } = formHouseholds(
    [
      member(0, { birthOn: child }),
      member(1),
      member(2, { birthOn: elder }),
      member(3, { homeKey: "ortiz|12millst|quincy|ma|02171" }),
    ],
    today,
  );
  expect(households).toEqual([
    { payer: 2, members: [2, 0, 1], formedBy: "address", needsPayer: false },
    { payer: 3, members: [3], formedBy: "alone", needsPayer: false },
  ]);
  expect(review).toEqual([]);
});

test("PPL-18 a guarantor beats address and surname", () => {
  const { households } = formHouseholds(
    [
      member(0, { guarantorId: "100" }),
      member(1, { guarantorId: "100", homeKey: "ortiz|elsewhere" }),
      member(2, { guarantorId: "102" }),
    ],
    today,
  );
  expect(households.map(({ members }) => members)).toEqual([[0, 1], [2]]);
  expect(households.every(({ formedBy }) => formedBy === "guarantor")).toBe(true);
});

test("PPL-18 without a last name or an address everybody is a household of their own", () => {
  const { households } = formHouseholds(
    [member(0, { homeKey: "" }), member(1, { homeKey: "" })],
    today,
  );
  expect(households).toHaveLength(2);
});

test("PPL-18 a guarantor who is not in the file goes to review, with all who name that one together", () => {
  const { households, review } = formHouseholds(
    [
      member(0, { guarantorId: "999", birthOn: child }),
      member(1, { guarantorId: "999" }),
      member(2),
    ],
    today,
  );
  expect(review).toEqual([
    { index: 0, reason: "guarantor_missing" },
    { index: 1, reason: "guarantor_missing" },
  ]);
  expect(households[0]).toMatchObject({ payer: 1, members: [1, 0] });
});

test("PPL-18 a minor who pays for the account goes to review with everybody on it", () => {
  const { review } = formHouseholds(
    [member(0, { guarantorId: "100", birthOn: child }), member(1, { guarantorId: "100" })],
    today,
  );
  expect(review).toEqual([
    { index: 0, reason: "guarantor_is_minor" },
    { index: 1, reason: "guarantor_is_minor" },
  ]);
});

test("PPL-18 a guarantor with a guarantor belongs to the last one; a circle goes to review", () => {
  const chain = formHouseholds(
    [
      member(0, { guarantorId: "101" }),
      member(1, { guarantorId: "102" }),
      member(2, { guarantorId: "102" }),
    ],
    today,
  );
  expect(chain.households.map(({ payer, members }) => ({ payer, members }))).toEqual([
    { payer: 2, members: [2, 0, 1] },
  ]);
  const circle = formHouseholds(
    [member(0, { guarantorId: "101" }), member(1, { guarantorId: "100" })],
    today,
  );
  expect(circle.review.map(({ reason }) => reason)).toEqual([
    "guarantor_circle",
    "guarantor_circle",
  ]);
  expect(circle.households).toHaveLength(1);
});

test("PPL-18 a child alone or a payer who died needs somebody to name a payer", () => {
  expect(formHouseholds([member(0, { birthOn: child })], today).households[0]?.needsPayer).toBe(
    true,
  );
  expect(formHouseholds([member(0, { deceased: true })], today).households[0]?.needsPayer).toBe(
    true,
  );
  const widow = formHouseholds(
    [member(0, { deceased: true, birthOn: toDay("1940-01-01") }), member(1)],
    today,
  );
  expect(widow.households[0]).toMatchObject({ payer: 1, needsPayer: false });
});

test("PPL-18 addresses are the same however they are punctuated, and none without a street", () => {
  const mill = {
    street1: "80 Mill St.",
    street2: "Apt 21",
    city: "Sand Springs",
    region: "OK",
    postalCode: "74063",
  };
  expect(addressKey(mill)).toBe(
    addressKey({ ...mill, street1: "80  MILL ST", street2: "apt. #21" }),
  );
  expect(addressKey({ ...mill, street1: " ", street2: "" })).toBe("");
  expect(homeKey("Núñez", mill)).toBe(homeKey("NUNEZ", mill));
  expect(homeKey("", mill)).toBe("");
  expect(homeKey("Lee", { ...mill, street1: "", street2: "" })).toBe("");
});

test("PPL-18 whatever the file says, everybody lands in exactly one household whose payer is in it", () => {
  const anyMember = fc.record({
    externalId: fc.integer({ min: 0, max: 12 }).map(String),
    guarantorId: fc.oneof(fc.constant(""), fc.integer({ min: 0, max: 14 }).map(String)),
    homeKey: fc.constantFrom("", "lee|a", "lee|b", "ortiz|a"),
    birthOn: fc.constantFrom(adult, child, null),
    deceased: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyMember, { maxLength: 30 }), (people) => {
      const members = people.map((person, index) => ({ ...person, index }));
      const { households } = formHouseholds(members, today);
      const placed = households.flatMap((household) => household.members).toSorted((a, b) => a - b);
      expect(placed).toEqual(members.map(({ index }) => index));
      for (const household of households) expect(household.members[0]).toBe(household.payer);
    }),
  );
});
