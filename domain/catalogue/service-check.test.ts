import { describe, expect, test } from "vitest";
import { toCents } from "../money.ts";
import { Refusal } from "../refusal.ts";
import { checkListPrice, checkService, type ServiceFacts } from "./service-check.ts";

const cleaning: ServiceFacts = {
  code: "CLEAN",
  name: "Cleaning",
  category: "Hygiene",
  durationMinutes: 45,
  taxable: false,
  taxRatePpm: 0,
};

function problemOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.facts];
    throw error;
  }
}

describe("PPL-9 a service of the office", () => {
  test("PPL-9 is kept without the blanks around its words", () => {
    expect(checkService({ ...cleaning, code: " CLEAN ", name: "\tCleaning", category: "Hygiene \n" })).toEqual(cleaning);
  });

  test("PPL-9 that is not taxable has no rate, whatever was typed before", () => {
    expect(checkService({ ...cleaning, taxRatePpm: 60_000 })).toEqual(cleaning);
    const taxed = { ...cleaning, taxable: true, taxRatePpm: 60_000 };
    expect(checkService(taxed)).toEqual(taxed);
  });

  test.each<[Partial<ServiceFacts>, string]>([
    [{ code: "" }, "code"],
    [{ code: "  " }, "code"],
    [{ name: "\t" }, "name"],
    [{ category: " " }, "category"],
    [{ taxable: true, taxRatePpm: 0 }, "tax_without_rate"],
    [{ taxable: true, taxRatePpm: -1 }, "tax_without_rate"],
    // The first of several in the order of the form.
    [{ code: "", name: "", category: "" }, "code"],
    [{ name: "", category: "" }, "name"],
  ])("PPL-9 with %o is refused for its %s", (over, what) => {
    expect(problemOf(() => checkService({ ...cleaning, ...over }))).toEqual(["service_wrong", { what }]);
  });

  test("PPL-9 may be free, but not cost less than nothing", () => {
    expect(checkListPrice(toCents(0))).toBe(0);
    expect(problemOf(() => checkListPrice(toCents(-1)))).toEqual(["service_wrong", { what: "price" }]);
  });
});
