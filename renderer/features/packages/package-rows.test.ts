import { expect, test } from "vitest";
import type { PackageView } from "#contract/packages.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import { asId, type ServiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { plainExpiry } from "#domain/packages/package-terms.ts";
import { packagesCsv, packagesWith, whoseWords } from "./package-rows.ts";

const row = (over: Partial<PackageView["terms"]> = {}, rest: Partial<PackageView> = {}): PackageView => ({
  packageId: asId(1),
  terms: {
    name: "Ten massages",
    contents: { kind: "fixed", items: [{ serviceId: asId<ServiceId>(1), quantity: 10 }] },
    priceCents: toCents(100_000),
    expiry: plainExpiry,
    shareable: false,
    refundMethod: "list_price",
    refundFeeCents: toCents(0),
    insuranceFriendly: false,
    taxed: "redemption",
    unlock: "when_paid",
    ...over,
  },
  version: 1,
  retiredAt: null,
  sold: 4,
  running: 3,
  listCents: toCents(120_000),
  contentWords: "10 × Massage 60",
  ...rest,
});
const packages = [
  row(),
  row({ name: "=Café five", shareable: true }, { contentWords: "5 of Peel, Mask", listCents: null, retiredAt: toInstant("2026-11-01T10:00:00.000Z") }),
  row({ name: "For the insurer", insuranceFriendly: true, expiry: { kind: "date", lastOn: toDay("2026-12-31") } }),
];
const names = (q: string, state: readonly ("on" | "off")[] = []) => packagesWith(packages, { q, state }).map(({ terms }) => terms.name);

test.each([
  ["", [], ["Ten massages", "=Café five", "For the insurer"]],
  ["massage", [], ["Ten massages", "For the insurer"]],
  ["CAFE", [], ["=Café five"]],
  ["peel", ["on"], []],
  ["", ["off"], ["=Café five"]],
  ["", ["on"], ["Ten massages", "For the insurer"]],
] as const)("PKG-1 “%s” among %j finds packages by name, contents and whether they are sold, with and without accents", (q, state, found) => {
  expect(names(q, state)).toEqual(found);
});

test("PKG-1 it says for whom a package is", () => {
  expect(packages.map(whoseWords)).toEqual(["One person", "The household", "Insurer’s receipts"]);
});

test("PKG-1 the list as a spreadsheet has every figure, and no name runs as a formula", () => {
  const lines = packagesCsv(packages, 2).slice(1).trimEnd().split("\r\n");
  expect(lines[0]).toBe("Package,Contents,Price,One by one,Usable,For,Sold,In use,State");
  expect(lines[1]).toBe("Ten massages,10 × Massage 60,1000.00,1200.00,12 months from the sale,One person,4,3,On sale");
  expect(lines[2]).toContain("'=Café five");
  expect(lines[2]).toContain("1000.00,,12 months from the sale,The household,4,3,Not sold");
  expect(lines[3]).toContain("Usable through 2026-12-31");
});
