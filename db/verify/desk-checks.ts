/** Gift certificates and payment plans agree with what was paid with them and on them (F-16, PKG-12, INV-6). */
import { sqlCheck, type Check } from "./check.ts";

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
];
