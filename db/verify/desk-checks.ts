/** Gift certificates and payment plans agree with what was paid with them and on them (F-16, PKG-12, INV-6). */
import { createHash } from "node:crypto";
import type { ReadableDb } from "../database.ts";
import { countRows, mostBreaches, sqlCheck, type Breach, type Check } from "./check.ts";

const pageRows = 500;

/** Signed plans whose words are not those of their hash, in pages. */
function alteredPlans(db: ReadableDb): Breach[] {
  const breaches: Breach[] = [];
  for (let after = 0; breaches.length < mostBreaches; ) {
    const rows = db.all<{ id: number; agreed: string; hash: string }>(
      `select id, agreed, agreed_hash as hash from payment_plan where signed_on is not null and id > ? order by id limit ${pageRows}`,
      after,
    );
    for (const { id, agreed, hash } of rows) {
      if (createHash("sha256").update(agreed).digest("hex") !== hash)
        breaches.push({ what: "The words of a signed payment plan are not those that were signed", rowIds: [id] });
      after = id;
    }
    if (rows.length < pageRows) break;
  }
  return breaches.slice(0, mostBreaches);
}

export const deskChecks: readonly Check[] = [
  sqlCheck({
    name: "What is left of every gift certificate is its amount and its moves",
    table: "gift_certificate",
    find: `select c.id from gift_certificate c
      left join (select certificate_id, sum(amount_cents) as cents from gift_certificate_move group by certificate_id) m
        on m.certificate_id = c.id
      where c.left_cents <> c.amount_cents + coalesce(m.cents, 0) or (c.cancelled_on is not null and c.left_cents <> 0)`,
    what: "A gift certificate has more or less left than its moves leave it",
  }),
  sqlCheck({
    name: "Every redeemed gift certificate is one payment by gift certificate",
    table: "gift_certificate_move",
    find: `select m.id from gift_certificate_move m left join payment p on p.id = m.payment_id
      where (m.kind = 'redeemed' and (p.tender <> 'gift_certificate' or p.amount_cents <> -m.amount_cents))
        or (m.kind = 'returned' and p.tender <> 'gift_certificate')`,
    what: "A gift certificate was redeemed without its payment, or with another amount",
  }),
  sqlCheck({
    name: "Every payment plan is the sum of its parts",
    table: "payment_plan",
    find: `select p.id from payment_plan p
      left join (select plan_id, sum(cents) as cents, max(through_cents) as through from payment_plan_part group by plan_id) x
        on x.plan_id = p.id
      where p.total_cents <> coalesce(x.cents, 0) or p.total_cents <> coalesce(x.through, 0)`,
    what: "The parts of a payment plan do not add up to it",
  }),
  sqlCheck({
    name: "An ended payment plan holds no invoice",
    table: "payment_plan",
    find: `select p.id from payment_plan p where p.ended_on is not null
      and exists (select 1 from payment_plan_invoice x where x.plan_id = p.id and x.in_force = 1)`,
    what: "A payment plan has ended and still moves an invoice's due day",
  }),
  sqlCheck({
    name: "No payment plan is charged beyond its total",
    table: "payment_plan",
    find: `select p.id from payment_plan p
      join (select x.plan_id, sum(a.amount_cents - coalesce((select sum(r.amount_cents) from refund r where r.payment_id = y.id), 0)) as cents
        from charge_attempt a join payment_plan_part x on x.id = a.plan_part_id join payment y on y.id = a.payment_id
        where a.state = 'succeeded' and a.failure is null and y.reversed_on is null group by x.plan_id) c on c.plan_id = p.id
      where c.cents > p.total_cents`,
    what: "Cards were charged more for a payment plan than it comes to",
  }),
  sqlCheck({
    name: "No part of a payment plan is charged for more than it is",
    table: "payment_plan_part",
    find: `select x.id from charge_attempt a join payment_plan_part x on x.id = a.plan_part_id
      where a.amount_cents > x.cents`,
    what: "A card was asked for more than the part of a payment plan",
  }),
  sqlCheck({
    name: "A charge of a part is for an invoice of its plan",
    table: "payment_plan_part",
    find: `select x.id from charge_attempt a join payment_plan_part x on x.id = a.plan_part_id
      where not exists (select 1 from payment_plan_invoice y where y.plan_id = x.plan_id and y.invoice_id = a.invoice_id)
      union all select x.id from dunning_case c join payment_plan_part x on x.id = c.plan_part_id
      where not exists (select 1 from payment_plan_invoice y where y.plan_id = x.plan_id and y.invoice_id = c.invoice_id)`,
    what: "A charge or a past-due case of a part stands with an invoice that its plan is not for",
  }),
  sqlCheck({
    name: "A payment plan that was signed on the screen has its signature and its copy",
    table: "payment_plan",
    find: `select p.id from payment_plan p left join document d on d.id = p.document_id
      where p.sign_method = 'screen' and (p.signature is null or p.signed_by = '' or p.signed_at is null or d.id is null)`,
    what: "A payment plan is marked as signed on the screen without a signature or a signed copy",
  }),
  {
    name: "Payment plans say what was signed",
    rows: (db) => countRows(db, "payment_plan"),
    breaches: alteredPlans,
  },
];
