/** The merge values of a notice as of today: amounts are refreshed for payments since it was queued (DOC-5). */
import { findCase, findLastDecline, listMembershipsOfInvoice, type CaseRow } from "#db/dunning/cases.ts";
import type { NoticeRow } from "#db/dunning/notices.ts";
import { findCardWords, findInvoiceWords, findPayerWords, listMemberWords } from "#db/dunning/letter-facts.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { listScheduleRecords } from "#db/memberships/records.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PlanPartId } from "#domain/identity.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import { letterWords, listOf } from "#domain/dunning/letter-words.ts";
import { reactivationFee } from "#domain/dunning/reactivation-fee.ts";
import { lapseDay, promisedLapseDay } from "#domain/dunning/timetable.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { PrintSetup } from "#domain/statements/document-data.ts";
import { printDay, printMoney } from "#domain/statements/print-format.ts";
import { eventLetterValues, membersOfEventLetter } from "../messages/event-letter.ts";
import { recallLetterValues } from "../benefits/recall-letters.ts";
import { givenLetterValues } from "../packages/given-letter.ts";
import { membersOfPlanLetter, planLetterValues } from "../plan-upkeep/plan-letter.ts";
import { languageFor, localeFor, type TextLanguage } from "#domain/texts/language.ts";
import { sayText } from "../texts/words.ts";
import type { Printing } from "../statements/print-setup.ts";
import { findCaseDebt, readCaseState } from "./case-state.ts";

export type NoticeFacts = {
  readonly language: TextLanguage;
  readonly setup: PrintSetup;
  readonly values: MergeValues;
  /** What the letter asks for; null when it asks for nothing. */
  readonly pay: { readonly amountCents: Cents; readonly byOn: Day | null; readonly invoiceNumber: string } | null;
};

export function readNoticeFacts(db: ReadableDb, printing: Printing, notice: NoticeRow, today: Day, asked?: TextLanguage): NoticeFacts {
  const payer = findPayerWords(db, notice.householdId);
  const language = asked ?? languageFor(printing.setup.locale, payer.language);
  const setup = { ...printing.setup, locale: localeFor(printing.setup.locale, language) };
  const words = letterWords(language);
  const money = (cents: Cents): string => printMoney(cents, setup.currency, setup.locale);
  const day = (on: Day): string => printDay(on, setup.locale);
  const row = notice.caseId === null ? undefined : findCase(db, notice.caseId);
  const isPart = row !== undefined && row.planPartId !== null;
  const ofInvoice = notice.invoiceId === null ? undefined : findInvoiceWords(db, notice.invoiceId);
  // A letter about a part of a payment plan asks for that part, never for the whole invoice (INV-6).
  const invoice = isPart ? (findCaseDebt(db, row) ?? (ofInvoice && { ...ofInvoice, balanceCents: zeroCents })) : ofInvoice;
  const memberships = membershipsOf(db, notice);
  const members = listMemberWords(db, memberships);
  const card = findCardWords(db, notice.cardId ?? declinedCardOf(db, notice));
  const cardText = card === undefined ? words.card : words.cardEnding(card.brand, card.last4);
  const lapseOn = row === undefined ? null : lapseDayOf(db, row, notice, today);
  const feeCents = addCents(...memberships.map((id) => feeOf(db, id)));
  const amountCents = invoice?.balanceCents ?? zeroCents;
  const asks = notice.kind !== "lapsed" && amountCents > 0;
  const memberList = listOf(unique(members.map(({ name }) => name)), language);
  return {
    language,
    setup,
    values: {
      payer: payer.name,
      practice: printing.letterhead.name,
      phone: printing.letterhead.phone ?? words.frontDesk,
      members: memberList,
      plans: listOf(unique(members.map(({ plan }) => plan)), language),
      how_to_pay: sayText(db, "letter.how_to_pay", language, { practice: printing.letterhead.name, phone: printing.letterhead.phone ?? "" }),
      card: cardText,
      ...(card === undefined ? {} : { card_expires: words.month(card.expiresMonth, card.expiresYear) }),
      ...(invoice === undefined
        ? {}
        : {
            amount: money(amountCents),
            due_day: day(invoice.dueOn),
            invoice: String(invoice.number),
            what_happened: words[isPart ? "partHappened" : "whatHappened"](row?.cause ?? "manual_payer", {
              amount: money(amountCents),
              on: day(row?.cause === "card_declined" ? row.dayZeroOn : invoice.dueOn),
              card: cardText,
              members: memberList,
              invoice: String(invoice.number),
            }),
          }),
      ...planLetterValues(db, notice, today, { language, money, day }),
      ...eventLetterValues(db, notice, today, { language, money, day }),
      ...givenLetterValues(db, notice, { language, day }),
      ...recallLetterValues(db, notice, today, { language, day }),
      ...(row === undefined
        ? {}
        : {
            grace_days: String(readCaseState(db, row, today).settings.graceDays),
          }),
      ...(row === undefined || isPart
        ? {}
        : {
            lapse_day: lapseOn === null ? words.later : day(lapseOn),
            reactivation_fee: money(feeCents),
            coming_back: feeCents > 0 ? words.comingBack(money(feeCents)) : words.comingBackFree,
          }),
    },
    pay: asks
      ? { amountCents, byOn: payBy(notice, lapseOn, invoice?.dueOn ?? null), invoiceNumber: String(invoice?.number ?? "") }
      : null,
  };
}

