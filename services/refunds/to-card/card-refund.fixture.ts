/** A household whose draw a card has paid, and what is asked about its refunds. */
import { Refusal } from "#domain/refusal.ts";
import type { InvoiceId, MembershipId, PaymentId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { CardClub, CardMember } from "../../charging/card-club.fixture.ts";
import type { PaymentRefundInput } from "../refund-payment.ts";

export type PaidDraw = CardMember & { readonly paymentId: PaymentId; readonly invoiceId: InvoiceId; readonly chargeKey: string };

/** Joins on 5 November, and the card pays the draw of 5 December. */
export async function paidDraw(house: CardClub, last = "Lee", token?: string): Promise<PaidDraw> {
  const member = house.member(last, token === undefined ? {} : { token });
  await house.runThrough("2026-12-05");
  return drawOf(house, member);
}

export function drawOf(house: CardClub, member: CardMember): PaidDraw {
  const found = house.db.read((r) =>
    r.get<{ paymentId: PaymentId; invoiceId: InvoiceId; chargeKey: string }>(
      "select payment_id as paymentId, invoice_id as invoiceId, id as chargeKey from charge_attempt where household_id = ? and payment_id is not null order by rowid desc limit 1",
      member.householdId,
    ),
  );
  if (!found) throw new Error("the card has paid a draw");
  return { ...member, ...found };
}

export function membershipOf(house: CardClub, { householdId }: CardMember): MembershipId {
  const found = house.db.read((r) => r.get<{ id: MembershipId }>("select id from membership where household_id = ?", householdId));
  if (!found) throw new Error("one membership");
  return found.id;
}

export function asking(draw: PaidDraw, cents: number, over: Partial<PaymentRefundInput> = {}): PaymentRefundInput {
  const parts = [{ invoiceId: draw.invoiceId, cents: toCents(cents) }];
  return { paymentId: draw.paymentId, parts, by: "tender", owedAgain: false, reason: "Not happy", ...over };
}

export function onAccount(house: CardClub, account: string): Cents {
  const sum = house.db.read((r) => r.get<{ cents: Cents }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", account));
  return sum?.cents ?? toCents(Number.NaN);
}

/** What the file says of refunds to cards, in their order. */
export function refundStates(house: CardClub): string[] {
  return house.db.read((r) =>
    r
      .all<{ state: string; bookedAs: string | null }>("select state, booked_as as bookedAs from refund_attempt order by rowid")
      .map(({ state, bookedAs }) => (bookedAs === null ? state : `${state} ${bookedAs}`)),
  );
}

/**
 * What must hold between the file and the processor's list of refunds, once nothing is open: each that was
 * paid out is booked once with its amount, and none is booked that was not.
 */
export function refundBreaches(house: CardClub): string[] {
  const rows = house.db.read((r) =>
    r.all<{ key: string; state: string; cents: number; booked: number | null }>(
      `select t.id as key, t.state, t.amount_cents as cents,
         (select sum(-p.amount_cents) from posting p where p.account = 'card_clearing'
           and p.entry_id in (select id from entry where id = t.entry_id or reverses_id = t.entry_id)) as booked
       from refund_attempt t`,
    ),
  );
  const found = house.cards.refunds.flatMap(({ key, amountCents, outcome }) => {
    const row = rows.find((one) => one.key === key);
    if (outcome.state !== "succeeded") return [];
    if (!row) return [`lost: ${key}`];
    return row.state === "succeeded" && row.booked === amountCents ? [] : [`not booked: ${row.state} ${row.booked}`];
  });
  for (const row of rows) {
    const real = house.cards.refunds.find(({ key }) => key === row.key);
    if (row.state === "succeeded" && real?.outcome.state !== "succeeded") found.push(`phantom: ${row.key}`);
  }
  const byCharge = new Map<string, number>();
  for (const { chargeKey, amountCents, outcome } of house.cards.refunds)
    if (outcome.state === "succeeded") byCharge.set(chargeKey, (byCharge.get(chargeKey) ?? 0) + amountCents);
  for (const { key, amountCents } of house.cards.charges)
    if ((byCharge.get(key) ?? 0) > amountCents) found.push(`beyond: ${key}`);
  return [...found, ...house.breaches()];
}

export async function refusalOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.facts];
    throw error;
  }
}
