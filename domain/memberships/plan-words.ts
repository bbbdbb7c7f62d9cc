/**
 * A plan's terms as people say them, one fact a line (PPL-10..13). The same words show a plan, the
 * difference between two versions (PPL-11) and what an agreement says the member is promised.
 */
import { periodWord } from "../billing/explain.ts";
import { percentWords } from "../coupons/coupon-words.ts";
import { moneyText } from "../money-text.ts";
import type { HouseholdPricing } from "../pricing/household-pricing.ts";
import { waitingDaysOf, type MemberDiscount, type PlanBenefit, type PlanTerms } from "./plan.ts";

export type PlanFact = { readonly label: string; readonly words: string };

/** How numbers of other records are called; unknown ones are said as gone. */
export type PlanNames = {
  readonly plan: (id: number) => string | undefined;
  readonly template: (id: number) => string | undefined;
  /** Decimals of the practice's currency. */
  readonly digits?: 0 | 2;
};

const noNames: PlanNames = { plan: () => undefined, template: () => undefined };

/** Every term in the order of the form; a term that says nothing is said as nothing, so that versions compare line by line. */
export function planFacts(terms: PlanTerms, names: PlanNames = noNames): PlanFact[] {
  const money = (cents: number): string => moneyText(cents, names.digits ?? 2);
  return [
    { label: "Name", words: terms.name },
    { label: "For patients", words: terms.descriptor },
    { label: "For whom", words: audienceWords(terms.audience) },
    { label: "Insured members", words: terms.insuredAllowed ? "allowed" : "not allowed" },
    ...([1, 3, 6, 12] as const).map((months) => {
      const price = terms.prices.find((one) => one.months === months);
      return { label: `Price a ${periodWord(months)}`, words: price ? money(price.priceCents) : "not sold" };
    }),
    { label: "Household pricing", words: householdWords(terms.householdPricing, money) },
    { label: "Activation fee", words: activationWords(terms, money) },
    { label: "Reactivation fee", words: reactivationWords(terms, money) },
    {
      label: "Commitment",
      words: terms.commitmentPeriods === 0 ? "none, month to month" : `${terms.commitmentPeriods} periods`,
    },
    { label: "Leaving early", words: earlyExitWords(terms, money) },
    { label: "At the end of the term", words: terms.autoRenew ? "renews by itself" : "ends" },
    { label: "Tax on dues", words: terms.taxRatePpm === 0 ? "none" : `${terms.taxRatePpm / 10_000} %` },
    ...terms.benefits.map((benefit) => ({
      label: `Benefit ${benefit.label}`,
      words: benefitWords(benefit, waitingDaysOf(terms, benefit), money),
    })),
    { label: "Year for benefits", words: terms.benefitYear === "calendar" ? "the calendar year" : "from the member’s start day" },
    { label: "Kept as money to spend", words: walletWords(terms, money) },
    ...terms.discounts.map((discount) => ({ label: `Discount on ${discountOn(discount)}`, words: discountWords(discount, money) })),
    { label: "Grows out", words: ageOutWords(terms, names) },
    { label: "Agreement", words: agreementWords(terms, names) },
  ];
}

/** `10 % off`, `99.00 for members`. */
export function discountWords({ off }: MemberDiscount, money: (cents: number) => string): string {
  return off.kind === "percent" ? `${percentWords(off.basisPoints)} off` : `${money(off.cents)} for members`;
}

export function discountOn({ on }: MemberDiscount): string {
  return on.kind === "all" ? "everything else" : on.kind === "category" ? on.category : on.code;
}

export function audienceWords({ minAge, maxAgeExclusive }: PlanTerms["audience"]): string {
  if (minAge === null && maxAgeExclusive === null) return "everybody";
  if (maxAgeExclusive === null) return `${minAge} and older`;
  return minAge === null ? `under ${maxAgeExclusive}` : `${minAge} to ${maxAgeExclusive - 1}`;
}

export function householdWords(pricing: HouseholdPricing, money: (cents: number) => string): string {
  if (pricing.kind === "none") return "none";
  if (pricing.kind === "nth_member")
    return pricing.steps
      .map(({ nth, off }, index) => {
        const last = index === pricing.steps.length - 1;
        const who = last ? `member ${nth} and every further one` : `member ${nth}`;
        return `${who} ${off.kind === "percent" ? percentWords(off.basisPoints) : money(off.cents)} less`;
      })
      .join(", ");
  return pricing.prices
    .map(
      ({ months, capCents, extraCents }) =>
        `${money(capCents)} a ${periodWord(months)} for up to ${pricing.people} people, ${money(extraCents)} for each further one`,
    )
    .join("; ");
}

