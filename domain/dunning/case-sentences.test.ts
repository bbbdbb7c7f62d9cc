import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { attentionWords } from "./attention-words.ts";
import { caseSentences } from "./case-sentences.ts";
import { reactivationFee } from "./reactivation-fee.ts";
import { toCents } from "../money.ts";

const step = { kind: "lapse", on: toDay("2027-01-02") } as const;
const dueOn = toDay("2026-12-05");

test("BIL-12 a manual payer and a missing card have their three sentences too", () => {
  expect(caseSentences({ cause: "manual_payer", dueOn }, step)).toEqual({
    staff: "Pays by hand. The payment of 5 Dec 2026 has not arrived.",
    patient: "We have not received your membership payment of 5 Dec 2026 yet. Would you like to take care of it now?",
    next: "The membership lapses on 2 Jan 2027.",
  });
  expect(caseSentences({ cause: "card_removed", dueOn }, step).staff).toContain("no card on file");
  expect(caseSentences({ cause: "card_declined", code: "expired_card", on: dueOn }, step).staff).toContain("expired");
});

test("BIL-6 every reason has words; what can be done again is offered, what is unknown is not settled by hand", () => {
  expect(attentionWords("billing", "billing_inconsistent").actions).toEqual(["look_again"]);
  expect(attentionWords("billing", "plan_not_found")).toMatchObject({ actions: ["look_again"] });
  expect(attentionWords("early_exit", "lapsed_under_commitment").actions).toEqual(["settle"]);
  expect(attentionWords("charge_unknown", "no_answer").actions).toEqual([]);
  expect(attentionWords("something", "constructor").sentence).toContain("needs a person");
});

test.each([
  ["monthly", 3700, 1, 22_200],
  ["quarterly", 9900, 3, 19_800],
  ["half-yearly", 20_000, 6, 20_000],
  ["annual", 42_500, 12, 21_250],
] as const)("MEM-14 six months of dues, %s", (_, price, months, fee) => {
  const reactivation = { rule: "months_of_dues", months: 6, fixedCents: toCents(0) } as const;
  expect(reactivationFee({ reactivation }, toCents(price), months)).toBe(fee);
});

test("MEM-14 a fixed fee is itself; without one, or with missed dues, a letter promises no amount", () => {
  const fixed = { rule: "fixed", months: 6, fixedCents: toCents(5000) } as const;
  expect(reactivationFee({ reactivation: fixed }, toCents(3700), 1)).toBe(5000);
  for (const rule of ["none", "missed_dues"] as const)
    expect(reactivationFee({ reactivation: { ...fixed, rule } }, toCents(3700), 1)).toBe(0);
});
