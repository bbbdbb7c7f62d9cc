/** Headings and fixed words tried on the paper of a household that has them (DOC-8): its own where it has one, an example where not. */
import type { ReadableDb } from "#db/database.ts";
import { yearOf, type Day } from "#domain/calendar.ts";
import type { CreditNoteId, HouseholdId, InvoiceId, PaymentPlanId, PlanVersionId } from "#domain/identity.ts";
import { toCents, zeroCents } from "#domain/money.ts";
import { planSchedule } from "#domain/payment-plans/schedule.ts";
import type { AgreementData } from "#domain/statements/agreement-data.ts";
import type { DocumentKinds } from "#domain/statements/document-data.ts";
import type { CreditNoteData } from "#domain/statements/present-credit-note.ts";
import { sayText } from "./words.ts";
import { sheetPaperOf } from "../households/sheet-on-paper.ts";
import { paperOfPlan } from "../payment-plans/plan-paper.ts";
import { wordsOfPlan } from "../payment-plans/plan-words.ts";
import { readPlan, type PlanView } from "../payment-plans/view-plans.ts";
import { creditNoteOf } from "../statements/credit-note-data.ts";
import type { Printing } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { readYearlyStatement } from "../yearly-statements/yearly-data.ts";
import type { Tried } from "./preview-paper.ts";

const exampleCents = toCents(12_000);

export function previewCreditNote(db: ReadableDb, printing: Printing, householdId: HouseholdId, today: Day): Tried<CreditNoteData> {
  const found = db.get<{ id: CreditNoteId }>(
    "select c.id from credit_note c join invoice i on i.id = c.invoice_id where i.household_id = ? order by c.id desc limit 1",
    householdId,
  );
  if (found) {
    const data = creditNoteOf(db, found.id, printing);
    return { data, from: `Credit note ${data.creditNoteNumber} of this household.`, examples: [] };
  }
  const { setup, letterhead, language } = printing;
  const household = readHouseholdOnPaper(db, householdId, printing.homeCountry);
  const isSpanish = language === "es";
  return {
    data: {
      setup,
      letterhead,
      recipient: { name: household.name, addressLines: household.addressLines },
      householdNumber: String(household.number),
      creditNoteNumber: "1042",
      invoiceNumber: "1041",
      notedOn: today,
      reason: isSpanish ? "Cobrado dos veces" : "Charged twice",
      lines: [{ on: today, patientName: household.name, providerName: null, description: isSpanish ? "Limpieza" : "Cleaning", netCents: exampleCents }],
      taxCents: zeroCents,
      totalCents: exampleCents,
      toCreditCents: exampleCents,
      offInvoiceCents: zeroCents,
    },
    from: "This household has no credit note: one is made up.",
    examples: ["The credit note"],
  };
}

export function previewYearly(db: ReadableDb, printing: Printing, householdId: HouseholdId, today: Day): Tried<DocumentKinds["yearly_statement"]> {
  const year = yearOf(today);
  const data = readYearlyStatement(db, printing, { householdId, year }, today);
  return { data, from: `The yearly statement ${year} of this household, as far as the year has come.`, examples: [] };
}

export function previewSheet(db: ReadableDb, printing: Printing, householdId: HouseholdId, today: Day): Tried<DocumentKinds["household_sheet"]> {
  return { data: sheetPaperOf(db, printing, householdId, today), from: "The household sheet as of today.", examples: [] };
}

/** The household's newest schedule, in the words of today also where it was signed in others; else one that is made up. */
export function previewSchedule(db: ReadableDb, printing: Printing, householdId: HouseholdId, today: Day): Tried<DocumentKinds["desk_paper"]> {
  const found = db.get<{ id: PaymentPlanId }>("select id from payment_plan where household_id = ? order by id desc limit 1", householdId);
  if (found) {
    const plan = { ...readPlan(db, found.id, today), agreed: "" };
    const { data } = paperOfPlan(db, plan, wordsOfPlan(db, plan, today, printing.language), printing);
    return { data, from: "The payment plan of this household, in the words of today.", examples: [] };
  }
  const parts = planSchedule(exampleCents, { downCents: zeroCents, every: "month", firstOn: today, by: { kind: "count", count: 3 } }, today);
  const plan: PlanView = {
    planId: 0 as PaymentPlanId,
    householdId,
    payerName: readHouseholdOnPaper(db, householdId, printing.homeCountry).name,
    totalCents: exampleCents,
    every: "month",
    payBy: "card",
    signedOn: null,
    signedBy: "",
    signMethod: null,
    documentId: null,
    agreed: "",
    startedOn: today,
    endedOn: null,
    endReason: null,
    paidCents: zeroCents,
    state: "kept",
    parts: parts.map((part) => ({ ...part, state: "due" as const })),
    invoices: [{ invoiceId: 0 as InvoiceId, number: 1042, dueBeforeOn: today, balanceCents: exampleCents }],
    missedCents: zeroCents,
    leftCents: exampleCents,
    nextOn: today,
  };
  const { data } = paperOfPlan(db, plan, wordsOfPlan(db, plan, today, printing.language), printing);
  return { data, from: "This household has no payment plan: one is made up.", examples: ["The payment plan"] };
}

/** Signed copies stay as they were signed; the frame is shown around an agreement that is made up. */
export function previewAgreementFrame(db: ReadableDb, printing: Printing, householdId: HouseholdId, today: Day): Tried<DocumentKinds["agreement"]> {
  const { setup, letterhead, language } = printing;
  const household = readHouseholdOnPaper(db, householdId, printing.homeCountry);
  const agreement: AgreementData = {
    setup,
    letterhead,
    recipient: { name: household.name, addressLines: household.addressLines },
    householdNumber: String(household.number),
    datedOn: today,
    text: sayText(db, "plan.not_insurance", language, { practice: letterhead.name }),
    fingerprint: "0".repeat(64),
    agreed: {
      patientName: household.name,
      planName: language === "es" ? "Adultos" : "Adult",
      planVersionId: 1 as PlanVersionId,
      termsSha256: "",
      priceCents: toCents(3700),
      periodMonths: 1,
      activationFeeCents: toCents(9900),
      startOn: today,
      drawDay: 5,
    },
    signed: null,
  };
  return { data: { agreements: [agreement] }, from: "An agreement that is made up, with this household’s name. What was signed stays as it was signed.", examples: ["The agreement"] };
}
