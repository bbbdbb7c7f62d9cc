import { describe, expect, test } from "vitest";
import { toCents } from "../money.ts";
import { presentReceipt } from "./present-receipt.ts";
import { sampleReceipt } from "./testing.ts";

describe("a receipt", () => {
  test("DOC-7 INV-9 dues and services stand apart, each with its own subtotal", () => {
    const { sections, total } = presentReceipt(sampleReceipt());
    expect(sections.map((section) => section.name)).toEqual(["Membership dues", "Services"]);
    expect(sections.map((section) => section.subtotal.value)).toEqual(["$56.95", "$97.99"]);
    expect(total).toEqual({ label: "Total paid", value: "$154.94" });
  });

  test("PKG-8 what is paid ahead for a package stands apart from services", () => {
    const sample = sampleReceipt();
    const [first, ...others] = sample.lines;
    if (!first) throw new Error("a line");
    const { sections } = presentReceipt({ ...sample, lines: [{ ...first, kind: "prepaid", description: "Prepayment: Ten massages (not a receipt for services)" }, ...others] });
    expect(sections.at(-1)).toMatchObject({ name: "Prepayments", rows: [{ text: "Prepayment: Ten massages (not a receipt for services)" }] });
    expect(sections.find(({ name }) => name === "Services")?.rows.map(({ text }) => text)).not.toContain("Prepayment: Ten massages (not a receipt for services)");
  });

  test("DOC-7 a dues line names the member, the plan and the period covered", () => {
    expect(presentReceipt(sampleReceipt()).sections[0]?.rows[0]).toEqual({
      who: "Rosa Lee",
      text: "Adult plan, monthly",
      detail: "covers Oct 31, 2026 – Nov 29, 2026",
      tax: "",
      amount: "37.00",
    });
  });

  test("DOC-7 tells the card and its last four, the balance, the next draw, how to cancel, and the telephone", () => {
    const print = presentReceipt(sampleReceipt());
    expect(print.settled).toEqual([
      { label: "Paid with Visa ending in 4242", value: "$154.94" },
      { label: "Balance after this payment", value: "$0.00" },
    ]);
    expect(print.nextDraw).toEqual({ label: "Next draw", value: "Nov 30, 2026 · $56.95" });
    expect(print.howToCancel?.lines[0]).toMatch(/^Tell us/u);
    expect(print.closing).toBe("Thank you. Questions? (413) 555-0142");
  });

  test("INV-7 split tenders, change and credit are each told", () => {
    const print = presentReceipt(
      sampleReceipt({
        tenders: [
          { label: "Check", reference: "1043", isCard: false, amountCents: toCents(10000) },
          { label: "Cash", reference: null, isCard: false, amountCents: toCents(6000) },
        ],
        toCreditCents: toCents(506),
        changeCents: toCents(400),
        balanceAfterCents: toCents(-506),
        nextDraw: null,
        howToCancel: " ",
      }),
    );
    expect(print.settled).toEqual([
      { label: "Paid with Check 1043", value: "$100.00" },
      { label: "Paid with Cash", value: "$60.00" },
      { label: "Change given", value: "$4.00" },
      { label: "Kept as credit on the account", value: "$5.06" },
      { label: "Credit after this payment", value: "$5.06" },
    ]);
    expect(print.nextDraw).toBeNull();
    expect(print.howToCancel).toBeNull();
  });

  test("INV-9 never says that something is HSA-eligible", () => {
    expect(JSON.stringify(presentReceipt(sampleReceipt()))).not.toMatch(/eligible/iu);
  });

  test("DOC-7 a receipt whose lines do not make up the payment is our bug", () => {
    expect(() => presentReceipt(sampleReceipt({ toCreditCents: toCents(1) }))).toThrow(/receipt/u);
  });
});
