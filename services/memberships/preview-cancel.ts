/** What a cancellation will do (MEM-13, MEM-21): it is made, the run goes on to its day, and all of it is taken back. */
import { listLinesMade, readSettled } from "#db/memberships/change-effect.ts";
import { readMarks } from "#db/memberships/change-trace.ts";
import { findMembership, loadDrawFacts } from "#db/memberships/records.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import type { WritableDb } from "#db/database.ts";
import { explain } from "#domain/billing/explain.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Cx } from "../context.ts";
import { tryOut } from "../try-out.ts";
import { cancelWithin, decideCancelDay, type CancelInput } from "./cancel.ts";
import type { DrawPreview } from "./change-plan.ts";
import { exitOf, findCommitment, type ExitFromPlan } from "./early-exit.ts";
import { foretellDraws, goOnTo, lastInvoiceId } from "./foretell.ts";
import { payerQuestion, type PayerQuestion } from "./leaving-payer.ts";
import type { QuoteLine } from "./quote-enrolment.ts";

export type CancelPreview = {
  readonly version: number;
  readonly sentence: string;
  readonly effectiveOn: Day;
  /** The fee for leaving early, as a line of an invoice of today. */
  readonly todayCents: Cents;
  readonly todayLines: QuoteLine[];
  /** Household credit that pays part of it by itself. */
  readonly creditUsedCents: Cents;
  /** What becomes household credit, on the last day at the latest. */
  readonly creditCents: Cents;
  readonly refundCents: Cents;
  /** What comes off invoices that are open. */
  readonly offInvoicesCents: Cents;
  readonly voidedInvoices: number;
  /** What paid days would be worth that are not used; the settlement says what becomes of them. */
  readonly unusedCents: Cents;
  readonly exit: { readonly dueCents: Cents; readonly policy: string; readonly endsOn: Day; readonly savedCents: Cents } | null;
  /** The end of the commitment that runs; null from month to month. */
  readonly commitmentEndsOn: Day | null;
  readonly payer: PayerQuestion | null;
  readonly nextDraws: DrawPreview[];
};

export function previewCancel(cx: Cx, input: CancelInput): CancelPreview {
  const unusedCents = input.settlement === "credit" ? null : unusedIfCredited(cx, input);
  return tryOut<CancelPreview>(cx.db, (db) => {
    const { membership, effectiveOn } = decideCancelDay(db, cx.today, input);
    const payer = payerQuestion(db, membership);
    const commitmentEndsOn = findCommitment(db, loadDrawFacts(db, membership.id))?.span.endsOn ?? null;
    const exit = exitNow(db, input, effectiveOn);
    const marks = readMarks(db);
    const before = countVoid(db);
    cancelWithin(cx, db, asPreviewed(input, payer));
    const todayLines = listLinesMade(db, marks).map(({ patientName, description, netCents, taxCents, facts }) => ({
      patientName,
      description,
      cents: addCents(netCents, taxCents),
      explain: explain(facts, netCents),
    }));
    const afterInvoice = lastInvoiceId(db);
    const { creditUsedCents } = readSettled(db, marks);
    const voidedInvoices = countVoid(db) - before;
    if (effectiveOn > cx.today && !isPending(db, membership.id)) goOnTo(cx, db, membership, effectiveOn);
    const settled = readSettled(db, marks);
    return {
      version: membership.version,
      sentence: sentenceOf(membership.start_on, effectiveOn, input),
      effectiveOn,
      todayCents: addCents(zeroCents, ...todayLines.map(({ cents }) => cents)),
      todayLines,
      creditUsedCents,
      creditCents: settled.creditCents,
      refundCents: refundedSince(db, marks.entry),
      offInvoicesCents: settled.offInvoicesCents,
      voidedInvoices,
      unusedCents: unusedCents ?? settled.creditCents,
      exit: exit && { dueCents: exit.exit.dueCents, policy: exit.exit.policy, endsOn: exit.span.endsOn, savedCents: exit.savedCents },
      commitmentEndsOn: commitmentEndsOn !== null && commitmentEndsOn > cx.today ? commitmentEndsOn : null,
      payer,
      nextDraws: foretellDraws(cx, db, membership, afterInvoice, 3),
    };
  });
}

/** What the same cancellation would make credit: shown beside "none" and "refund". */
function unusedIfCredited(cx: Cx, input: CancelInput): Cents {
  return tryOut<Cents>(cx.db, (db) => {
    const { membership, effectiveOn } = decideCancelDay(db, cx.today, input);
    const marks = readMarks(db);
    cancelWithin(cx, db, asPreviewed({ ...input, settlement: "credit", refundBy: null }, payerQuestion(db, membership)));
    if (effectiveOn > cx.today && !isPending(db, membership.id)) goOnTo(cx, db, membership, effectiveOn);
    return readSettled(db, marks).creditCents;
  });
}

/** Who pays afterwards changes no amount, so that the figures need not wait for the answer. */
function asPreviewed(input: CancelInput, payer: PayerQuestion | null): CancelInput {
  return { ...input, reason: input.reason.trim() === "" ? "preview" : input.reason, payerPatientId: input.payerPatientId ?? payer?.candidates[0]?.patientId ?? null };
}

function exitNow(db: WritableDb, input: CancelInput, effectiveOn: Day): ExitFromPlan | null {
  const membership = findMembership(db, input.membershipId);
  const settles = (input.settlement ?? "none") !== "none";
  return membership ? exitOf(db, membership, effectiveOn, { savedCents: input.savedCents ?? null, settles }) : null;
}

function sentenceOf(startOn: Day, effectiveOn: Day, { settlement = "none" }: CancelInput): string {
  if (effectiveOn <= startOn) return "It never begins: no day of it is covered.";
  const back = settlement === "none" ? " Nothing is refunded." : "";
  return `The last covered day is ${dayText(addDays(effectiveOn, -1))}.${back}`;
}

function countVoid(db: WritableDb): number {
  return db.get<{ n: number }>("select count(*) as n from invoice where voided_on is not null")?.n ?? 0;
}

function refundedSince(db: WritableDb, entry: number): Cents {
  return (
    db.get<{ cents: Cents }>("select coalesce(sum(amount_cents), 0) as cents from refund where entry_id > ?", entry)?.cents ??
    zeroCents
  );
}
