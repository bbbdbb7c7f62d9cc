import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import type { ServiceFilter } from "#db/catalogue/services.ts";
import type { ServiceFacts } from "#domain/catalogue/service-check.ts";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { addService, editService, exportServices, listCatalogue, pricesOfService, setServiceActive, setServicePrice } from "./manage-services.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-04-05")));
afterEach(() => club.dispose());

const polish: ServiceFacts = { code: "CLEAN", name: "Cleaning", category: "Hygiene", durationMinutes: 50, taxable: false, taxRatePpm: 0 };
const add = (over: Partial<ServiceFacts> = {}, price = 11_500) => addService(club.cx(), { ...polish, ...over, priceCents: toCents(price) });
const everything: ServiceFilter = { text: "", categories: [], activity: "all", sort: "code", descending: false };
const codes = (over: Partial<ServiceFilter> = {}) => listCatalogue(club.cx(), { ...everything, ...over }).rows.map(({ code }) => code);

describe("PPL-9 a service", () => {
  test("PPL-9 is kept without spaces around its words, with its price from today", () => {
    expect(add({ code: " CLEAN ", name: " Cleaning ", category: " Hygiene " })).toMatchObject({ ...polish, priceCents: 11_500, active: true, version: 1, nextPriceOn: null });
  });

  test.each<[over: Partial<ServiceFacts>, price: number, what: string]>([
    [{ code: "  " }, 1, "code"],
    [{ name: "" }, 1, "name"],
    [{ category: "" }, 1, "category"],
    [{ taxable: true }, 1, "tax_without_rate"],
    [{}, -1, "price"],
  ])("PPL-9 with %j and a price of %i is refused with what to mend, and nothing is saved", (over, price, what) => {
    expect(() => add(over, price)).toThrow(expect.objectContaining({ code: "service_wrong", facts: { what } }));
    expect(codes()).toEqual([]);
  });

  test("PPL-9 no two services have one code, in whatever letters; its own code it may keep", () => {
    const { serviceId, version } = add();
    expect(() => add({ code: "clean" })).toThrow(expect.objectContaining({ code: "service_code_taken", facts: { code: "CLEAN", name: "Cleaning" } }));
    expect(editService(club.cx(), { ...polish, code: "Clean", name: "Polish", serviceId, version })).toMatchObject({ code: "Clean", name: "Polish", version: 2 });
    expect(refusalOf(() => editService(club.cx(), { ...polish, serviceId, version }))).toBe("record_changed_meanwhile");
    expect(refusalOf(() => editService(club.cx(), { ...polish, serviceId: 99 as never, version }))).toBe("service_not_found");
  });

  test("PPL-9 that is not taxable has no rate, whatever was typed", () => {
    expect(add({ taxRatePpm: 60_000 }).taxRatePpm).toBe(0);
    expect(add({ code: "SPF", taxable: true, taxRatePpm: 88_750 })).toMatchObject({ taxable: true, taxRatePpm: 88_750 });
  });

  test("INV-1 a product of the catalogue has a tax class and no minutes; a service stays a service unless it is said", () => {
    const floss = add({ kind: "product", code: "FLOSS", name: "Floss", category: "Retail", taxable: true, taxRatePpm: 88_750 });
    expect(floss).toMatchObject({ kind: "product", durationMinutes: null, taxable: true, taxRatePpm: 88_750 });
    const clean = add();
    expect(clean.kind).toBe("service");
    const { kind: _kind, ...edited } = { ...polish, kind: "product" as const };
    expect(editService(club.cx(), { ...edited, code: "FLOSS", name: "Floss, mint", serviceId: floss.serviceId, version: 1 })).toMatchObject({ kind: "product", name: "Floss, mint" });
    expect(editService(club.cx(), { ...polish, kind: "product", serviceId: clean.serviceId, version: 1 })).toMatchObject({ kind: "product", durationMinutes: null });
    expect(exportServices(club.cx())).toMatch(/^FLOSS,.*,product$/m);
  });

  test("PPL-9 taken out of use leaves the list of what is offered, and comes back", () => {
    const { serviceId, version } = add();
    setServiceActive(club.cx(), { serviceId, version, active: false });
    expect([codes({ activity: "active" }), codes({ activity: "inactive" })]).toEqual([[], ["CLEAN"]]);
    expect(refusalOf(() => setServiceActive(club.cx(), { serviceId, version, active: true }))).toBe("record_changed_meanwhile");
    expect(setServiceActive(club.cx(), { serviceId, version: 2, active: true }).active).toBe(true);
  });
});

