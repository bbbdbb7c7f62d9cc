/** DOC-6: what was paid in advance counts once, when it was paid; using it costs nothing and is listed. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { insertPractice } from "#db/practice.ts";
import { toCents } from "#domain/money.ts";
import { presentYearlyStatement } from "#domain/yearly-statements/present-yearly-statement.ts";
import { sellCertificate } from "../gift-certificates/sell.ts";
import { openShop, type Shop } from "../packages/shop.fixture.ts";
import { takeSplit } from "../payments/take-split.ts";
import { cash } from "../payments/desk.fixture.ts";
import { listYearlyCandidates } from "./candidates.ts";
import { prepareYearlyStatement } from "./prepare.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
  shop.desk.db.write((w) =>
    insertPractice(w, {
      name: "Training practice",
      kind: "training",
      specialty: "dental",
      time_zone: "America/New_York",
      currency: "USD",
      lineage_id: "lineage",
      epoch: 1,
      computer_id: "this",
      created_at: shop.cx().now,
    }),
  );
});
afterEach(() => expect(shop.close()).toEqual([]));

const year = (of = 2026) => prepareYearlyStatement(shop.cx(), { householdId: shop.home, year: of });
const services = (of = 2026) => year(of).members.map(({ name, servicesCents }) => [name, servicesCents]);

test("DOC-6 PKG-3 a package counts in the year in which it was bought; its uses have day, list value and 0.00, an upsize what it cost", () => {
  const { saleId } = shop.sell({ shareable: true });
  shop.setDay("2027-01-10");
  shop.redeem(saleId);
  shop.redeem(saleId, shop.massage90, { patientId: shop.ben });
  shop.pay(4000);
  expect(services(2026)).toEqual([["Rosa Lee", 100_000]]);
  expect(year(2026)).toMatchObject({ netCents: 100_000, included: [], hasPackages: false });
  // Only what the longer massage cost on top is paid in the new year.
  expect([services(2027), year(2027).netCents]).toEqual([[["Ben Lee", 4000]], 4000]);
  const { included, hasPackages } = year(2027);
  expect(hasPackages).toBe(true);
  expect(included.map(({ on, patientName, description, by, listCents, patientCents }) => [on, patientName, description, by, listCents, patientCents])).toEqual([
    ["2027-01-10", "Ben Lee", "Massage 90", "package", expect.any(Number), 4000],
    ["2027-01-10", "Rosa Lee", "Massage 60", "package", expect.any(Number), 0],
  ]);
  for (const { listCents, patientCents } of included) expect(listCents).toBeGreaterThan(patientCents);
  expect(presentYearlyStatement(year(2027)).included.rows[1]).toMatchObject({ paid: "0.00", detail: expect.stringContaining("Paid in advance with") });
  expect(listYearlyCandidates(shop.cx(), { year: 2027 }).map(({ netCents }) => netCents)).toEqual([4000]);
});

test("DOC-6 PKG-12 a gift certificate counts when it is bought, and not again when it pays", () => {
  const sold = sellCertificate(shop.cx(), { householdId: shop.home, amountCents: toCents(5000), recipient: "Ann", tender: { tender: "cash", reference: "", tenderedCents: null } });
  expect(year(2026).netCents).toBe(5000);
  shop.desk.issue(shop.home, 5000);
  takeSplit(shop.cx(), { ...cash(shop.home, 5000, "gift_certificate"), reference: sold.code, more: [] });
  expect(year(2026)).toMatchObject({ netCents: 5000 });
  expect(year(2026).money).toHaveLength(1);
});
