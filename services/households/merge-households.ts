/**
 * Merges a household into another (MEM-15): people, memberships, invoices, payments and credit go along,
 * what is owed moves by linked transfers, the survivor's draw day wins with one stub for each incoming
 * member, and no activation fee is asked. The household that is left keeps its number and its history.
 */
import { closeCase, findOpenCase, type CaseRow } from "#db/dunning/cases.ts";
import { cancelWaiting } from "#db/dunning/notices.ts";
import { listCreditsLeft } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { findMembership } from "#db/memberships/records.ts";
import { setPayer, type Household } from "#db/people/household.ts";
import {
  freeDrawSeq,
  giveRows,
  hasUnresolvedCharge,
  listAttention,
  listCardIds,
  listDrawsInTheWay,
  listOwed,
  listRowsThatGoAlong,
  setDrawSeq,
  type DrawPlace,
  type RowsByTable,
} from "#db/people/household-rows.ts";
import { insertHouseholdMerge } from "#db/people/merges.ts";
import { asId, type HouseholdId, type InvoiceId, type MembershipId, type PatientId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import { act, type Cx, type Work } from "../context.ts";
import { requireHousehold, requireStanding } from "../people/require.ts";
import { audit } from "../record.ts";
import { alignMembers, type Aligned } from "./align-members.ts";
import { bookTransfer } from "./transfer-balance.ts";

export type MergeInput = { readonly survivorId: HouseholdId; readonly absorbedId: HouseholdId };

/** What an un-merge takes back; kept as JSON with the merge. */
export type KeptMerge = {
  readonly rows: RowsByTable;
  readonly cards: readonly number[];
  readonly payerPatientId: PatientId | null;
  readonly name: string;
  readonly transfers: readonly { readonly entryId: number; readonly account: "receivable" | "household_credit"; readonly cents: number; readonly invoiceId: InvoiceId | null; readonly patientId: PatientId | null }[];
  readonly aligned: readonly Aligned[];
  /** Draw invoices as they were numbered before, where both households had one on a day. */
  readonly drawPlaces: readonly DrawPlace[];
  /** The case that ended because a household has one at a time, with its waiting letters. */
  readonly endedCase: number | null;
  readonly attentionMoved: readonly number[];
  readonly attentionEnded: readonly number[];
  /** Invoices of stubs charged on the day of the merge. */
  readonly stubInvoices: readonly InvoiceId[];
  /** Credit was given for days paid twice, or used on an older debt, at the merge: that is money, and stays. */
  readonly gaveCredit: boolean;
};

export type Merged = { readonly mergeId: number };

/** The reason on letters that wait no more because the household's cases became one. */
export const mergedReason = "Merged with another household";

/** The command. Refusals: see `mergeWithin`. */
export function mergeHouseholds(cx: Cx, input: MergeInput): Merged {
  return act<Merged>(cx, (db) => mergeWithin(cx, db, input));
}

/**
 * Refuses `household_not_found`, `merge_with_itself`, `merge_already_done`, `merge_charge_unresolved`,
 * `merge_member_on_hold` and `merge_change_pending`.
 */
export function mergeWithin(cx: Work, db: WritableDb, { survivorId, absorbedId }: MergeInput): Merged {
  if (survivorId === absorbedId) refuse("merge_with_itself", {});
  const survivor = requireStanding(db, survivorId);
  requireStanding(db, absorbedId);
  for (const one of [survivorId, absorbedId])
    if (hasUnresolvedCharge(db, one)) refuse("merge_charge_unresolved", { household: requireHousehold(db, one).name });
  // What is due is billed first, so that each is paid through a day that lies ahead.
  for (const one of [survivorId, absorbedId]) makeHouseholdPeriods(cx, db, one);
  const absorbed = requireHousehold(db, absorbedId);
  const aligned = alignMembers(cx, db, absorbedId, survivorId);
  const gaveOverlap = requireHousehold(db, absorbedId).creditCents !== absorbed.creditCents;
  const transfers = transferAll(cx, db, { survivorId, absorbedId }, absorbed);
  const drawPlaces = listDrawsInTheWay(db, absorbedId, survivorId);
  for (const { invoiceId, drawOn } of drawPlaces)
    setDrawSeq(db, invoiceId, freeDrawSeq(db, [absorbedId, survivorId], drawOn));
  const endedCase = endOneCase(cx, db, survivorId, absorbedId);
  const rows = listRowsThatGoAlong(db, absorbedId);
  giveRows(db, rows, survivorId);
  const cards = listCardIds(db, survivorId).length === 0 ? listCardIds(db, absorbedId) : [];
  for (const id of cards) db.exec("update card set household_id = ? where id = ?", survivorId, id);
  const attention = moveAttention(cx, db, survivorId, absorbedId);
  setPayer(db, absorbedId, null, absorbed.name);
  if (survivor.payerPatientId === null && absorbed.payerPatientId !== null)
    setPayer(db, survivorId, absorbed.payerPatientId, absorbed.name);
  const lastEntry = lastId(db, "entry");
  const stubInvoices = chargeStubs(cx, db, survivorId, aligned);
  const gaveCredit = gaveOverlap || usedCreditElsewhere(db, lastEntry, stubInvoices);
  audit(cx, db, "household.merged", `household/${survivorId}`, {
    before: { household: absorbedId, balanceCents: absorbed.balanceCents, creditCents: absorbed.creditCents },
    after: { people: (rows["patient"] ?? []).join(", "), memberships: (rows["membership"] ?? []).join(", ") },
  });
  const kept: KeptMerge = {
    rows,
    cards,
    payerPatientId: absorbed.payerPatientId,
    name: absorbed.name,
    transfers,
    aligned,
    drawPlaces,
    endedCase,
    ...attention,
    stubInvoices,
    gaveCredit,
  };
  const mergeId = insertHouseholdMerge(db, {
    survivorId,
    absorbedId,
    mergedOn: cx.today,
    kept: JSON.stringify(kept),
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  touchMerged(db, survivorId, absorbedId, rows);
  return { mergeId };
}

function transferAll(cx: Work, db: WritableDb, { survivorId, absorbedId }: MergeInput, absorbed: Household): KeptMerge["transfers"] {
  const survivor = requireHousehold(db, survivorId);
  const memo = (what: string): string => `${what} moved from household ${absorbed.number} to ${survivor.number}, merged`;
  const owed = listOwed(db, absorbedId).map((invoice) => ({
    account: "receivable" as const,
    cents: invoice.balanceCents,
    invoiceId: asId<InvoiceId>(invoice.invoiceId),
    patientId: invoice.patientId === null ? null : asId<PatientId>(invoice.patientId),
    memo: memo(`Invoice ${invoice.number}`),
  }));
  const credits = listCreditsLeft(db, absorbedId).map((credit) => ({
    account: "household_credit" as const,
    cents: credit.leftCents,
    invoiceId: null,
    patientId: null,
    memo: memo("Credit"),
  }));
  return [...owed, ...credits].map(({ memo: words, ...transfer }) => ({
    ...transfer,
    entryId: bookTransfer(cx, db, { ...transfer, from: absorbedId, to: survivorId, memo: words }),
  }));
}

/** A household has one case (BIL-11): that with the older day 0 goes on, so that nobody gains days by merging. */
function endOneCase(cx: Work, db: WritableDb, survivorId: HouseholdId, absorbedId: HouseholdId): number | null {
  const [own, other] = [findOpenCase(db, survivorId), findOpenCase(db, absorbedId)];
  if (!own || !other) return null;
  const younger: CaseRow = other.dayZeroOn < own.dayZeroOn ? own : other;
  closeCase(db, younger.id, { outcome: "ended", on: cx.today, at: cx.now });
  cancelWaiting(db, { caseId: younger.id }, mergedReason, cx.now);
  audit(cx, db, "past_due.closed", `household/${younger.householdId}`, {
    after: { caseId: younger.id, invoiceId: younger.invoiceId, outcome: "ended" },
  });
  return younger.id;
}

/** What waits for a person goes along, unless the survivor waits for the same. */
function moveAttention(
  cx: Work,
  db: WritableDb,
  survivorId: HouseholdId,
  absorbedId: HouseholdId,
): Pick<KeptMerge, "attentionMoved" | "attentionEnded"> {
  const there = new Set(listAttention(db, survivorId).map(({ kind, subject }) => `${kind} ${subject}`));
  const own = listAttention(db, absorbedId);
  const ended = own.filter(({ kind, subject }) => there.has(`${kind} ${subject}`));
  const moved = own.filter((one) => !ended.includes(one));
  for (const { id } of ended) db.exec("update attention set resolved_at = ? where id = ?", cx.now, id);
  for (const { id } of moved) db.exec("update attention set household_id = ? where id = ?", survivorId, id);
  return { attentionMoved: moved.map(({ id }) => id), attentionEnded: ended.map(({ id }) => id) };
}

/** A stub whose day is today is charged now; the run would do the same. */
function chargeStubs(cx: Work, db: WritableDb, survivorId: HouseholdId, aligned: readonly Aligned[]): InvoiceId[] {
  const before = lastId(db, "invoice");
  for (const { membershipId } of aligned) refreshCursor(db, membershipId);
  makeHouseholdPeriods(cx, db, survivorId);
  return db
    .all<{ id: InvoiceId }>("select id from invoice where household_id = ? and id > ? order by id", survivorId, before)
    .map(({ id }) => id);
}

/** A stub's invoice brings the household's credit into use, oldest debt first: that is money that moved. */
function usedCreditElsewhere(db: WritableDb, afterEntry: number, stubInvoices: readonly InvoiceId[]): boolean {
  return db
    .all<{ invoiceId: InvoiceId }>("select invoice_id as invoiceId from entry where id > ? and kind = 'credit_applied'", afterEntry)
    .some(({ invoiceId }) => !stubInvoices.includes(invoiceId));
}

function lastId(db: WritableDb, table: "invoice" | "entry"): number {
  return db.get<{ id: number }>(`select coalesce(max(id), 0) as id from ${table}`)?.id ?? 0;
}

export function refreshCursor(db: WritableDb, membershipId: MembershipId): void {
  const membership = findMembership(db, membershipId);
  if (membership) refreshDrawCursor(db, membershipId, membership.start_on);
}

/** Every window that shows one of the people, or lists anything of theirs, hears of it. */
export function touchMerged(db: WritableDb, survivorId: HouseholdId, absorbedId: HouseholdId, rows: RowsByTable): void {
  db.touch("patients", "memberships", "invoices", "payments", "billing", "cards", "documents", "notices");
  db.touch(`household/${survivorId}`, `household/${absorbedId}`);
  db.touch(...(rows["patient"] ?? []).map((id) => `patient/${id}`), ...(rows["membership"] ?? []).map((id) => `membership/${id}`));
}
