import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { ServiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { PackageTerms } from "#domain/packages/package-terms.ts";
import { draftOf, emptyPackage, termsOf } from "./package-draft.ts";

const massage = 7 as ServiceId;
const full = { ...emptyPackage, name: "Ten", priceCents: toCents(100_000), items: [{ serviceId: massage, quantity: 10 }] };

test("PKG-1 a new package lasts twelve months from the sale", () => {
  expect(termsOf(full)).toMatchObject({ expiry: { kind: "after", count: 12, unit: "month", from: "purchase" }, contents: { kind: "fixed" } });
});

test.each([
  ["a name", { name: "  " }],
  ["a price", { priceCents: null }],
  ["a service", { items: [{ serviceId: null, quantity: 10 }] }],
  ["the last day", { expiryKind: "date" as const }],
])("PKG-1 without %s there is nothing to save yet", (_, over) => {
  expect(termsOf({ ...full, ...over })).toBeNull();
});

test.each<Partial<PackageTerms>>([
  { expiry: { kind: "none" } },
  { expiry: { kind: "date", lastOn: toDay("2026-12-31") } },
  { expiry: { kind: "after", count: 3, unit: "week", from: "first_use" } },
  { contents: { kind: "pool", quantity: 5, serviceIds: [massage, 8 as ServiceId] } },
  { shareable: true, refundMethod: "pro_rata", unlock: "as_paid", taxed: "sale" },
])("PKG-1 terms come through the form as they are: %j", (over) => {
  const terms = { ...(termsOf(full) as PackageTerms), ...over };
  expect(termsOf(draftOf(terms))).toEqual(terms);
});
