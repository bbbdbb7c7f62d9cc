import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { addCents, toCents } from "../money.ts";
import { presentStatement } from "./present-statement.ts";
import { letterhead, sampleSetup, sampleStatement } from "./testing.ts";

const zeroAging = {
  days0to30Cents: toCents(0),
  days31to60Cents: toCents(0),
  days61to90Cents: toCents(0),
  over90Cents: toCents(0),
};

describe("a statement", () => {
  test("DOC-4 opens with the balance before, and ends with the balance after charges, credits and payments", () => {
    const { summary, closing, due } = presentStatement(sampleStatement());
    expect(summary).toEqual([
      { label: "Previous balance", value: "$74.00" },
      { label: "Charges", value: "$398.95" },
      { label: "Credits", value: "$122.75" },
      { label: "Payments", value: "$74.00" },
      { label: "Balance", value: "$276.20" },
    ]);
    expect(closing).toEqual({ label: "Balance on Nov 10, 2026", value: "$276.20" });
    expect(due).toEqual({ label: "Amount due", value: "$276.20", when: "Due by Dec 1, 2026" });
  });

  test("DOC-4 lists the charges member by member, then the household's own, then payments and refunds", () => {
    const { rows } = presentStatement(
      sampleStatement({
        payments: [
          { on: toDay("2026-10-28"), description: "Check 1043", amountCents: toCents(7400) },
          {
            on: toDay("2026-11-02"),
            description: "To Visa ending in 4242",
            amountCents: toCents(-1000),
          },
        ],
      }),
    );
    expect(rows.map((row) => row.who)).toEqual([
      "Rosa Lee",
      "Rosa Lee",
      "Ben Lee",
      "Ben Lee",
      "Mia Lee",
      "Whole household",
      "Payment",
      "Refund",
    ]);
    expect(rows.filter((row) => row.opens)).toHaveLength(5);
    expect(rows.at(-2)).toMatchObject({ charge: "", credit: "74.00" });
    expect(rows.at(-1)).toMatchObject({ charge: "10.00", credit: "" });
  });

  test("PKG-11 DOC-4 a wallet stands beside the unused credit, and only where something is in it", () => {
    const labels = (walletCents: number) => presentStatement(sampleStatement({ walletCents: toCents(walletCents) })).aging.cells.map(({ label, value }) => `${label} ${value}`);
    expect(labels(0).at(-1)).toMatch(/^Unused credit/);
    expect(labels(4950).at(-1)).toBe("Wallet $49.50");
    expect(labels(4950)).toHaveLength(labels(0).length + 1);
  });

  test("DOC-4 the totals below the columns are the sums of what stands above them", () => {
    const amounts = fc.array(fc.tuple(fc.nat(500_000), fc.nat(500_000)), { maxLength: 20 });
    fc.assert(
      fc.property(
        amounts,
        fc.array(fc.integer({ min: -90_000, max: 90_000 }), { maxLength: 5 }),
        (lines, paid) => {
          const print = presentStatement(
            sampleStatement({
              lines: lines.map(([charge, credit]) => ({
                on: toDay("2026-11-01"),
                patientName: "Rosa Lee",
                description: "Visit",
                chargeCents: toCents(charge),
                creditCents: toCents(credit),
              })),
              payments: paid.map((cents) => ({
                on: toDay("2026-11-01"),
                description: "Cash",
                amountCents: toCents(cents),
              })),
            }),
          );
          expect(print.totals.charge).toBe(sum(print.rows.map((row) => row.charge)));
          expect(print.totals.credit).toBe(sum(print.rows.map((row) => row.credit)));
        },
      ),
    );
  });

  test("DOC-4 a free line says 0.00, and an included service shows its value and the credit against it", () => {
    const free = { on: toDay("2026-11-03"), patientName: "Rosa Lee", description: "Free visit" };
    const { rows } = presentStatement(
      sampleStatement({
        lines: [
          { ...free, chargeCents: toCents(0), creditCents: toCents(0) },
          {
            ...free,
            description: "Cleaning (in plan)",
            chargeCents: toCents(9500),
            creditCents: toCents(9500),
          },
        ],
      }),
    );
    expect(rows[0]).toMatchObject({ charge: "0.00", credit: "" });
    expect(rows[1]).toMatchObject({ charge: "95.00", credit: "95.00" });
  });

  test("DOC-4 a balance in the household's favour is called credit, without a minus, and asks for nothing", () => {
    const print = presentStatement(
      sampleStatement({
        openingCents: toCents(-40000),
        aging: zeroAging,
        amountDueCents: toCents(0),
      }),
    );
    expect(print.summary[0]).toEqual({ label: "Previous credit", value: "$400.00" });
    expect(print.closing).toEqual({ label: "Credit balance on Nov 10, 2026", value: "$197.80" });
    expect(print.due).toEqual({ label: "Amount due", value: "$0.00", when: "Nothing to pay" });
    expect(print.slip).toBeNull();
  });

  test("DOC-4 the message follows the oldest open amount, and the aging line names its ages", () => {
    const print = presentStatement(
      sampleStatement({
        aging: { ...zeroAging, days31to60Cents: toCents(1000), days0to30Cents: toCents(500) },
      }),
    );
    expect(print.message[0]).toMatch(/more than 30 days/u);
    expect(print.aging.cells.map((cell) => cell.label)).toEqual([
      "0–30 days",
      "31–60 days",
      "61–90 days",
      "Over 90 days",
      "Unused credit",
    ]);
    expect(print.aging.cells[1]?.value).toBe("$10.00");
  });

  test("DOC-4 hidden payment options leave the slip without ways to pay", () => {
    expect(presentStatement(sampleStatement({ paymentOptions: [] })).slip?.waysToPay.lines).toEqual(
      [],
    );
  });

  test("DOC-4 a period without charges or payments says so", () => {
    const print = presentStatement(sampleStatement({ lines: [], payments: [] }));
    expect(print.empty).toBe("No charges or payments in this period.");
    expect(print.rows).toEqual([]);
  });

  test("DOC-3 the slip's code carries the account and the amount due", () => {
    expect(presentStatement(sampleStatement()).slip?.code).toMatch(/^PRN1:1042:27620:\d$/u);
  });

  test("F-20 a training practice's statement is marked, a real one is not", () => {
    const training = { ...sampleSetup(), training: true };
    expect(presentStatement(sampleStatement({ setup: training })).letter.mark).toBe(
      "TRAINING – not a real statement",
    );
    expect(presentStatement(sampleStatement()).letter.mark).toBeNull();
  });

  test("DOC-8 a Spanish household reads Spanish", () => {
    const print = presentStatement(
      sampleStatement({ setup: { ...sampleSetup(), locale: "es-US" } }),
    );
    expect(print.letter.heading).toBe("Estado de cuenta");
    expect(print.letter.language).toBe("es");
    expect(print.due.label).toBe("Importe a pagar");
  });

  test("DOC-2 title, author and date of the file come from the statement itself", () => {
    const { letter } = presentStatement(sampleStatement());
    expect(letter.title).toBe("Statement – Account 1042 · Nov 10, 2026");
    expect(letter.author).toBe(letterhead.name);
    expect(letter.dated).toEqual({ year: 2026, month: 11, day: 10 });
  });

  test("DOC-4 facts that do not add up are our bug and never printed", () => {
    expect(() => presentStatement(sampleStatement({ closingCents: toCents(1) }))).toThrow(
      /closing/u,
    );
    expect(() => presentStatement(sampleStatement({ amountDueCents: toCents(-1) }))).toThrow(
      /negative/u,
    );
  });
});

function sum(printed: readonly string[]): string {
  const cents = addCents(
    ...printed.map((amount) => Number(amount.replaceAll(/[,.]/gu, "") || "0")),
  );
  return (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });
}