describe("PPL-9 prices by effective day", () => {
  test("PPL-9 a price set ahead is shown as the next one, and is the price from its day on", () => {
    const { serviceId } = add();
    expect(setServicePrice(club.cx(), { serviceId, effectiveOn: toDay("2026-05-01"), priceCents: toCents(12_500) })).toMatchObject({
      priceCents: 11_500,
      nextPriceOn: "2026-05-01",
      nextPriceCents: 12_500,
    });
    club.advanceTo("2026-04-30");
    expect(listCatalogue(club.cx(), everything).rows).toMatchObject([{ priceCents: 11_500 }]);
    club.advanceTo("2026-05-01");
    expect(listCatalogue(club.cx(), everything).rows).toMatchObject([{ priceCents: 12_500, nextPriceOn: null }]);
  });

  test("PPL-9 the history keeps every price; a second one for the same day replaces the first there", () => {
    const { serviceId } = add();
    setServicePrice(club.cx(), { serviceId, effectiveOn: toDay("2026-05-01"), priceCents: toCents(12_500) });
    setServicePrice(club.cx(), { serviceId, effectiveOn: toDay("2026-05-01"), priceCents: toCents(12_900) });
    setServicePrice(club.cx(), { serviceId, effectiveOn: toDay("2026-09-01"), priceCents: toCents(13_000) });
    expect(pricesOfService(club.cx(), serviceId).map(({ effectiveOn, priceCents }) => [effectiveOn, priceCents])).toEqual([
      ["2026-09-01", 13_000],
      ["2026-05-01", 12_900],
      ["2026-04-05", 11_500],
    ]);
    expect(club.db.read((r) => r.all("select id from service_price"))).toHaveLength(4);
  });

  test("PPL-9 a price never reaches back, and one that changes nothing is refused", () => {
    const { serviceId } = add();
    const priced = (effectiveOn: string, cents: number) => setServicePrice(club.cx(), { serviceId, effectiveOn: toDay(effectiveOn), priceCents: toCents(cents) });
    expect(() => priced("2026-04-04", 1)).toThrow(expect.objectContaining({ code: "service_price_past", facts: { earliestOn: "2026-04-05" } }));
    expect(() => priced("2026-06-01", 11_500)).toThrow(expect.objectContaining({ code: "service_price_same", facts: { priceCents: 11_500 } }));
    expect(() => priced("2026-06-01", -1)).toThrow(expect.objectContaining({ facts: { what: "price" } }));
    expect(priced("2026-04-05", 9000).priceCents).toBe(9000);
    expect(refusalOf(() => pricesOfService(club.cx(), 99 as never))).toBe("service_not_found");
  });
});

describe("PPL-9 the list", () => {
  beforeEach(() => {
    add();
    add({ code: "XRAY", name: "X-rays, four", category: "Imaging", durationMinutes: 15 }, 7800);
    add({ code: "EXAM", name: "Examination", category: "Hygiene", durationMinutes: null }, 6500);
  });

  test("PPL-9 is found by any part of code, name or category, every word of it", () => {
    expect(codes({ text: "hyg" })).toEqual(["CLEAN", "EXAM"]);
    expect(codes({ text: "RAYS four" })).toEqual(["XRAY"]);
    expect(codes({ text: "rays hygiene" })).toEqual([]);
    // Signs of a search language are letters here.
    expect(codes({ text: "%" })).toEqual([]);
  });

  test("PPL-9 is filtered by category and sorted by what is asked", () => {
    expect(codes({ categories: ["Imaging"] })).toEqual(["XRAY"]);
    expect(codes({ sort: "price" })).toEqual(["EXAM", "XRAY", "CLEAN"]);
    expect(codes({ sort: "price", descending: true })).toEqual(["CLEAN", "XRAY", "EXAM"]);
    expect(codes({ sort: "name" })).toEqual(["CLEAN", "EXAM", "XRAY"]);
    expect(codes({ sort: "category", descending: true })).toEqual(["XRAY", "CLEAN", "EXAM"]);
    expect(codes({ sort: "duration" })).toEqual(["EXAM", "XRAY", "CLEAN"]);
    expect(listCatalogue(club.cx(), everything).categories).toEqual(["Hygiene", "Imaging"]);
  });

  test("PPL-21 the export has a line a service, and no cell a spreadsheet would run", () => {
    add({ code: "=1+1", name: "@sum" }, 100);
    const lines = exportServices(club.cx()).trim().split(/\r?\n/);
    expect(lines).toHaveLength(5);
    expect(lines.some((line) => line.startsWith("'=1+1,'@sum"))).toBe(true);
    expect(lines.some((line) => line.includes("CLEAN,Cleaning,Hygiene,115.00,50,no,,yes"))).toBe(true);
  });
});
