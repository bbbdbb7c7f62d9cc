/** The schedule of a payment plan on paper, with lines to sign on; for a drawn one with what the signer allows (INV-6). */
import type { ReadableDb } from "#db/database.ts";
import type { PaymentPlanId } from "#domain/identity.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { moneyText } from "#domain/money-text.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { scheduleWords, type ScheduleWords } from "#domain/payment-plans/schedule-words.ts";
import type { PartState, PlanPart } from "#domain/payment-plans/schedule.ts";
import { paidOfPart } from "#domain/statements/present-invoice-plan.ts";
import { printDay } from "#domain/statements/print-format.ts";
import { fillWords } from "#domain/texts/fill-words.ts";
import { look, type Cx } from "../context.ts";
import { readPrintingFor, type Printing } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { wordsOfPlan, type PlanWords } from "./plan-words.ts";
import { readPlan, type PlanView } from "./view-plans.ts";

const everyWord = { week: "everyWeek", two_weeks: "everyTwoWeeks", month: "everyMonth" } as const;

export type PlanPaper = { readonly fileName: string; readonly data: DeskPaperData };

/** Refuses `plan_not_there`. */
export function readPlanPaper(cx: Cx, planId: PaymentPlanId): PlanPaper {
  return look<PlanPaper>(cx, (db) => {
    const plan = readPlan(db, planId, cx.today);
    const { fileName, data } = paperOfPlan(db, plan, wordsOfPlan(db, plan, cx.today));
    const said = scheduleWords(data.setup.locale, data.setup.words);
    const signed = plan.signedOn === null ? said.notSigned : printDay(plan.signedOn, data.setup.locale);
    return { fileName, data: { ...data, facts: [...data.facts, { label: said.signed, value: signed }] } };
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
function standingOfPart(words: ScheduleWords, part: Pick<PlanPart, "cents" | "throughCents"> & { readonly state: PartState }, paidCents: Cents): string {
  if (part.state === "paid") return words.paid;
  const isMissed = part.state === "missed";
  const inCents = paidOfPart(part, paidCents);
  if (inCents === 0) return isMissed ? words.overdue : words.open;
  return fillWords(isMissed ? words.partlyOverdue : words.partly, { paid: moneyText(inCents), open: moneyText(addCents(part.cents, -inCents)) });
}

/** In the language of the household, unless a printing is given (DOC-8). */
export function paperOfPlan(db: ReadableDb, plan: PlanView, words: Pick<PlanWords, "sentences">, asked?: Printing): PlanPaper {
  const printing = asked ?? readPrintingFor(db, plan.householdId);
  const said = scheduleWords(printing.setup.locale, printing.setup.words);
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
      heading: said.heading,
      reference: `${said.invoice} ${numbers}`,
      facts: [
        { label: plan.invoices.length === 1 ? said.invoice : said.invoices, value: numbers },
        { label: said.agreedOn, value: printDay(plan.startedOn, locale) },
        { label: said.pays, value: plan.payBy === "card" ? said.byCard : said.atDesk },
        { label: said.household, value: String(household.number) },
      ],
      banner: "",
      sections: [
        {
          name: fillWords(said[everyWord[plan.every]], { count: String(plan.parts.length) }),
          rows: plan.parts.map((part) => ({ on: part.dueOn, text: fillWords(said.payment, { number: String(part.position + 1) }), detail: standingOfPart(said, part, plan.paidCents), cents: part.cents })),
        },
      ],
      total: { label: said.total, cents: plan.totalCents },
      settled: [
        { label: said.paidSoFar, cents: plan.paidCents },
        { label: said.stillToPay, cents: plan.leftCents },
      ],
      notes: [
        ...words.sentences,
        ...(plan.signedOn === null ? [] : [fillWords(said.signedBy, { name: plan.signedBy, day: printDay(plan.signedOn, locale) })]),
      ],
      signers: plan.signedOn === null ? [household.name, printing.letterhead.name] : [],
      signed: null,
    },
  };
}
