import { expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { ofPackage, priceInput } from "../invoices/invoice-draft.ts";
import { findPackages, packageLabel, type PackageOnSale } from "./find-packages.ts";

const one = (name: string, contentWords: string, retired = false): PackageOnSale => ({
  terms: { name, priceCents: toCents(100_000) },
  contentWords,
  retiredAt: retired ? toInstant("2026-01-01T00:00:00.000Z") : null,
});
const packages = [one("Ten massages", "10 × Massage 60"), one("Any five", "5 of Massage 60, Facial"), one("Old ten", "10 × Massage 60", true)];

test.each([
  ["", ["Package: Ten massages", "Package: Any five"]],
  ["massage", ["Package: Ten massages", "Package: Any five"]],
  ["FACIAL any", ["Package: Any five"]],
  ["package: ten massages", ["Package: Ten massages"]],
  ["old", []],
  ["crown", []],
])("PKG-2 typing %j on an invoice finds %j, and nothing that is not sold any more", (typed, found) => {
  expect(findPackages(packages, typed)).toEqual(found);
});

test("PKG-2 what is chosen is found again by its label, and puts one of it at its price on the line, with no tax of its own", () => {
  const [ten] = packages;
  if (!ten) throw new Error("ten");
  expect(findPackages(packages, packageLabel(ten))).toEqual(["Package: Ten massages"]);
  expect(ofPackage(ten)).toEqual({ kind: "package", serviceId: null, providerId: null, description: "Ten massages", quantity: 1, unitCents: 100_000, taxPercent: "" });
});

test("PKG-2 no more than four are offered", () => {
  const many = Array.from({ length: 9 }, (_, index) => one(`Ten ${index}`, ""));
  expect(findPackages(many, "ten")).toHaveLength(4);
});

test("PKG-2 the office is asked with the package's name, and without the words of other lines", () => {
  const line = { lineId: null, patientId: 1 as never, serviceId: null, providerId: null, serviceOn: "2026-11-22" as never, quantity: 1, unitCents: toCents(1), taxRatePpm: 0, discount: null };
  const { lines } = priceInput({ householdId: 1 as never, invoicedOn: "2026-11-22" as never, termsDays: 0, lines: [{ ...line, kind: "package", description: "Ten massages" }, { ...line, kind: "fee", description: "Parking" }] });
  expect(lines.map(({ description }) => description)).toEqual(["Ten massages", "-"]);
});
