import { describe, expect, test } from "vitest";
import { toCents } from "../money.ts";
import { foldSheet } from "./envelope.ts";
import { presentNotice } from "./present-notice.ts";
import { presentSlip, type SlipFacts } from "./present-slip.ts";
import { readRemittanceCode } from "./remittance-code.ts";
import { letterhead, recipient, sampleNotice, sampleSetup } from "./testing.ts";

const slip = (over: Partial<SlipFacts> = {}) =>
  presentSlip({
    setup: sampleSetup(),
    letterhead,
    recipient,
    householdNumber: "1042",
    amountCents: toCents(7400),
    facts: [{ label: "Household", value: "1042" }],
    paymentOptions: ["At the front desk"],
    ...over,
  });

describe("DOC-3 the slip to tear off", () => {
  test("DOC-3 says who pays what to whom, and its code opens the same household and amount", () => {
    const print = slip();
    expect(print).toMatchObject({
      payer: recipient.name,
      amountDue: { value: "$74.00" },
      payTo: { lines: [letterhead.name, ...letterhead.addressLines] },
      waysToPay: { lines: ["At the front desk"] },
    });
    expect(readRemittanceCode(print?.code ?? "")).toEqual({ householdNumber: "1042", amountCents: 7400 });
  });

  test.each([0, -500])("DOC-3 there is none when %d is to be paid", (cents) => {
    expect(slip({ amountCents: toCents(cents) })).toBeNull();
  });

  test.each(["single-10", "double-9", "dl"] as const)("DOC-3 is torn where the sheet for %s is folded", (envelope) => {
    const setup = sampleSetup(envelope);
    expect(slip({ setup })?.perforationMm).toBe(foldSheet(setup.envelope, setup.paper).perforationMm);
  });

  test("control 53 its code holds no name", () => {
    expect(slip()?.code).toMatch(/^PRN1:1042:7400:\d$/);
  });
});

describe("BIL-11 a letter with a slip", () => {
  test("BIL-11 asks for the amount by its last day, with the same amount on the slip", () => {
    const print = presentNotice(sampleNotice());
    expect(print.due).toMatchObject({ value: "$74.00" });
    expect(print.due?.when).toContain("2027");
    expect(print.slip?.amountDue.value).toBe("$74.00");
    expect(print.paragraphs).toHaveLength(6);
  });

  test("BIL-11 a letter that asks for nothing has neither amount nor slip", () => {
    const print = presentNotice(sampleNotice({ pay: null }));
    expect([print.due, print.slip]).toEqual([null, null]);
  });

  test("BIL-11 nothing beside the window says what the letter is about", () => {
    const { letter } = presentNotice(sampleNotice());
    const shown = JSON.stringify([letter.heading, letter.facts]);
    expect(shown).toContain("1042");
    expect(shown).not.toMatch(/member|past|due|final|ends/i);
  });
});
