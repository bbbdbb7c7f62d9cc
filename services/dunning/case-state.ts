/** A case with everything its timetable depends on: the living memberships behind it, their holds, what was done. */
import {
  findOpenAmount,
  findLastDecline,
  findLiveCard,
  listHeldSpans,
  paysByCard,
  type CaseCause,
  type CaseRow,
  type DuesInvoice,
  type LastDecline,
} from "#db/dunning/cases.ts";
import { listCardFacts } from "#db/charging/household-facts.ts";
import { listNoticesOfCase, type NoticeRow } from "#db/dunning/notices.ts";
import { listDecidedRetries } from "#db/dunning/retries.ts";
import { settingsOf } from "#db/dunning/settings.ts";
import type { ReadableDb } from "#db/database.ts";
import { listLivingOfInvoice } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import { newestUsable } from "#domain/charging/decide-charges.ts";
import { findDrawnPart } from "#db/payment-plans/drawn-parts.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import type { NextStep } from "#domain/dunning/declines.ts";
import { heldByAll, isHeldBy } from "#domain/dunning/held-spans.ts";
import { nextStep } from "#domain/dunning/next-step.ts";
import { caseStepOf } from "#domain/dunning/notice-kinds.ts";
import type { DunningSettings } from "#domain/dunning/settings.ts";
import { lapseDay, timetable, type CaseNotice, type HeldSpan, type Timetable } from "#domain/dunning/timetable.ts";

export type CaseState = {
  readonly case: CaseRow;
  /** Undefined once the invoice is settled or void. */
  readonly invoice: DuesInvoice | undefined;
  readonly settings: DunningSettings;
  readonly living: readonly MembershipId[];
  readonly held: readonly HeldSpan[];
  readonly table: Timetable;
  readonly notices: readonly NoticeRow[];
  readonly decidedNotices: ReadonlySet<CaseNotice>;
  readonly decidedRetries: ReadonlySet<number>;
  /** When the final notice was printed, sent or given; null if not yet. */
  readonly finalNoticeOn: Day | null;
  readonly lastDecline: LastDecline | undefined;
  readonly canRetry: boolean;
  /** The later of the end of the grace days and a week after the final notice; null until both are known. */
  readonly lapseOn: Day | null;
};

export function readCaseState(db: ReadableDb, row: CaseRow, today: Day): CaseState {
  const settings = settingsOf(db, row.settingsId);
  // A part of a payment plan is no membership's: nothing is on hold for it, and nothing lapses over it.
  const living = row.planPartId === null ? listLivingOfInvoice(db, row.invoiceId, today) : [];
  const held = heldByAll(living.map((id) => listHeldSpans(db, id)));
  const ofDues = timetable(row.dayZeroOn, settings, held);
  const table = row.planPartId === null ? ofDues : { ...ofDues, lapseOn: null };
  const notices = listNoticesOfCase(db, row.id);
  const decided = notices.flatMap(({ kind }) => caseStepOf(kind) ?? []);
  const finalNoticeOn = notices.find(({ kind }) => kind === "past_due_final")?.toldOn ?? null;
  const lastDecline = findLastDecline(db, row.invoiceId, row.planPartId);
  return {
    case: row,
    invoice: findCaseDebt(db, row),
    settings,
    living,
    held,
    table,
    notices,
    decidedNotices: new Set(decided),
    decidedRetries: listDecidedRetries(db, row.id),
    finalNoticeOn,
    lastDecline,
    canRetry: row.cause === "card_declined" && mayTryAgain(db, row, lastDecline, today),
    lapseOn: lapseDay(table.lapseOn, finalNoticeOn),
  };
}

/**
 * Whether some card is left to try: never one that was declined for good (BIL-10), and not the one
 * whose cardholder must confirm. The card is the very one that charging would take.
 */
function mayTryAgain(db: ReadableDb, { householdId, planPartId }: CaseRow, decline: LastDecline | undefined, today: Day): boolean {
  if (planPartId === null && !paysByCard(db, householdId)) return false;
  const card = newestUsable({ cards: listCardFacts(db, householdId), today });
  if (!card) return false;
  return decline?.kind !== "authentication" || card.cardId !== decline.cardId;
}

/** What a case is about and is still owed: its invoice, or the rest of its part (INV-6). Undefined once it is settled. */
export function findCaseDebt(db: ReadableDb, { invoiceId, planPartId }: Pick<CaseRow, "invoiceId" | "planPartId">): DuesInvoice | undefined {
  if (planPartId === null) return findOpenAmount(db, invoiceId);
  const part = findDrawnPart(db, planPartId);
  if (!part) return undefined;
  const { invoiceNumber: number, dueOn, issuedAt, restCents: balanceCents } = part;
  return { invoiceId: part.invoiceId, number, dueOn, issuedAt, balanceCents };
}

/** What the machine does next by itself (BIL-12). */
export function nextStepOf(state: CaseState, today: Day): NextStep {
  if (state.case.outcome !== null) return { kind: "none" };
  const queued = state.notices.findLast(({ state: word }) => word === "queued");
  return nextStep(state.table, {
    today,
    heldToday: isHeldBy(state.held, today),
    canRetry: state.canRetry,
    decidedRetries: state.decidedRetries,
    decidedNotices: state.decidedNotices,
    waitingNotice: queued ? caseStepOf(queued.kind) : null,
    finalNoticeOn: state.finalNoticeOn,
  });
}

/** Why a part was not drawn: its card was declined, or there is none that could be asked. */
export function causeOfPart(db: ReadableDb, householdId: HouseholdId, isDeclined: boolean): CaseCause {
  if (isDeclined) return "card_declined";
  return listCardFacts(db, householdId).length > 0 ? "manual_payer" : "card_removed";
}

/** Why a household is past due: its card was declined, it has none any more, or it pays by hand (BIL-18). */
export function causeOf(db: ReadableDb, householdId: HouseholdId, isDeclined: boolean): CaseCause {
  if (!paysByCard(db, householdId)) return "manual_payer";
  if (isDeclined) return "card_declined";
  return findLiveCard(db, householdId) ? "manual_payer" : "card_removed";
}
