/** Turns the facts of an amount into a sentence that can be read out, its steps and its rule (MEM-20, UI-4). */
import { daysBetween } from "../calendar.ts";
import { dayText, rangeText } from "../day-text.ts";
import { moneyText } from "../money-text.ts";
import { toCents, type Cents } from "../money.ts";
import type { AmountFacts, ReducedBy } from "./amount-facts.ts";

export type Explained = {
  readonly rule: string;
  readonly sentence: string;
  readonly steps: { label: string; value: string }[];
};

/** How a period length is said. */
export function periodWord(months: number): string {
  return months === 1 ? "month" : months === 3 ? "quarter" : months === 6 ? "half-year" : "year";
}

/**
 * Explains one amount. `netCents` is what the line came to, so that the last step always shows the
 * amount the person is looking at.
 */
export function explain(facts: AmountFacts, netCents: Cents, digits: 0 | 2 = 2): Explained {
  const money = (cents: number): string => moneyText(cents, digits);
  switch (facts.kind) {
    case "full_period":
      return {
        rule: "F-5",
        sentence: `The ${periodWord(facts.months)} from ${rangeText({ from: facts.fromOn, to: facts.toOn })} costs ${money(netCents)}.`,
        steps: [
          { label: "Covers", value: rangeText({ from: facts.fromOn, to: facts.toOn }) },
          { label: `Price for a ${periodWord(facts.months)}`, value: money(facts.priceCents) },
          { label: "Days", value: String(daysBetween(facts.fromOn, facts.toOn)) },
          { label: "Amount", value: money(netCents) },
        ],
      };
    case "stub":
      return {
        rule: "F-8",
        sentence: `${facts.usedDays} of ${facts.totalDays} days at ${money(facts.priceCents)} a ${periodWord(facts.months)} make ${money(netCents)}, up to the next draw day.`,
        steps: [
          { label: "Covers", value: rangeText({ from: facts.fromOn, to: facts.toOn }) },
          { label: "Days covered", value: String(facts.usedDays) },
          {
            label: `Days of the ${periodWord(facts.months)} ${rangeText({ from: facts.alignedFromOn, to: facts.alignedToOn })}`,
            value: String(facts.totalDays),
          },
          {
            label: "Formula",
            value: `${money(facts.priceCents)} × ${facts.usedDays} ÷ ${facts.totalDays}, rounded once`,
          },
          { label: "Amount", value: money(netCents) },
        ],
      };
    case "full_now":
      return {
        rule: "MEM-2",
        sentence: `A full ${periodWord(facts.months)} is paid at once; days paid twice come off the first draw.`,
        steps: [
          { label: "Covers", value: rangeText({ from: facts.fromOn, to: facts.toOn }) },
          { label: `Price for a ${periodWord(facts.months)}`, value: money(facts.priceCents) },
          { label: "Amount", value: money(netCents) },
        ],
      };
    case "less_overlap":
      return {
        rule: "MEM-2",
        sentence: `${money(facts.priceCents)} less ${money(facts.creditCents)} for ${facts.overlapDays} days that were already paid make ${money(netCents)}.`,
        steps: [
          { label: "Covers", value: rangeText({ from: facts.fromOn, to: facts.toOn }) },
          { label: `Price for a ${periodWord(facts.months)}`, value: money(facts.priceCents) },
          { label: "Already paid until", value: dayText(facts.paidToOn) },
          {
            label: "Credit",
            value: `${money(facts.paidForCents ?? facts.priceCents)} × ${facts.overlapDays} ÷ ${facts.paidDays} = ${money(facts.creditCents)}`,
          },
          { label: "Amount", value: money(netCents) },
        ],
      };
    case "activation":
      return explainActivation(facts, netCents, money);
    case "reduced":
      return explainReduced(facts, netCents, digits);
    case "unused_days":
      return {
        rule: "MEM-9",
        sentence: `${facts.unusedDays} of ${facts.periodDays} days of a period that cost ${money(facts.periodCents)} are not used: ${money(netCents)}.`,
        steps: [
          { label: "Days given back", value: rangeText({ from: facts.fromOn, to: facts.toOn }) },
          { label: "The period cost", value: money(facts.periodCents) },
          {
            label: "Formula",
            value: `${money(facts.periodCents)} × ${facts.unusedDays} ÷ ${facts.periodDays}, rounded once`,
          },
          { label: "Amount", value: money(netCents) },
        ],
      };
    case "billed_in_term":
      return {
        rule: "MEM-10",
        sentence: `${money(facts.periodCents)} was billed for ${rangeText({ from: facts.fromOn, to: facts.toOn })}. It counts for the year: ${money(netCents)}.`,
        steps: [
          { label: "Billed already for", value: rangeText({ from: facts.fromOn, to: facts.toOn }) },
          { label: "Counts for the year", value: money(netCents) },
        ],
      };
    case "reactivation":
      return explainReactivation(facts, netCents, money);
    case "hold_fee":
      return {
        rule: "MEM-12",
        sentence: `${facts.each ? "For each draw that the hold skips" : "Once for the hold"}: ${money(netCents)}.`,
        steps: [
          { label: "On hold", value: rangeText({ from: facts.fromOn, to: facts.toOn }) },
          { label: facts.each ? "Fee for each skipped draw" : "Fee, once", value: money(facts.feeCents) },
          { label: "Amount", value: money(netCents) },
        ],
      };
    case "early_exit":
      return explainEarlyExit(facts, netCents, money);
    case "typed":
      return {
        rule: "INV-1",
        sentence:
          facts.quantity === 1
            ? `One at ${money(facts.unitCents)}.`
            : `${facts.quantity} at ${money(facts.unitCents)} each make ${money(toCents(facts.quantity * facts.unitCents))}.`,
        steps: [
          { label: "Quantity", value: String(facts.quantity) },
          { label: "Unit price", value: money(facts.unitCents) },
          { label: "Amount before tax", value: money(netCents) },
        ],
      };
  }
}

