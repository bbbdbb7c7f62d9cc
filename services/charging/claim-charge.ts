/**
 * Claims a charge (BIL-8): re-reads what is owed, decides, and commits the attempt as `sent`, all in
 * one write transaction, before any network call. Whoever gets a claim sends it and settles it;
 * whoever crashes in between leaves `sent` behind, which the next run resolves.
 */
import { randomUUID } from "node:crypto";
import { isBillingStopped } from "#db/billing-runs.ts";
import { findLiveAttempt, insertAttempt, nextOrdinal } from "#db/charging/attempts.ts";
import { findCard, isCardRefused, listCards, type CardRow } from "#db/charging/cards.ts";
import { listRecentAttempts } from "#db/charging/household-facts.ts";
import { householdCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { findInvoice, findPayable } from "#db/invoices.ts";
import { findPractice } from "#db/practice.ts";
import { isOwedAgainOnTheWay } from "#db/refund-attempts.ts";
import { listMembers } from "#db/people/members.ts";
import type { AttemptOrigin } from "#domain/charging/attempt.ts";
import { isExpired } from "#domain/charging/card.ts";
import { attemptsOf, limitDays, mostAttempts, type SkipReason } from "#domain/charging/decide-charges.ts";
import type { HouseholdId, InvoiceId, PlanPartId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { Cents } from "#domain/money.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import type { Cx, Work } from "../context.ts";
import { listDueRetriesOf, recordRetry } from "../dunning/retries.ts";
import type { ChargeRequest } from "../gateways/cards.ts";
import { useHouseholdCredit } from "../invoices/use-credit.ts";
import { audit } from "../record.ts";
import { chargeSubject } from "./book-charge.ts";
import { isSameDebt, planHouseholdCharges } from "./plan-charges.ts";
import { findDebtOf } from "./debt-of.ts";

export type Claim =
  | { readonly state: "claimed"; readonly request: ChargeRequest }
  | { readonly state: "not_charged"; readonly reason: SkipReason | "billing_stopped" };

/** Claims for the run: charges what the one decision still says at this moment, or says why not. */
export function claimCharge(
  cx: Cx,
  asked: { readonly householdId: HouseholdId; readonly invoiceId: InvoiceId; readonly partId: PlanPartId | null },
): Claim {
  const { householdId } = asked;
  return cx.db.write((db): Claim => {
    if (isBillingStopped(db)) return { state: "not_charged", reason: "billing_stopped" };
    const plan = planHouseholdCharges(cx, db, householdId, cx.gateways.cards.canCharge);
    const planned = plan.find((one) => isSameDebt(one, asked));
    const decision = planned?.decision;
    if (!planned || !decision?.charge)
      return { state: "not_charged", reason: decision?.charge === false ? decision.reason : "nothing_owed" };
    const card = findCard(db, decision.cardId);
    invariant(card, "a decided card is on file");
    const { origin, amountCents } = decision;
    const retry = listDueRetriesOf(db, householdId, cx.today).find((one) => isSameDebt(one, planned));
    const { invoiceId, partId } = planned;
    const request = writeAttempt(cx, db, { invoiceId, partId, householdId, card, amountCents, origin });
    if (retry) recordRetry(cx, db, { caseId: retry.caseId, attemptId: request.key });
    return { state: "claimed", request };
  });
}

export type StaffCharge = {
  readonly invoiceId: InvoiceId;
  /** Null: the household's newest usable card. */
  readonly cardId: number | null;
};

/**
 * Claims one charge that a person asks for, inside the caller's transaction; the machine never
 * repeats it (BIL-14). Of an invoice on a drawn payment plan it takes the next part, never the whole
 * (INV-6). Refuses `cards_not_connected`, `billing_stopped`, `invoice_not_found`,
 * `charge_unresolved`, `charge_refund_on_its_way`, `charge_nothing_owed`, `payer_deceased`, `no_usable_card`, `card_not_found`,
 * `card_expired`, `card_refused_for_good` and `charge_limit`. Undefined: credit paid it all (INV-8).
 */
export function claimStaffCharge(cx: Cx, db: WritableDb, charge: StaffCharge): ChargeRequest | undefined {
  const { invoiceId } = charge;
  if (!cx.gateways.cards.canCharge) refuse("cards_not_connected", {});
  if (isBillingStopped(db)) refuse("billing_stopped", {});
  const invoice = findPayable(db, invoiceId);
  if (!invoice) refuse("invoice_not_found", {});
  const { householdId, number } = invoice;
  const { invoiceIds } = findDebtOf(db, invoiceId);
  if (invoiceIds.some((id) => findLiveAttempt(db, id))) refuse("charge_unresolved", { number });
  // Were the refund refused after all, its card would have paid twice.
  if (isOwedAgainOnTheWay(db, invoiceIds)) refuse("charge_refund_on_its_way", { number });
  if (!invoice.isOpen) refuse("charge_nothing_owed", { number });
  requireLivingPayer(db, householdId);
  const card = chooseCard(cx, db, householdId, charge.cardId);
  if (householdCredit(db, householdId) > 0) useHouseholdCredit(cx, db, householdId, cx.today);
  const debt = findDebtOf(db, invoiceId);
  const { amountCents } = debt;
  if (amountCents <= 0) return undefined;
  const used = attemptsOf(listRecentAttempts(db, householdId, cx.today), cx.today, card.cardId, amountCents);
  if (used.in30Days >= mostAttempts) refuse("charge_limit", { last4: card.last4, days: limitDays });
  return writeAttempt(cx, db, {
    invoiceId: debt.chargedId,
    partId: debt.partId,
    householdId,
    card,
    amountCents,
    origin: "staff",
  });
}

function requireLivingPayer(db: WritableDb, householdId: HouseholdId): void {
  const payerId = db.get<{ id: number | null }>("select payer_patient_id as id from household where id = ?", householdId)?.id;
  const payer = listMembers(db, householdId).find((member) => member.patientId === payerId);
  if (payer?.status === "deceased") refuse("payer_deceased", { name: fullName(payer) });
}

function chooseCard(cx: Work, db: WritableDb, householdId: HouseholdId, cardId: number | null): CardRow {
  const cards = listCards(db, householdId);
  if (cardId === null) {
    const usable = cards.findLast((card) => !isExpired(card, cx.today) && !isCardRefused(db, card.cardId));
    return usable ?? refuse("no_usable_card", {});
  }
  const card = cards.find((one) => one.cardId === cardId);
  if (!card) refuse("card_not_found", {});
  const { last4, expiresMonth, expiresYear } = card;
  if (isExpired(card, cx.today)) refuse("card_expired", { last4, expiresMonth, expiresYear });
  if (isCardRefused(db, card.cardId)) refuse("card_refused_for_good", { last4 });
  return card;
}

/** Commits the parameters of a charge under a new key; from here on they never change (control 46). */
function writeAttempt(
  cx: Work,
  db: WritableDb,
  charge: {
    readonly invoiceId: InvoiceId;
    readonly partId: PlanPartId | null;
    readonly householdId: HouseholdId;
    readonly card: CardRow;
    readonly amountCents: Cents;
    readonly origin: AttemptOrigin;
  },
): ChargeRequest {
  const { invoiceId, partId, householdId, card, amountCents, origin } = charge;
  const practice = findPractice(db);
  const invoice = findInvoice(db, invoiceId);
  invariant(practice && invoice && amountCents > 0, "a charge has its practice, its invoice and an amount");
  const key = randomUUID();
  const ordinal = nextOrdinal(db, invoiceId);
  insertAttempt(db, {
    key,
    invoiceId,
    planPartId: partId,
    householdId,
    cardId: card.cardId,
    cardToken: card.token,
    amountCents,
    ordinal,
    drawOn: invoice.drawOn,
    epoch: practice.epoch,
    origin,
    attemptOn: cx.today,
    staffId: cx.actor.staffId,
    state: "sent",
    sentAt: cx.now,
    probeAt: null,
  });
  audit(cx, db, "charge.sent", chargeSubject(key), {
    after: { invoiceId, householdId, amountCents, last4: card.last4, ordinal, origin },
  });
  db.touch("charges", `invoice/${invoiceId}`, `household/${householdId}`);
  return {
    key,
    cardToken: card.token,
    amountCents,
    metadata: { lineage: practice.lineage_id, epoch: practice.epoch, householdId, invoiceId, drawOn: invoice.drawOn, ordinal },
  };
}
