/**
 * A person charges one invoice now (BIL-14): the same claim, send and settle as the run, and the
 * machine never repeats it. The answer says what is known, and never "paid" before it is (control 53).
 */
import { findAttempt } from "#db/charging/attempts.ts";
import type { WritableDb } from "#db/database.ts";
import { findPayable } from "#db/invoices.ts";
import type { AttemptState } from "#domain/charging/attempt.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import type { ChargeRequest, ChargingGateway } from "../gateways/cards.ts";
import { viewAttempt, type AttemptView } from "./attempts-view.ts";
import { claimCharge, claimStaffCharge, type StaffCharge } from "./claim-charge.ts";
import { planHouseholdCharges, type PlannedCharge } from "./plan-charges.ts";
import { sendCharge } from "./send-charge.ts";

export type ChargedNow = {
  /** `nothing_owed`: the household's credit paid it all (INV-8). */
  readonly state: AttemptState | "nothing_owed";
  readonly attempt: AttemptView | null;
  /** What is still owed on the invoice. */
  readonly balanceCents: Cents;
};

/** Refuses what `claimStaffCharge` refuses. */
export async function chargeNow(cx: Cx, charge: StaffCharge): Promise<ChargedNow> {
  let claimed: ChargeRequest | undefined;
  const { key } = act<{ key: string | null }>(cx, (db) => {
    claimed = claimStaffCharge(cx, db, charge);
    return { key: claimed?.key ?? null };
  });
  // A repeat of the command finds its attempt and sends nothing: the first one is or was on its way.
  if (claimed) await sendCharge({ cx: () => withoutRequest(cx), gateway: requireGateway(cx) }, claimed, { isFirstSend: true });
  return readCharged(cx, charge.invoiceId, key);
}

/**
 * A card was added to settle what is due: the oldest draw goes to it at once (BIL-14), the others one
 * a day with the run. Answers null when there is nothing to collect.
 */
export async function collectOldest(cx: Cx, householdId: HouseholdId): Promise<ChargedNow | null> {
  const plain = withoutRequest(cx);
  const plan = plain.db.write((db: WritableDb): PlannedCharge[] => planHouseholdCharges(plain, db, householdId, true));
  const oldest = plan.find(({ decision }) => decision.charge && decision.origin === "new_card");
  if (!oldest) return null;
  const claim = claimCharge(plain, oldest);
  if (claim.state === "not_charged") return null;
  await sendCharge({ cx: () => plain, gateway: requireGateway(cx) }, claim.request, { isFirstSend: true });
  return readCharged(plain, oldest.invoiceId, claim.request.key);
}

function readCharged(cx: Cx, invoiceId: InvoiceId, key: string | null): ChargedNow {
  return look<ChargedNow>(cx, (db) => {
    const attempt = key === null ? undefined : findAttempt(db, key);
    return {
      state: attempt?.state ?? "nothing_owed",
      attempt: attempt ? viewAttempt(db, attempt, cx) : null,
      balanceCents: findPayable(db, invoiceId)?.balanceCents ?? toCents(0),
    };
  });
}

function requireGateway(cx: Cx): ChargingGateway {
  const { cards } = cx.gateways;
  return cards.canCharge ? cards : refuse("cards_not_connected", {});
}

/** The command's reply is stored with its claim; what comes after the network is another matter. */
function withoutRequest(cx: Cx): Cx {
  const { db, actor, today, now, gateways } = cx;
  return { db, actor, today, now, gateways };
}
