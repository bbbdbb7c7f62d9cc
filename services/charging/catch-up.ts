/**
 * Catch-up review (BIL-3): draws of days on which nothing ran. The newest of a household goes to its
 * card by itself; what is older waits here for a person: charge all of it, charge the current one and
 * forgive the rest, or leave it for the desk.
 */
import { insertCatchUp, listMissedDraws, type MissedDraw } from "#db/charging/catch-up.ts";
import { setPartChoice, type DrawnPartRow } from "#db/payment-plans/drawn-parts.ts";
import { findLiveAttempt } from "#db/charging/attempts.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { oldestUnaskedDays } from "#domain/charging/decide-charges.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { writeOffPart } from "../payment-plans/write-off-part.ts";
import { audit } from "../record.ts";
import { listMissedParts } from "./missed-parts.ts";

/** A draw that was missed, or a part of a drawn payment plan (INV-6). */
type Missed = MissedDraw & {
  readonly part: DrawnPartRow | null;
  /** The newest draw of the household, or part of the plan: older ones may be forgiven in its favour. */
  readonly isCurrent: boolean;
};

export type CatchUpHousehold = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly draws: readonly Missed[];
  readonly totalCents: Cents;
};

/** Households with draws that wait, by the payer's name. */
export function listCatchUp(cx: Cx): CatchUpHousehold[] {
  return look<CatchUpHousehold[]>(cx, (db) => {
    const households = new Map<HouseholdId, Missed[]>();
    for (const draw of missed(cx, db)) {
      const rows = households.get(draw.householdId);
      if (rows) rows.push(draw);
      else households.set(draw.householdId, [draw]);
    }
    return [...households].map(([householdId, draws]) => ({
      householdId,
      payerName: draws[0]?.payerName ?? "",
      draws,
      totalCents: addCents(...draws.map((draw) => draw.balanceCents)),
    }));
  });
}

export type CatchUpDone = { readonly charged: number; readonly forgiven: number; readonly forgivenCents: Cents };

/** The missed draws go to the card with the next runs, one a day for the same amount (BIL-10). Refuses `catch_up_empty`. */
export function chargeAllMissed(cx: Cx, request: { readonly householdId: HouseholdId }): CatchUpDone {
  return decide(cx, request.householdId, "charged", () => "charge");
}

/** Older ones are written off; the current one, if it waits too, is charged. Refuses `catch_up_empty`. */
export function forgiveOlderMissed(cx: Cx, request: { readonly householdId: HouseholdId }): CatchUpDone {
  return decide(cx, request.householdId, "forgiven", (draw) => (draw.isCurrent ? "charge" : "forgive"));
}

/** They stay on the account and are collected at the desk. Refuses `catch_up_empty`. */
export function skipMissed(cx: Cx, request: { readonly householdId: HouseholdId }): CatchUpDone {
  return decide(cx, request.householdId, "skipped", () => "skip");
}

function decide(
  cx: Cx,
  householdId: HouseholdId,
  word: "charged" | "forgiven" | "skipped",
  choose: (draw: Missed) => "charge" | "forgive" | "skip",
): CatchUpDone {
  return act<CatchUpDone>(cx, (db) => {
    const draws = missed(cx, db, householdId);
    if (draws.length === 0) refuse("catch_up_empty", {});
    const chosen = draws.map((draw) => ({ draw, choice: choose(draw) }));
    for (const { draw, choice } of chosen) {
      if (draw.part) setPartChoice(db, draw.part.partId, choice);
      else insertCatchUp(db, { invoiceId: draw.invoiceId, choice, decidedBy: cx.actor.staffId, decidedAt: cx.now });
      if (choice !== "forgive") continue;
      if (draw.part) writeOffPart(cx, db, draw.part, forgiven);
      else forgive(cx, db, draw);
    }
    const given = chosen.filter(({ choice }) => choice === "forgive").map(({ draw }) => draw);
    const done = {
      charged: chosen.filter(({ choice }) => choice === "charge").length,
      forgiven: given.length,
      forgivenCents: addCents(...given.map((draw) => draw.balanceCents)),
    };
    audit(cx, db, `catch_up.${word}`, `household/${householdId}`, {
      after: { invoices: draws.map((draw) => draw.invoiceId).join(","), ...done },
    });
    db.touch("billing", "invoices", `household/${householdId}`);
    return done;
  });
}

const forgiven = "Missed month forgiven";

function forgive(cx: Cx, db: WritableDb, draw: Pick<MissedDraw, "invoiceId" | "balanceCents">): void {
  writeOffInvoice(cx, db, {
    invoiceId: draw.invoiceId,
    amountCents: draw.balanceCents,
    reason: forgiven,
  });
}

/**
 * With a new card a household's older months may be forgiven (BIL-14): every draw that still owes,
 * but the newest and those with a charge on its way. Answers how many and how much.
 */
export function forgiveOlderMonths(cx: Cx, request: { readonly householdId: HouseholdId }): CatchUpDone {
  return act<CatchUpDone>(cx, (db) => {
    const { householdId } = request;
    const current = newestDraw(db, householdId, cx.today);
    const older = db
      .all<Pick<MissedDraw, "invoiceId" | "balanceCents" | "dueOn">>(
        `select id as invoiceId, balance_cents as balanceCents, due_on as dueOn from invoice
         where household_id = ? and kind = 'draw' and balance_cents > 0 and voided_on is null and due_on < ? order by due_on, id`,
        householdId,
        current ?? "",
      )
      .filter((draw) => !findLiveAttempt(db, draw.invoiceId));
    if (older.length === 0) refuse("catch_up_empty", {});
    for (const draw of older) forgive(cx, db, draw);
    const forgivenCents = addCents(...older.map((draw) => draw.balanceCents));
    audit(cx, db, "catch_up.forgiven", `household/${householdId}`, {
      after: { invoices: older.map((draw) => draw.invoiceId).join(","), forgiven: older.length, forgivenCents },
    });
    db.touch("billing", "invoices", `household/${householdId}`);
    return { charged: 0, forgiven: older.length, forgivenCents };
  });
}

function missed(cx: Cx, db: ReadableDb, householdId?: HouseholdId): Missed[] {
  const current = new Map<HouseholdId, Day | null>();
  const draws = listMissedDraws(db, {
    today: cx.today,
    oldestUnasked: addDays(cx.today, -oldestUnaskedDays),
    ...(householdId === undefined ? {} : { householdId }),
  }).map((draw): Missed => {
    if (!current.has(draw.householdId)) current.set(draw.householdId, newestDraw(db, draw.householdId, cx.today));
    return { ...draw, part: null, isCurrent: draw.dueOn === current.get(draw.householdId) };
  });
  return [...draws, ...listMissedParts(db, cx.today, householdId)];
}

function newestDraw(db: ReadableDb, householdId: HouseholdId, today: Day): Day | null {
  return (
    db.get<{ on: Day | null }>(
      `select max(due_on) as "on" from invoice where household_id = ? and kind = 'draw' and voided_on is null and due_on <= ?`,
      householdId,
      today,
    )?.on ?? null
  );
}
