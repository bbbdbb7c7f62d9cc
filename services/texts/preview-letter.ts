/** A letter tried with a household (DOC-8): its own case, invoice, card or membership where it has one, examples where not. */
import { findOpenCase, listOpenPartCases } from "#db/dunning/cases.ts";
import { listNoticesOfHousehold, type NoticeRow } from "#db/dunning/notices.ts";
import type { ReadableDb } from "#db/database.ts";
import { listHolds } from "#db/memberships/records.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import { isPartNotice, isPlanNotice, noticeNames, type NoticeKind } from "#domain/dunning/notice-kinds.ts";
import { fieldsOf, type MergeField } from "#domain/dunning/notice-text.ts";
import { asId, type CardId, type HouseholdId, type InvoiceId, type MembershipId, type NoticeId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { NoticeData } from "#domain/statements/document-data.ts";
import { exampleValues } from "#domain/texts/example-values.ts";
import { fieldsIn } from "#domain/texts/fill-words.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import { noticeTextId } from "#domain/texts/register.ts";
import { letterOf } from "../dunning/notice-letter.ts";
import { readNoticeFacts } from "../dunning/notice-values.ts";
import { holdEndEvent } from "../plan-upkeep/plan-events.ts";
import type { Printing } from "../statements/print-setup.ts";
import { wordsOf } from "./words.ts";

export type LetterPreview = { readonly data: NoticeData; readonly from: string; readonly examples: string[] };

/** How far back a household's own letters are looked through. */
const mostLooked = 200;

export function previewLetterOf(
  db: ReadableDb,
  printing: Printing,
  { kind, householdId, today, now, language }: { readonly kind: NoticeKind; readonly householdId: HouseholdId; readonly today: Day; readonly now: Instant; readonly language: TextLanguage },
): LetterPreview {
  const written = findWritten(db, householdId, kind);
  const notice = written ?? supposed(db, householdId, kind, today, now);
  const facts = readNoticeFacts(db, printing, notice, today, language);
  const words = wordsOf(db, noticeTextId(kind), language);
  // What asks for money says nothing true where nothing is owed any more.
  const isSettled = facts.pay === null && kind !== "lapsed" && fieldsOf[kind].includes("what_happened");
  const lacking = [...new Set(fieldsIn(`${words.subject}\n${words.body}`))].filter(
    (field): field is MergeField => (facts.values[field as MergeField] ?? "") === "" || (isSettled && (field === "amount" || field === "what_happened")),
  );
  const all = exampleValues(language, kind);
  const examples = Object.fromEntries(lacking.map((field) => [field, all[field] ?? ""]));
  const data = letterOf(db, printing, notice, today, {
    ...facts,
    values: { ...facts.values, ...examples },
    pay: facts.pay ?? (lacking.includes("amount") && kind !== "lapsed" ? { amountCents: toCents(7400), byOn: null, invoiceNumber: "1042" } : null),
  });
  return { data, from: fromWords(kind, written !== undefined, lacking.length > 0), examples: lacking.map((field) => `{${field}}`) };
}

function fromWords(kind: NoticeKind, isWritten: boolean, hasExamples: boolean): string {
  if (hasExamples) return `This household has nothing for “${noticeNames[kind]}” now, so some of it is made up.`;
  return isWritten ? `“${noticeNames[kind]}” as it stands with this household, with the amounts of today.` : "What this household would read today.";
}

function findWritten(db: ReadableDb, householdId: HouseholdId, kind: NoticeKind): NoticeRow | undefined {
  return listNoticesOfHousehold(db, householdId, mostLooked).find((notice) => notice.kind === kind && notice.state !== "skipped");
}

/** The letter as it would be queued today, if there were a reason for it. */
function supposed(db: ReadableDb, householdId: HouseholdId, kind: NoticeKind, today: Day, now: Instant): NoticeRow {
  const ofCase = isPartNotice(kind) ? listOpenPartCases(db, householdId)[0] : findOpenCase(db, householdId);
  const hold = kind === "hold_ends" ? findHold(db, householdId) : undefined;
  return {
    id: asId<NoticeId>(Number.MAX_SAFE_INTEGER),
    householdId,
    caseId: isPlanNotice(kind) ? null : (ofCase?.id ?? null),
    invoiceId: isPlanNotice(kind) ? null : (ofCase?.invoiceId ?? findOpenInvoice(db, householdId)),
    cardId: findCard(db, householdId),
    membershipId: hold?.membershipId ?? (isPlanNotice(kind) ? findMembershipOf(db, householdId) : null),
    event: hold?.event ?? "",
    kind,
    dueOn: today,
    channel: "letter",
    state: "queued",
    facts: "{}",
    toldOn: null,
    reason: "",
    batchId: null,
    documentId: null,
    createdAt: now,
  };
}

function findOpenInvoice(db: ReadableDb, householdId: HouseholdId): InvoiceId | null {
  return (
    db.get<{ id: InvoiceId }>(
      "select id from invoice where household_id = ? and number is not null and balance_cents > 0 and voided_on is null order by id desc limit 1",
      householdId,
    )?.id ?? null
  );
}

function findCard(db: ReadableDb, householdId: HouseholdId): CardId | null {
  return db.get<{ id: CardId }>("select id from card where household_id = ? and removed_at is null order by id desc limit 1", householdId)?.id ?? null;
}

function findMembershipOf(db: ReadableDb, householdId: HouseholdId): MembershipId | null {
  return db.get<{ id: MembershipId }>("select id from membership where household_id = ? order by next_draw_on is null, id limit 1", householdId)?.id ?? null;
}

function findHold(db: ReadableDb, householdId: HouseholdId): { readonly membershipId: MembershipId; readonly event: string } | undefined {
  return db
    .all<{ id: MembershipId }>("select id from membership where household_id = ? order by id", householdId)
    .flatMap(({ id: membershipId }) => listHolds(db, membershipId).flatMap(({ id, until }) => (until === null ? [] : [{ membershipId, event: holdEndEvent(id, until) }])))
    .at(-1);
}
