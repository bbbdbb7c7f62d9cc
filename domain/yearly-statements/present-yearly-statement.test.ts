import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { sampleSetup } from "../statements/testing.ts";
import { presentYearlyStatement } from "./present-yearly-statement.ts";
import { includedService, sampleYear } from "./yearly.fixture.ts";

const spanish = { ...sampleSetup(), locale: "es-US" };

describe("DOC-6 the yearly statement on paper", () => {
  test("DOC-6 the members' table, the household and the credit apart, and the totals of each column", () => {
    const { paid, letter } = presentYearlyStatement(sampleYear());
    expect(paid.columns).toEqual(["Member", "Dues", "Fees", "Services and other", "Refunds", "Paid"]);
    expect(paid.rows).toEqual([
      ["Mia Lee", "239.40", "0.00", "0.00", "0.00", "239.40"],
      ["Rosa Lee", "444.00", "99.00", "185.00", "\u221237.00", "691.00"],
      ["Whole household", "0.00", "25.00", "0.00", "0.00", "25.00"],
      ["Kept as credit on the account", "", "", "", "", "12.00"],
    ]);
    expect(paid.total).toEqual(["Total", "683.40", "124.00", "185.00", "\u221237.00", "$967.40"]);
    expect(letter.heading).toBe("Yearly statement 2026");
    expect(letter.facts.map(({ label, value }) => `${label} ${value}`)).toEqual([
      "Account 1042",
      "Period Jan 1, 2026 \u2013 Dec 31, 2026",
      "Made on Jan 5, 2027",
      "Tax ID 04-3551207",
    ]);
  });

  test("DOC-6 included services have day, code, list value and what the patient paid, which is 0.00 but for a cap", () => {
    const { included } = presentYearlyStatement(
      sampleYear({ included: [includedService(), includedService({ listCents: toCents(20_000), patientCents: toCents(5000), by: "plan", name: "Adult plan" })] }),
    );
    expect(included.rows).toEqual([
      { on: "Mar 10, 2026", code: "D1110", text: "Adult cleaning", detail: "Rosa Lee \u00b7 Included: Cleanings", list: "95.00", paid: "0.00" },
      { on: "Mar 10, 2026", code: "D1110", text: "Adult cleaning", detail: "Rosa Lee \u00b7 Included in Adult plan", list: "200.00", paid: "50.00" },
    ]);
    expect(included.total).toEqual(["Total", "$295.00", "$50.00"]);
  });

  test("DOC-6 payments and refunds in the order of their days, with how it was paid and its receipt; the total is the members'", () => {
    const { money, paid } = presentYearlyStatement(sampleYear());
    expect(money.rows.map(({ on, text, amount }) => `${on} ${text} ${amount}`)).toEqual([
      "Jan 5, 2026 Payment \u00b7 Card terminal 4242 \u00b7 receipt 311 924.40",
      "May 5, 2026 Payment \u00b7 Card terminal 4242 \u00b7 receipt 352 80.00",
      "Aug 20, 2026 Refund \u00b7 Card terminal 4242 \u00b7 receipt 352 \u221237.00",
    ]);
    expect(money.total.value).toBe(paid.total.at(-1));
  });

  test("DOC-6 credit that paid for something is said as used, not as kept", () => {
    const data = sampleYear({ members: [], toCreditCents: toCents(-1200), money: [{ on: toDay("2026-02-01"), what: "moved", tender: null, reference: "", receiptNumber: null, cents: toCents(-1200) }] });
    const { paid, money } = presentYearlyStatement(data);
    expect(paid.rows).toEqual([["Used from credit of the account", "", "", "", "", "\u221212.00"]]);
    expect(money.rows.map(({ text }) => text)).toEqual(["Credit between households"]);
  });

  test("DOC-6 a year of nothing says so; without a tax id it says that none is on file", () => {
    const sample = sampleYear();
    const { paid, included, money, signature } = presentYearlyStatement({
      ...sampleYear({ members: [], included: [], money: [], toCreditCents: toCents(0), hasPackages: false }),
      letterhead: { ...sample.letterhead, taxId: null },
    });
    expect([paid.empty, included.empty, money.rows]).toEqual(["Nothing was paid in this year.", "No service was used that the membership includes.", []]);
    expect(signature).toEqual({ who: "For the practice: Alder Street Dental", taxId: { label: "Tax ID", value: "none on file" }, date: "Date" });
  });

  test("DOC-6 a year that still runs says so and how far it goes; a package's sentence stands only where one was used", () => {
    const running = presentYearlyStatement(sampleYear({ throughOn: toDay("2026-11-22") }));
    expect(running.soFar).toContain("still runs");
    expect(running.letter.facts[1]?.value).toBe("Jan 1, 2026 \u2013 Nov 22, 2026");
    expect(presentYearlyStatement(sampleYear()).soFar).toBeNull();
    const notes = (hasPackages: boolean) => presentYearlyStatement(sampleYear({ hasPackages })).notes.join(" ");
    expect([notes(true).includes("Packages"), notes(false).includes("Packages")]).toEqual([true, false]);
  });

  test("DOC-8 in Spanish every word is Spanish, tenders included, and a training practice is marked", () => {
    const print = presentYearlyStatement(sampleYear({ setup: { ...spanish, training: true } }));
    expect(print.letter).toMatchObject({ heading: "Estado anual 2026", language: "es", mark: expect.stringContaining("PRÁCTICA") });
    expect(print.paid.columns).toEqual(["Miembro", "Cuotas", "Cargos", "Servicios y otros", "Reembolsos", "Pagado"]);
    expect(print.money.rows[0]?.text).toBe("Pago \u00b7 Tarjeta en terminal 4242 \u00b7 recibo 311");
    expect(print.included.rows.map(({ detail }) => detail)).toEqual([
      "Rosa Lee \u00b7 Incluido: Cleanings",
      "Rosa Lee \u00b7 Incluido en Adult plan",
      "Mia Lee \u00b7 Pagado por adelantado con Five cleanings",
    ]);
    const english = presentYearlyStatement(sampleYear({ setup: { ...sampleSetup(), training: true } }));
    expect(english.letter.mark).toContain("TRAINING");
  });

  test.each([
    ["a member's row", () => sampleYear({ members: [{ ...sampleYear().members[0]!, netCents: toCents(1) }] })],
    ["the household's sum", () => ({ ...sampleYear(), netCents: toCents(1) })],
    ["the rows of money", () => sampleYear({ money: [] })],
  ])("DOC-6 %s that does not add up is never printed", (_, make) => {
    expect(() => presentYearlyStatement(make())).toThrow(/Broken invariant/u);
  });
});
