/**
 * The receipt of a draw (DOC-7, DOC-12): whoever reads e-mail is told what was charged to which card for
 * whom. It is written in the transaction that books the charge, so that a run repeated writes none twice,
 * and not for draws that may have been told of before a backup was restored (BIL-20).
 */
import type { NoticeRow } from "#db/dunning/notices.ts";
import { listMemberWords } from "#db/dunning/letter-facts.ts";
import { findPayment } from "#db/payments.ts";
import { findReceipt, listReceiptLines, type PaidLine } from "#db/statements/receipt-lines.ts";
import { findCardOfPayment, isDraw } from "#db/messages/facts.ts";
import { listLostDays } from "#db/reminders/due.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, MembershipId, PaymentId } from "#domain/identity.ts";
import { eventWords } from "#domain/dunning/event-letter-words.ts";
import { letterWords } from "#domain/dunning/letter-words.ts";
import { idsOfEvent } from "#domain/dunning/message-event.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { paidLines } from "#domain/payments/receipt-lines.ts";
import { mayHaveBeenWritten } from "#domain/reminders/reminder-steps.ts";
import type { Work } from "../context.ts";
import { channelFor } from "../dunning/queue-notice.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";
import { guardTelling } from "./guard-telling.ts";
import { nextPaymentWords } from "./next-payment.ts";
import { tell } from "./tell.ts";

export type BookedDraw = { readonly householdId: HouseholdId; readonly invoiceId: InvoiceId | null; readonly paymentId: PaymentId; readonly attemptOn: Day };

/** Whatever is wrong with it, the charge is booked. */
export function tellOfDraw(cx: Work, db: WritableDb, { householdId, invoiceId, paymentId, attemptOn }: BookedDraw): void {
  guardTelling(cx, db, householdId, () => {
    if (invoiceId === null || channelFor(cx, db, householdId, "draw_receipt") === null || !isDraw(db, invoiceId)) return;
    if (mayHaveBeenWritten(attemptOn, listLostDays(db))) return;
    tell(cx, db, { householdId, kind: "draw_receipt", ids: [paymentId] });
  });
}

/** The payments that stand: of one that was taken back nobody gets a receipt. */
export function drawsOf(db: ReadableDb, notice: NoticeRow): PaymentId[] {
  return (idsOfEvent("draw_receipt", notice.event) as PaymentId[]).filter((id) => findPayment(db, id)?.reversedOn === null);
}

export function membersOfDraws(db: ReadableDb, notice: NoticeRow): MembershipId[] {
  const ids = drawsOf(db, notice).flatMap((id) => listReceiptLines(db, id).map(({ membershipId }) => membershipId));
  return [...new Set(ids.filter((id) => id !== null))] as MembershipId[];
}

export function drawValues(db: ReadableDb, notice: NoticeRow, format: LetterFormat): MergeValues {
  const { language, money, day } = format;
  const words = eventWords(language);
  const said = letterWords(language);
  const payments = drawsOf(db, notice);
  const charged = payments.flatMap((paymentId) => {
    const receipt = findReceipt(db, paymentId);
    const card = findCardOfPayment(db, paymentId);
    return receipt ? [words.charged(money(receipt.amountCents), card ? said.cardEnding(card.brand, card.last4) : said.card, day(receipt.receivedOn))] : [];
  });
  const lines = payments.flatMap((paymentId) => linesOf(db, paymentId));
  const taxCents = addCents(zeroCents, ...lines.map((line) => line.taxCents));
  return {
    receipt: charged.join("\n"),
    details: [
      ...lines.map(({ patientName, plan, description, fromOn, toOn, amountCents }) =>
        fromOn === null || toOn === null
          ? words.paidOther(description, money(amountCents))
          : words.paidLine({ member: patientName ?? "", plan: plan ?? description, amount: money(amountCents), from: day(fromOn), through: day(addDays(toOn, -1)) }),
      ),
      ...(taxCents > 0 ? [words.tax(money(taxCents))] : []),
    ].join("\n"),
    what_next: nextPaymentWords(db, notice.householdId, format) ?? words.nothingAhead,
  };
}

type PaidPart = PaidLine & { readonly plan: string | null; readonly amountCents: Cents; readonly taxCents: Cents };

/** What the payment paid, line by line, with the plan's name for dues; a part payment has its part of each line. */
function linesOf(db: ReadableDb, paymentId: PaymentId): PaidPart[] {
  const rows = listReceiptLines(db, paymentId);
  return [...new Set(rows.map(({ invoiceId }) => invoiceId))].flatMap((invoiceId) => {
    const group = rows.filter((row) => row.invoiceId === invoiceId);
    const parts = paidLines(group, group[0]?.allocatedCents ?? zeroCents);
    return group.flatMap((line, index) => {
      const part = parts[index];
      const [named] = line.membershipId === null ? [] : listMemberWords(db, [line.membershipId as MembershipId]);
      return part === undefined || part.amountCents === 0 ? [] : [{ ...line, ...part, plan: named?.plan ?? null }];
    });
  });
}
