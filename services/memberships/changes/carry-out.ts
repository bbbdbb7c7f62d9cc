/**
 * A change of memberships as the desk makes it: tried out first, then carried out if everything is
 * still as it was shown (MEM-21). Two people who change the same membership at once are told.
 */
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { addCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../../context.ts";
import { tryOut } from "../../try-out.ts";
import type { Recorded } from "../undo/record-change.ts";
import { lookAhead, withEffect, type ChangeEffect } from "./effect.ts";

/** What the desk was shown; another answer of the same act is refused. */
export type Expected = {
  /** The sum of the versions of the memberships that were asked for. */
  readonly version: number;
  readonly todayCents: Cents;
  /** Credit and refunds together. */
  readonly backCents: Cents;
};

export type ChangePreview = Omit<ChangeEffect, "changeId" | "invoiceIds"> & {
  readonly version: number;
  /** What is left to pay today after the household's credit. */
  readonly dueCents: Cents;
  readonly givenBackLaterCents: Cents;
  readonly benefits: { readonly patientName: string; readonly label: string; readonly quantity: number; readonly used: number; readonly untilOn: Day }[];
};

export type ChangeDone = { readonly effect: ChangeEffect };

type Change = (db: WritableDb) => Recorded;

/** Answers what the change would do; nothing of it stays. Refuses what the change refuses. */
export function previewChange(cx: Cx, asked: readonly MembershipId[], change: Change): ChangePreview {
  return tryOut<ChangePreview>(cx.db, (db) => {
    const version = versionOf(db, asked);
    const { effect } = withEffect(db, () => change(db));
    const { changeId: _id, invoiceIds: _invoices, ...shown } = effect;
    const { givenBackCents, benefits } = lookAhead(cx, db, effect);
    return {
      ...shown,
      version,
      dueCents: addCents(effect.today.cents, -effect.creditUsedCents),
      givenBackLaterCents: givenBackCents,
      benefits,
    };
  });
}

/** Refuses `membership_changed_meanwhile`, `amount_changed_meanwhile` and what the change refuses. */
export function carryOut(cx: Cx, asked: readonly MembershipId[], expected: Expected, change: Change): ChangeDone {
  return act<ChangeDone>(cx, (db) => {
    if (versionOf(db, asked) !== expected.version) refuse("membership_changed_meanwhile", {});
    const { effect } = withEffect(db, () => change(db));
    requireShown(expected.todayCents, effect.today.cents);
    requireShown(expected.backCents, addCents(effect.creditCents, effect.refundedCents));
    return { effect };
  });
}

function requireShown(shownCents: Cents, nowCents: Cents): void {
  if (shownCents !== nowCents) refuse("amount_changed_meanwhile", { shownCents, nowCents });
}

function versionOf(db: WritableDb, asked: readonly MembershipId[]): number {
  const row = db.get<{ version: number }>(
    "select coalesce(sum(version), 0) as version from membership where id in (select value from json_each(?))",
    JSON.stringify(asked),
  );
  return row?.version ?? 0;
}
