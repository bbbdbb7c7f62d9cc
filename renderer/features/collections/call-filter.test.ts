import { describe, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { matchesCall, type CallFilter } from "./call-filter.ts";

const row = {
  payerName: "Rosa Lee",
  members: "Rosa Lee, Ben Lee",
  phone: "(978) 555-0142",
  cause: "card_declined" as const,
  amountCents: toCents(7400),
};
const none: CallFilter = { q: "", why: [], amount: { from: null, to: null } };

describe("BIL-13 the filter of the call list", () => {
  test.each<[boolean, Partial<CallFilter>]>([
    [true, {}],
    [true, { q: "rosa" }],
    [true, { q: " BEN " }],
    [true, { q: "5550142" }],
    [true, { q: "555-01" }],
    [false, { q: "55" }],
    [false, { q: "5559" }],
    [false, { q: "ortiz" }],
    [true, { why: ["card_declined", "manual_payer"] }],
    [false, { why: ["manual_payer"] }],
    [true, { amount: { from: toCents(7400), to: toCents(7400) } }],
    [false, { amount: { from: toCents(7401), to: null } }],
    [false, { amount: { from: null, to: toCents(7399) } }],
    [false, { q: "rosa", why: ["card_removed"] }],
  ])("BIL-13 %s for %o", (found, filter) => {
    expect(matchesCall(row, { ...none, ...filter })).toBe(found);
  });
});
