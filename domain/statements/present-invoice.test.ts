import { describe, expect, test } from "vitest";
import { toCents } from "../money.ts";
import { presentInvoice } from "./present-invoice.ts";
import { sampleInvoice } from "./testing.ts";

describe("an invoice", () => {
  test("INV-1 shows discounts step by step under their line, then tax and total", () => {
    const print = presentInvoice(sampleInvoice());
    expect(print.rows[0]).toMatchObject({
      who: "Ben Lee · Dr. Ana Ruiz",
      amount: "185.00",
      discounts: [
        { label: "Plan price, 15 % off", value: "\u221227.75" },
        { label: "Coupon FALL, 10 % off", value: "\u221215.73" },
      ],
    });
    expect(print.rows[1]).toMatchObject({ quantity: "2", price: "45.00", amount: "90.00" });
    expect(print.totals).toEqual([
      { label: "Subtotal", value: "$275.00" },
      { label: "Discounts", value: "\u2212$43.48" },
      { label: "Tax", value: "$7.99" },
      { label: "Total", value: "$239.51" },
      { label: "Paid", value: "\u2212$100.00" },
    ]);
    expect(print.balance).toEqual({
      label: "Balance due",
      value: "$139.51",
      when: "Due by Dec 5, 2026",
    });
  });

  test("INV-3 a changed invoice names its revision", () => {
    const { letter } = presentInvoice(sampleInvoice({ revision: 2 }));
    expect(letter.facts[0]).toEqual({ label: "Invoice", value: "10233 (revision 2)" });
  });

  test("INV-2 a paid invoice asks for nothing and has no slip to tear off", () => {
    const print = presentInvoice(
      sampleInvoice({
        paidCents: toCents(20000),
        creditedCents: toCents(3951),
        balanceCents: toCents(0),
      }),
    );
    expect(print.balance.when).toBe("Nothing to pay");
    expect(print.totals.at(-1)).toEqual({ label: "Credited", value: "\u2212$39.51" });
    expect(print.slip).toBeNull();
  });

  test("INV-1 lines that do not make up the total, or a wrong balance, are our bug", () => {
    expect(() => presentInvoice(sampleInvoice({ totalCents: toCents(1) }))).toThrow(/total/u);
    expect(() => presentInvoice(sampleInvoice({ balanceCents: toCents(1) }))).toThrow(/balance/u);
  });
});
