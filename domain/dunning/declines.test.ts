import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { networkCodes, processorCodes } from "./decline-codes.ts";
import { situations } from "./decline-situations.ts";
import { declineFor, declineSentences, nextStepSentence, type NextStep } from "./declines.ts";

const codes = [...Object.keys(processorCodes), ...Object.keys(networkCodes)];

describe("BIL-12 each decline shows three things", () => {
  test.each(codes)("BIL-12 %s has a sentence for staff, one for the patient, and the next step", (code) => {
    const { staff, patient, next } = declineSentences(code, { kind: "retry", on: toDay("2026-12-08") });
    for (const sentence of [staff, patient, next]) expect(sentence).toMatch(/^[A-Z“].{15,}[.?]$/u);
    expect(next).toContain("8 Dec 2026");
    expect(staff).not.toBe(patient);
  });

  test("BIL-12 nothing read to a patient shames, or says what the bank suspects", () => {
    const suspicion = /stolen|lost|fraud|suspic|blocked|block|theft|police|pick ?up|risk|blacklist|insufficient|not enough|no money|fault|fail/iu;
    for (const { patient } of Object.values(situations)) expect(patient).not.toMatch(suspicion);
    expect(declineFor("stolen_card").patient).toBe(declineFor("do_not_try_again").patient);
    expect(declineFor("lost_card").patient).toBe(declineFor("fraudulent").patient);
  });

  test("BIL-10 lost, stolen, closed, revoked and do not retry are hard; a bank that wants a confirmation is neither", () => {
    const hard = codes.filter((code) => declineFor(code).kind === "hard").toSorted();
    expect(hard).toEqual(
      [
        "account_closed", "bank_account_closed", "closed_account", "do_not_try_again", "fraudulent", "highest_risk_level",
        "invalid_account", "lost_card", "merchant_blacklist", "pickup_card", "previously_declined_do_not_retry",
        "restricted_card", "revocation_of_all_authorizations", "revocation_of_authorization", "stolen_card",
        "stop_payment_order", "04", "07", "41", "43", "46", "59", "62", "79", "83", "93", "R0", "R1", "R3",
      ].toSorted(),
    );
    for (const code of ["authentication_required", "1A", "online_or_offline_pin_required"])
      expect(declineFor(code).kind).toBe("authentication");
    expect(declineFor("insufficient_funds").kind).toBe("soft");
  });

  test("BIL-12 whatever a processor invents is unknown, soft, and has its words", () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        const decline = declineFor(code);
        expect(decline.staff.length).toBeGreaterThan(20);
        if (!codes.includes(code.trim().toLowerCase()) && !codes.includes(code.trim().toUpperCase()))
          expect(decline).toMatchObject({ situation: "unknown", kind: "soft" });
      }),
    );
    for (const trap of ["constructor", "__proto__", "toString", "hasOwnProperty"])
      expect(declineFor(trap).situation).toBe("unknown");
  });

  test("BIL-12 a code is recognised in any case and with blanks around it", () => {
    expect(declineFor(" Insufficient_Funds ").situation).toBe("no_funds");
    expect(declineFor("r0").situation).toBe("revoked");
  });
});

test.each<[NextStep, string]>([
  [{ kind: "retry", on: toDay("2026-12-08") }, "The card is tried again on 8 Dec 2026."],
  [{ kind: "notice", notice: "past_due_final", on: toDay("2026-12-26") }, "“Final notice” is written on 26 Dec 2026."],
  [{ kind: "letter_waits", notice: "past_due_fee" }, "“Reminder with the reactivation fee” waits to be printed."],
  [{ kind: "lapse", on: toDay("2027-01-02") }, "The membership lapses on 2 Jan 2027."],
  [{ kind: "held" }, "On hold: nothing happens by itself until the hold ends."],
  [{ kind: "none" }, "Nothing happens by itself."],
])("BIL-12 the next step in words: %o", (step, words) => {
  expect(nextStepSentence(step)).toBe(words);
});

test("BIL-11 while the final notice waits for the printer, the sentence says that the lapse waits too", () => {
  expect(nextStepSentence({ kind: "letter_waits", notice: "past_due_final" })).toContain("lapses 7 days after that");
});