function explainActivation(
  facts: Extract<AmountFacts, { kind: "activation" }>,
  netCents: Cents,
  money: (cents: number) => string,
): Explained {
  const basis =
    facts.basis === "per_member"
      ? "once for each member"
      : facts.basis === "per_household"
        ? "once for the household"
        : "for the first members of the household";
  const why = facts.paidBeforeOn
    ? `It was paid on ${dayText(facts.paidBeforeOn)} and is never charged twice to the same person.`
    : facts.waived !== null
      ? `It was waived: ${facts.waived}.`
      : facts.coveredByHousehold
        ? "The household has already paid it."
        : facts.coversThroughOn
          ? `It includes the first month, through ${dayText(facts.coversThroughOn)}.`
          : `It is charged ${basis}.`;
  return {
    rule: facts.paidBeforeOn ? "MEM-5" : facts.coversThroughOn ? "MEM-3" : "PPL-10",
    sentence: `The activation fee is ${money(netCents)}. ${why}`,
    steps: [
      { label: "Activation fee of the plan", value: money(facts.feeCents) },
      { label: "Charged", value: basis },
      ...(facts.coversThroughOn ? [{ label: "Paid through", value: dayText(facts.coversThroughOn) }] : []),
      { label: "Amount", value: money(netCents) },
    ],
  };
}

function explainEarlyExit(
  facts: Extract<AmountFacts, { kind: "early_exit" }>,
  netCents: Cents,
  money: (cents: number) => string,
): Explained {
  const promised = toCents(facts.priceCents * facts.periods);
  const remaining = `${money(promised)} − ${money(facts.billedCents)} = ${money(facts.remainingCents)}`;
  const sentence =
    facts.policy === "fixed"
      ? `The plan asks for ${money(netCents)} when somebody leaves before ${dayText(facts.endsOn)}.`
      : facts.policy === "remaining_term"
        ? `${facts.periods} periods at ${money(facts.priceCents)} were agreed; ${money(facts.remainingCents)} of them is left.`
        : `What was used cost members ${money(facts.savedCents)} less than its list price; the dues so far were ${money(facts.billedCents)}: ${money(netCents)}.`;
  return {
    rule: "MEM-13",
    sentence,
    steps: [
      { label: "Agreed", value: `${facts.periods} × ${money(facts.priceCents)} = ${money(promised)}` },
      { label: "Commitment ends", value: dayText(facts.endsOn) },
      { label: "Leaves", value: dayText(facts.leavesOn) },
      { label: "Dues billed so far", value: money(facts.billedCents) },
      ...(facts.policy === "fixed" ? [] : [{ label: "Rest of the term", value: remaining }]),
      ...(facts.policy === "claw_back"
        ? [
            { label: "List price less member price", value: money(facts.savedCents) },
            { label: "Formula", value: `${money(facts.savedCents)} − ${money(facts.billedCents)}, at most the rest of the term` },
          ]
        : []),
      { label: "Amount", value: money(netCents) },
    ],
  };
}

