/**
 * After a lapse under a commitment the early-exit policy waits for a person (BIL-15): the sum is shown,
 * and asked for on an invoice that explains itself, or let go with a reason.
 */
import { resolveAttention } from "#db/billing-runs.ts";
import { hasExitLine } from "#db/memberships/exit-lines.ts";
import { findLapseDay } from "#db/memberships/records.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { chargeExit, exitOf, type ExitFromPlan } from "./early-exit.ts";
import { requireMembership } from "./require.ts";

export type ExitView = {
  readonly patientName: string;
  readonly planName: string;
  readonly lapsedOn: Day;
  readonly endsOn: Day;
  readonly policy: ExitFromPlan["exit"]["policy"];
  readonly dueCents: Cents;
  readonly remainingCents: Cents;
  readonly billedCents: Cents;
  readonly savedCents: Cents;
  readonly isAsked: boolean;
};

export type ExitInput = {
  readonly membershipId: MembershipId;
  /** List less member price of what was used; null for what the books know (MEM-13). */
  readonly savedCents: Cents | null;
};

/** What is due for a membership that lapsed. Refuses `membership_not_found` and `exit_nothing_due`. */
export function viewExit(cx: Cx, input: ExitInput): ExitView {
  return look<ExitView>(cx, (db) => {
    const { lapsedOn, leaving } = requireExit(db, input);
    const { plan, span, exit, billedCents, savedCents } = leaving;
    return {
      patientName: nameOf(db, input.membershipId),
      planName: plan.name,
      lapsedOn,
      endsOn: span.endsOn,
      policy: exit.policy,
      dueCents: exit.dueCents,
      remainingCents: exit.remainingCents,
      billedCents,
      savedCents,
      isAsked: hasExitLine(db, input.membershipId),
    };
  });
}

/**
 * Refuses `membership_not_found`, `exit_nothing_due`, `exit_already_asked`, and `exit_waiver_not_allowed`
 * where it is let go without the permission.
 */
export function askForExit(
  cx: Cx,
  input: ExitInput & { readonly waiveReason: string | null; readonly mayWaiveFees: boolean },
): { invoiceId: InvoiceId | null } {
  return act<{ invoiceId: InvoiceId | null }>(cx, (db) => {
    const membership = requireMembership(db, input.membershipId);
    const { leaving } = requireExit(db, input);
    if (hasExitLine(db, membership.id)) refuse("exit_already_asked", {});
    const waived = (input.waiveReason ?? "").trim();
    if (waived !== "" && !input.mayWaiveFees) refuse("exit_waiver_not_allowed", {});
    const isDue = waived === "" && leaving.exit.dueCents > 0;
    if (waived === "" && !isDue) refuse("exit_nothing_due", {});
    const invoiceId = isDue ? chargeExit(cx, db, membership, { ...leaving, leavesOn: cx.today }) : null;
    resolveAttention(db, membership.household_id, "early_exit", cx.now);
    audit(cx, db, isDue ? "membership.exit_asked" : "membership.exit_waived", `membership/${membership.id}`, {
      after: { dueCents: leaving.exit.dueCents, policy: leaving.exit.policy, ...(waived === "" ? {} : { reason: waived }) },
    });
    db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
    return { invoiceId };
  });
}

function requireExit(db: ReadableDb, { membershipId, savedCents }: ExitInput): { lapsedOn: Day; leaving: ExitFromPlan } {
  const membership = requireMembership(db, membershipId);
  const lapsedOn = findLapseDay(db, membershipId);
  const leaving = lapsedOn === null ? null : exitOf(db, membership, lapsedOn, { savedCents, settles: false });
  if (lapsedOn === null || !leaving || leaving.plan.terms.earlyExit.kind === "none") refuse("exit_nothing_due", {});
  return { lapsedOn, leaving };
}

function nameOf(db: ReadableDb, membershipId: MembershipId): string {
  return (
    db.get<{ name: string }>(
      "select trim(p.first_name || ' ' || p.last_name) as name from membership m join patient p on p.id = m.patient_id where m.id = ?",
      membershipId,
    )?.name ?? ""
  );
}

/** Whether a lapse on a day leaves anything to ask for: a commitment that has run out asks for nothing. */
export function mayAskForExit(db: ReadableDb, membershipId: MembershipId, lapsedOn: Day): boolean {
  const membership = requireMembership(db, membershipId);
  const leaving = exitOf(db, membership, lapsedOn, { savedCents: null, settles: false });
  return leaving !== null && leaving.exit.dueCents > 0;
}