/** The last day on which a payment still comes before the lapse; a reminder by hand names none. */
function payBy(notice: NoticeRow, lapseOn: Day | null, dueOn: Day | null): Day | null {
  if (notice.kind === "invoice_due_soon" || notice.kind === "invoice_issued") return dueOn;
  return lapseOn === null || notice.kind === "invoice_reminder" ? null : addDays(lapseOn, -1);
}

/** A promise that holds: the day as it is known, or the earliest it can be if this letter goes out today. */
function lapseDayOf(db: ReadableDb, row: CaseRow, notice: NoticeRow, today: Day): Day | null {
  if (row.outcome === "lapsed") return row.closedOn;
  const { table, finalNoticeOn } = readCaseState(db, row, today);
  if (finalNoticeOn !== null && notice.kind !== "past_due_final") return lapseDay(table.lapseOn, finalNoticeOn);
  const finalOn = table.notices.find(({ kind }) => kind === "past_due_final")?.on ?? null;
  return promisedLapseDay(table.lapseOn, finalOn, today);
}

function membershipsOf(db: ReadableDb, notice: NoticeRow): MembershipId[] {
  const ofPlan = membersOfPlanLetter(db, notice) ?? membersOfEventLetter(db, notice);
  if (ofPlan !== null) return ofPlan;
  if (notice.invoiceId !== null) return listMembershipsOfInvoice(db, notice.invoiceId);
  return runningMemberships(db, notice.householdId);
}

function runningMemberships(db: ReadableDb, householdId: HouseholdId): MembershipId[] {
  return db
    .all<{ id: MembershipId }>(
      "select id from membership where household_id = ? and next_draw_on is not null order by id",
      householdId,
    )
    .map(({ id }) => id);
}

function declinedCardOf(db: ReadableDb, notice: NoticeRow) {
  return notice.invoiceId === null ? null : (findLastDecline(db, notice.invoiceId, partOf(db, notice))?.cardId ?? null);
}

function partOf(db: ReadableDb, { caseId }: NoticeRow): PlanPartId | null {
  return caseId === null ? null : (findCase(db, caseId)?.planPartId ?? null);
}

function feeOf(db: ReadableDb, id: MembershipId): Cents {
  const record = listScheduleRecords(db, id).at(-1);
  const terms = record === undefined ? undefined : findPlanVersion(db, record.planVersionId)?.terms;
  return record && terms ? reactivationFee(terms, record.priceCents, record.periodMonths) : zeroCents;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