/** `2 a benefit year, any of D1110 or D4910, at most 80.00 each, after 30 days`. */
export function benefitWords(benefit: PlanBenefit, waitingDays: number, money: (cents: number) => string): string {
  const { scope, rollover } = benefit;
  const kept =
    rollover.kind === "none"
      ? null
      : `${rollover.kind === "all" ? "what is left" : `up to ${rollover.units} of what is left`} stays${rollover.months === null ? "" : ` for ${rollover.months} months`}`;
  return [
    `${benefit.quantity} a ${benefit.per === "period" ? "period" : "benefit year"}`,
    scope.kind === "services"
      ? scope.codes.length === 1
        ? `${scope.codes[0]}`
        : `any of ${scope.codes.join(" or ")}`
      : scope.kind === "category"
        ? `any ${scope.category}`
        : null,
    benefit.valueCapCents === null ? null : `at most ${money(benefit.valueCapCents)} each`,
    kept,
    benefit.shareable ? "shared in the household" : null,
    waitingDays === 0 ? null : `after ${waitingDays} days`,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

function activationWords({ activation }: PlanTerms, money: (cents: number) => string): string {
  if (activation.feeCents === 0) return "none";
  const basis =
    activation.basis === "per_member"
      ? "for each member"
      : activation.basis === "per_household"
        ? "once for the household"
        : `for the first ${activation.cap ?? 1} members of the household`;
  return `${money(activation.feeCents)} ${basis}${activation.includesFirstPeriod ? ", the first month included" : ""}`;
}

function reactivationWords({ reactivation }: PlanTerms, money: (cents: number) => string): string {
  switch (reactivation.rule) {
    case "none":
      return "none";
    case "fixed":
      return money(reactivation.fixedCents);
    case "missed_dues":
      return "the dues that were missed";
    case "months_of_dues":
      return `${reactivation.months} months of dues`;
  }
}

function earlyExitWords({ earlyExit }: PlanTerms, money: (cents: number) => string): string {
  switch (earlyExit.kind) {
    case "none":
      return "costs nothing";
    case "remaining_term":
      return "the rest of the term";
    case "claw_back":
      return "what was used at a discount less the dues paid, at most the rest of the term";
    case "fixed":
      return earlyExit.waiverDays === 0
        ? money(earlyExit.cents)
        : `${money(earlyExit.cents)}, nothing in the first ${earlyExit.waiverDays} days`;
  }
}

function walletWords({ wallet, walletAfter }: PlanTerms, money: (cents: number) => string): string {
  if (wallet.kind === "none") return "nothing";
  const part = wallet.kind === "percent" ? `${percentWords(wallet.basisPoints)} of the dues` : `${money(wallet.cents)} of each period`;
  return `${part}, ${walletAfterWords(walletAfter)}`;
}

function walletAfterWords(after: PlanTerms["walletAfter"]): string {
  switch (after.kind) {
    case "kept":
      return `kept ${after.days} days after the end`;
    case "forfeit":
      return "lost at the end";
    case "to_credit":
      return "paid out as credit at the end";
  }
}

function ageOutWords({ audience, ageOut, ageOutTo }: PlanTerms, names: PlanNames): string {
  if (audience.maxAgeExclusive === null) return "never";
  if (ageOut === "never") return `at ${audience.maxAgeExclusive}, and stays on the plan`;
  const to = ageOutTo === null ? "no plan chosen" : (names.plan(ageOutTo) ?? "a plan that is gone");
  return `at ${audience.maxAgeExclusive}, to ${to}, ${ageOut === "auto" ? "by itself" : "after asking"}`;
}

function agreementWords({ agreementRequired, agreementTemplateId }: PlanTerms, names: PlanNames): string {
  if (!agreementRequired) return "none is signed";
  return agreementTemplateId === null ? "its own text" : (names.template(agreementTemplateId) ?? "one that is gone");
}

export type PlanDifference = { readonly label: string; readonly before: string | null; readonly after: string | null };

/** What changed from one version to the next (PPL-11): null before for what is new, null after for what is gone. */
export function planDifferences(before: PlanTerms, after: PlanTerms, names: PlanNames = noNames): PlanDifference[] {
  const was = new Map(planFacts(before, names).map(({ label, words }) => [label, words]));
  const is = new Map(planFacts(after, names).map(({ label, words }) => [label, words]));
  const labels = [...new Set([...was.keys(), ...is.keys()])];
  const changed = labels
    .filter((label) => was.get(label) !== is.get(label))
    .map((label) => ({ label, before: was.get(label) ?? null, after: is.get(label) ?? null }));
  return before.agreementText === after.agreementText
    ? changed
    : [...changed, { label: "Words of the agreement", before: "as they were", after: "changed" }];
}
