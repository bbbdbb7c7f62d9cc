/**
 * Takes one or several tenders at once (INV-7): a receipt each, and together they pay what one payment
 * of their sum would pay. Nothing is taken when one of them is refused.
 */
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { PaymentId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { planPayment, type Handover, type PaymentIntent } from "#domain/payments/allocate.ts";
import { splitOverTenders, sumOf } from "#domain/payments/split-tender.ts";
import { refuse } from "#domain/refusal.ts";
import { listUnresolvedOn, requireNoUnresolved } from "../charging/cash-warning.ts";
import { act, look, type Cx } from "../context.ts";
import { requireCertificate } from "../gift-certificates/redeem.ts";
import { requireNotMerged } from "../people/require.ts";
import { planFor, type PlannedPayment } from "./plan.ts";
import type { PaymentShown } from "./preview.ts";
import { takePayment, type PaymentToTake, type TakenPayment } from "./take.ts";

export type SplitToTake = PaymentToTake & {
  /** Further tenders of the same payment. */
  readonly more: readonly Handover[];
  /** What the dialog said would become credit; another desk may have been quicker (INV-8). */
  readonly shownToCreditCents?: Cents | null | undefined;
};

export type TakenSplit = TakenPayment & {
  readonly more: { readonly paymentId: PaymentId; readonly receiptNumber: number }[];
};

/** What taking it would do, and nothing of it is done. Refuses what `takePayment` refuses. */
export function previewSplit(cx: Cx, payment: PaymentIntent & { readonly more: readonly Handover[] }): PaymentShown {
  return look<PaymentShown>(cx, (db) => {
    const { plan } = planSplit(db, payment, cx.today);
    return { ...plan, unresolvedCharges: listUnresolvedOn(db, plan.applied) };
  });
}

/**
 * The command of the desk. Refuses `merge_already_done`, `payment_more_to_credit` when more would become credit than was
 * shown, `charge_may_succeed` unless it was acknowledged, and what `takePayment` refuses.
 */
export function takeSplit(cx: Cx, payment: SplitToTake): TakenSplit {
  return act<TakenSplit>(cx, (db) => {
    const { more, shownToCreditCents = null, ...first } = payment;
    requireNotMerged(db, payment.householdId);
    const { plan, choices } = planSplit(db, payment, cx.today);
    if (shownToCreditCents !== null && plan.toCreditCents > shownToCreditCents)
      refuse("payment_more_to_credit", { toCreditCents: plan.toCreditCents });
    if (!payment.knowsOfCharge) requireNoUnresolved(db, plan.applied);
    const taken = [first, ...more].map((tender, index) =>
      takePayment(cx, db, { ...first, ...tender, choices: choices[index] === undefined ? [] : choices[index] }),
    );
    const [head, ...rest] = taken;
    if (!head) throw new Error("a payment has at least one tender");
    const { balanceAfterCents } = taken.at(-1) ?? head;
    return {
      ...head,
      balanceAfterCents,
      applied: plan.applied,
      changeCents: addCents(zeroCents, ...taken.map((one) => one.changeCents)),
      toCreditCents: addCents(zeroCents, ...taken.map((one) => one.toCreditCents)),
      more: rest.map(({ paymentId, receiptNumber }) => ({ paymentId, receiptNumber })),
    };
  });
}

function planSplit(
  db: ReadableDb,
  payment: PaymentIntent & { readonly more: readonly Handover[] },
  today: Day,
): { readonly plan: PlannedPayment; readonly choices: PaymentIntent["choices"][] } {
  const tenders: readonly Handover[] = [payment, ...payment.more];
  if (payment.more.length === 0) return { plan: planFor(db, payment, today), choices: [payment.choices] };
  // Each tender must be right by itself, and two of them cannot empty one certificate twice.
  const alone = tenders.map((tender) => {
    if (tender.tender === "gift_certificate") requireCertificate(db, tender);
    return planPayment({ ...payment, ...tender, choices: [] }, []);
  });
  const whole = planFor(db, { ...payment, tender: "other", reference: "", tenderedCents: null, amountCents: sumOf(tenders) }, today);
  const choices = splitOverTenders(whole.applied, tenders.map((tender) => tender.amountCents));
  tenders.forEach((tender, index) => {
    if (tender.tender === "wallet") planFor(db, { ...payment, ...tender, choices: choices[index] ?? [] }, today);
  });
  return {
    plan: { ...whole, changeCents: addCents(zeroCents, ...alone.map((one) => one.changeCents)) },
    choices,
  };
}
