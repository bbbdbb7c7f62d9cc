/** INV-8 BIL-10: what a card paid for a draw is put on another invoice, and the draw is asked for once more. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import type { PaymentId } from "#domain/identity.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { moveMoney } from "../payments/move-money.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { chargeNow } from "./charge-now.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";

let club: CardClub;
let lee: CardMember;
beforeEach(async () => {
  club = openCardClub("2026-01-05");
  lee = club.member("Lee", { drawDay: 5 });
  club.club.payAll(lee.householdId);
  await club.runThrough("2026-02-05");
});
afterEach(() => club.dispose());

function paymentOfDraw(): PaymentId {
  return club.attempts(lee.householdId)[0]?.paymentId as PaymentId;
}

test("INV-8 BIL-10 money of a draw that a person put on a visit is asked for again, once, and verify finds nothing wrong", async () => {
  const [draw] = club.draws(lee.householdId);
  const { invoiceId } = issueTyped(club.cx(), {
    householdId: lee.householdId,
    termsDays: 0,
    lines: [
      { patientId: lee.patientId as never, kind: "service", description: "Filling", serviceOn: club.today(), quantity: 1, unitCents: toCents(5000), taxRatePpm: 0 },
    ],
  });
  moveMoney(club.cx(), { paymentId: paymentOfDraw(), choices: [{ invoiceId, cents: toCents(3700) }] });
  expect(club.draws(lee.householdId)[0]?.balanceCents).toBe(3700);
  await chargeNow(club.cx(), { invoiceId: draw?.invoiceId as never, cardId: null });
  expect(club.succeeded().map(({ amountCents }) => amountCents)).toEqual([3700, 3700]);
  expect(club.balance(lee.householdId)).toEqual({ balanceCents: 1300, creditCents: 0 });
  expect(verifyPractice(club.db).breaches).toEqual([]);
});

test("BIL-10 a second charge for a draw whose money nobody moved is found by verify", async () => {
  const [attempt] = club.attempts(lee.householdId);
  club.db.write((db) => {
    db.exec(
      `insert into charge_attempt (id, invoice_id, household_id, card_id, card_token, amount_cents, ordinal, draw_on, epoch, origin, attempt_on, state, sent_at, payment_id)
       select id || '-again', invoice_id, household_id, card_id, card_token, amount_cents, ordinal + 1, draw_on, epoch, origin, attempt_on, state, sent_at, null
       from charge_attempt where id = ?`,
      String(attempt?.key),
    );
  });
  expect(club.breaches().join("\n")).toContain("Cards were charged more than an invoice's total");
});