/** The amount before, each step that took something off, and what is left (MEM-6). */
function explainReduced(
  facts: Extract<AmountFacts, { kind: "reduced" }>,
  netCents: Cents,
  digits: 0 | 2,
): Explained {
  const money = (cents: number): string => moneyText(cents, digits);
  const before = explain(facts.of, facts.listCents, digits);
  const words = facts.steps.map((step) => stepWords(step, money));
  const kinds = new Set(facts.steps.map(({ what }) => what));
  return {
    rule: kinds.has("package") ? "PKG-3" : kinds.has("benefit") ? "PKG-10" : kinds.has("manual") ? "INV-1" : kinds.size > 1 || kinds.has("plan_discount") ? "MEM-6" : kinds.has("coupon") ? "PPL-14" : "PPL-12",
    sentence: [before.sentence, ...words.map(({ sentence }) => sentence), `${money(netCents)} is left.`].join(" "),
    steps: [
      ...before.steps.filter(({ label }) => label !== "Amount"),
      { label: "Before", value: money(facts.listCents) },
      ...words.map(({ label, off }) => ({ label, value: `− ${money(off)}` })),
      { label: "Amount", value: money(netCents) },
    ],
  };
}

/** What took something off, in few words: on the invoice, in its preview, and in front of the explanation's figures. */
export function reducedLabel(step: ReducedBy): string {
  switch (step.what) {
    case "household_pricing":
      return `Household pricing, ${ordinal(step.nth)} member`;
    case "plan_discount":
      return `${step.planName}, ${step.words}`;
    case "coupon":
      return `Coupon ${step.code}`;
    case "package":
      return `Package price, ${step.name}`;
    case "benefit":
      return `Benefit: ${step.label}`;
    case "manual":
      return step.basisPoints === null ? `Discount: ${step.reason}` : `Discount ${percentWord(step.basisPoints)}: ${step.reason}`;
  }
}

/** `10 %`, `12.5 %`. */
function percentWord(basisPoints: number): string {
  const hundredths = basisPoints % 100;
  return `${Math.floor(basisPoints / 100)}${hundredths === 0 ? "" : `.${String(hundredths).padStart(2, "0").replace(/0$/, "")}`} %`;
}

function stepWords(step: ReducedBy, money: (cents: number) => string): { label: string; sentence: string; off: Cents } {
  const label = reducedLabel(step);
  const off = step.offCents;
  switch (step.what) {
    case "household_pricing":
      return {
        label,
        off,
        sentence: `As the ${ordinal(step.nth)} member of the household ${money(step.offCents)} less.`,
      };
    case "plan_discount":
      return { label, off, sentence: `${step.planName} takes off ${money(step.offCents)} (${step.words}).` };
    case "coupon":
      return { label, off, sentence: `Coupon ${step.code} takes off ${money(step.offCents)}.` };
    case "package":
      return { label, off, sentence: `One use of ${step.name} pays for it, which takes off ${money(step.offCents)}.` };
    case "benefit":
      return { label, off, sentence: `${step.label} of the membership covers ${money(step.offCents)}.` };
    case "manual":
      return { label, off, sentence: `A discount given by hand takes off ${money(step.offCents)} (${step.reason}).` };
  }
}

function ordinal(n: number): string {
  const last = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10;
  return `${n}${last === 1 ? "st" : last === 2 ? "nd" : last === 3 ? "rd" : "th"}`;
}

function explainReactivation(
  facts: Extract<AmountFacts, { kind: "reactivation" }>,
  netCents: Cents,
  money: (cents: number) => string,
): Explained {
  const formula =
    facts.rule === "months_of_dues"
      ? `${facts.feeMonths} months at ${money(facts.priceCents)} a ${periodWord(facts.months)} make ${money(facts.feeCents)}`
      : `The plan asks for ${money(facts.feeCents)}`;
  const changed = facts.changedBecause === null ? "" : ` It was set to ${money(netCents)}: ${facts.changedBecause}.`;
  return {
    rule: "MEM-14",
    sentence: `${formula} for coming back.${changed} The first month is included, through ${dayText(facts.coversThroughOn)}.`,
    steps: [
      { label: `Price for a ${periodWord(facts.months)}`, value: money(facts.priceCents) },
      { label: "Reactivation fee of the plan", value: money(facts.feeCents) },
      { label: "Paid through", value: dayText(facts.coversThroughOn) },
      { label: "Amount", value: money(netCents) },
    ],
  };
}
