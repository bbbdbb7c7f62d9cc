/** The schedule of a payment plan on paper, with lines to sign on; for a drawn one with what the signer allows (INV-6). */
import type { ReadableDb } from "#db/database.ts";
import type { PaymentPlanId } from "#domain/identity.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { moneyText } from "#domain/money-text.ts";
import { addCents, type Cents } from "#domain/money.ts";
import type { PartState, PlanPart } from "#domain/payment-plans/schedule.ts";
import { paidOfPart } from "#domain/statements/present-invoice-plan.ts";
import { printDay } from "#domain/statements/print-format.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { wordsOfPlan, type PlanWords } from "./plan-words.ts";
import { readPlan, type PlanView } from "./view-plans.ts";

const everyWord = { week: "every week", two_weeks: "every two weeks", month: "every month" } as const;

export type PlanPaper = { readonly fileName: string; readonly data: DeskPaperData };

/** Refuses `plan_not_there`. */
export function readPlanPaper(cx: Cx, planId: PaymentPlanId): PlanPaper {
  return look<PlanPaper>(cx, (db) => {
    const plan = readPlan(db, planId, cx.today);
    const { fileName, data } = paperOfPlan(db, plan, wordsOfPlan(db, plan, cx.today));
    const signed = plan.signedOn === null ? "Not yet" : printDay(plan.signedOn, data.setup.locale);
    return { fileName, data: { ...data, facts: [...data.facts, { label: "Signed", value: signed }] } };
  });
}

export type PlanToRead = { readonly sentences: readonly string[]; readonly fingerprint: string };

/** What somebody reads before they sign. Refuses `plan_not_there`. */
export function readPlanWords(cx: Cx, planId: PaymentPlanId): PlanToRead {
  return look<PlanToRead>(cx, (db) => {
    const { sentences, fingerprint } = wordsOfPlan(db, readPlan(db, planId, cx.today), cx.today);
    return { sentences, fingerprint };
  });
}

/** Whether a part is paid, as far as the money has come: `Paid`, `10.00 paid, 15.00 open`, `Open`. */
export function standingOfPart(part: Pick<PlanPart, "cents" | "throughCents"> & { readonly state: PartState }, paidCents: Cents): string {
  if (part.state === "paid") return "Paid";
  const word = part.state === "missed" ? "open, was due" : "open";
  const inCents = paidOfPart(part, paidCents);
  if (inCents === 0) return `${word[0]?.toUpperCase()}${word.slice(1)}`;
  return `${moneyText(inCents)} paid, ${moneyText(addCents(part.cents, -inCents))} ${word}`;
}

export function paperOfPlan(db: ReadableDb, plan: PlanView, words: Pick<PlanWords, "sentences">): PlanPaper {
  const printing = readPrinting(db);
  const household = readHouseholdOnPaper(db, plan.householdId, printing.homeCountry);
  const numbers = plan.invoices.map((invoice) => String(invoice.number)).join(", ");
  const { locale } = printing.setup;
  return {
    fileName: `payment-plan-${plan.planId}.pdf`,
    data: {
      setup: printing.setup,
      letterhead: printing.letterhead,
      recipient: { name: household.name, addressLines: household.addressLines },
      datedOn: plan.startedOn,
      heading: "Payment plan",
      reference: `Invoice ${numbers}`,
      facts: [
        { label: plan.invoices.length === 1 ? "Invoice" : "Invoices", value: numbers },
        { label: "Agreed on", value: printDay(plan.startedOn, locale) },
        { label: "Paid", value: plan.payBy === "card" ? "From the card on file" : "At the desk" },
        { label: "Household", value: String(household.number) },
      ],
      banner: "",
      sections: [
        {
          name: `${plan.parts.length} payments, ${everyWord[plan.every]}`,
          rows: plan.parts.map((part) => ({ on: part.dueOn, text: `Payment ${part.position + 1}`, detail: standingOfPart(part, plan.paidCents), cents: part.cents })),
        },
      ],
      total: { label: "Total of the plan", cents: plan.totalCents },
      settled: [
        { label: "Paid so far", cents: plan.paidCents },
        { label: "Still to pay", cents: plan.leftCents },
      ],
      notes: [
        ...words.sentences,
        ...(plan.signedOn === null ? [] : [`Signed by ${plan.signedBy} on ${printDay(plan.signedOn, locale)}.`]),
      ],
      signers: plan.signedOn === null ? [household.name, printing.letterhead.name] : [],
      signed: null,
    },
  };
}
