/**
 * Bugs that are planted on purpose, one at least for each invariant that has a subject: mistakes that
 * a programmer could make, and where the file itself would refuse them, without that guard. The
 * simulation must find every one of them, and name the invariant.
 */
import type { Database } from "#db/database.ts";
import { toCents } from "#domain/money.ts";
import type { Cx } from "../../context.ts";
import type { ProcessorBook } from "../processor/book.ts";

export type PlantedBug = {
  readonly invariant: number;
  readonly what: string;
  /** Guards of the file that would refuse the mistake; taken off whenever the office starts. */
  readonly without?: readonly string[];
  /** The mistake is one that a CHECK of the table would refuse. */
  readonly isUnchecked?: boolean;
  /** Happens once a day, at some moment. */
  readonly act: (cx: Cx, book: ProcessorBook) => void;
};

export function takeOffGuards(db: Database, bug: PlantedBug): void {
  for (const guard of bug.without ?? []) db.script(`drop ${guard}`);
  if (bug.isUnchecked) db.pragma("ignore_check_constraints = ON");
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    invariant: 1,
    what: "forgives part of an invoice without an entry in the ledger",
    act: (cx) => change(cx, "update invoice set balance_cents = balance_cents - 100, total_cents = total_cents - 100 where id = (select max(id) from invoice where balance_cents > 100)"),
  },
  {
    invariant: 2,
    what: "corrects the memo of an old journal entry",
    without: ["trigger if exists entry_no_update"],
    act: (cx) => change(cx, "update entry set hash = 'corrected', memo = 'corrected' where id = (select max(id) from entry)"),
  },
  {
    invariant: 3,
    what: "forgets what it has billed and bills the days again",
    without: ["index if exists period_billed_once", "trigger if exists period_never_overlaps", "index if exists invoice_one_draw_a_day"],
    act: (cx) =>
      change(cx, `insert into period (membership_id, item, kind, amount_cents, seq, from_on, to_on, charge_on, invoice_id, invoice_line_id, in_force, created_at)
        select membership_id, item, kind, amount_cents, seq + 1000, from_on, to_on, charge_on, invoice_id, invoice_line_id, 1, created_at
        from period where id = (select max(id) from period where invoice_id is not null and in_force = 1)`),
  },
  {
    invariant: 3,
    what: "sends a charge again under a new key because no answer came",
    act: (cx, book) => {
      const unsure = cx.db.read((db) => db.get<{ id: string; token: string }>("select id, card_token as token from charge_attempt where origin <> 'found' order by sent_at desc limit 1"));
      const charge = book.charges.find((one) => one.key === unsure?.id && one.outcome.state === "succeeded");
      if (charge) book.charge({ ...charge, key: `${charge.key}-again`, cardToken: "tok_good.again" }, cx.now);
    },
  },
  {
    invariant: 4,
    what: "starts a second charge of an invoice while the first has no end",
    without: ["index if exists charge_attempt_one_live"],
    act: (cx) =>
      change(cx, `insert into charge_attempt (id, invoice_id, household_id, card_id, card_token, amount_cents, ordinal, draw_on, epoch, origin, attempt_on, state, sent_at)
        select id || '-second', invoice_id, household_id, card_id, card_token, amount_cents, ordinal + 1000, draw_on, epoch, origin, attempt_on, 'sent', sent_at
        from charge_attempt where state in ('sent', 'pending', 'unknown') and id not like '%-second' limit 1`),
  },
  {
    invariant: 5,
    what: "loses a charge that succeeded",
    act: (cx, book) => {
      const { lineage, epoch } = cx.db.read((db) => db.get<{ lineage: string; epoch: number }>("select lineage_id as lineage, epoch from practice")) ?? { lineage: "", epoch: 1 };
      const metadata = { lineage, epoch, householdId: 1, invoiceId: 1, drawOn: null, ordinal: 99 };
      // The request went out before the attempt was written down; its event is lost as well.
      book.forgetEvents(() => book.charge({ key: `unwritten-${cx.now}`, cardToken: "tok_good.x", amountCents: toCents(100), metadata }, cx.now));
    },
  },
  {
    invariant: 6,
    what: "writes a payment down when the answer did not come",
    act: (cx) =>
      change(cx, `update charge_attempt set state = 'succeeded', processor_id = 'ch_guessed', payment_id =
          (select p.id from payment p where p.household_id = charge_attempt.household_id and p.amount_cents >= 0
            and not exists (select 1 from charge_attempt a where a.payment_id = p.id) limit 1)
        where state in ('declined', 'failed')`),
  },
  {
    invariant: 7,
    what: "pays a refund back twice",
    isUnchecked: true,
    act: (cx) => change(cx, "update payment set refunded_cents = refunded_cents + amount_cents where id = (select max(id) from payment where reversed_on is null)"),
  },
  {
    invariant: 7,
    what: "refunds at the processor more than the card paid",
    act: (_, book) => {
      const charge = book.charges.find((one) => one.outcome.state === "succeeded");
      if (charge) book.refund(charge.processorId, charge.amountCents);
    },
  },
  {
    invariant: 5,
    what: "sends a refund again under a new key because no answer came",
    act: (cx, book) => {
      const refund = book.refunds.findLast((one) => one.outcome.state === "succeeded" && !one.key.endsWith("-again"));
      const charge = book.charges.find(({ key }) => key === refund?.chargeKey);
      if (refund && charge && charge.amountCents - charge.refundedCents >= refund.amountCents) book.payBack({ ...refund, key: `${refund.key}-again` }, cx.now);
    },
  },
  {
    invariant: 6,
    what: "books a refund to a card that the processor refused",
    act: (cx) =>
      change(cx, "update refund_attempt set state = 'succeeded', processor_id = 're_guessed' where state in ('declined', 'failed')"),
  },
  {
    invariant: 8,
    what: "lets two desks have the last use of a package",
    without: ["index if exists package_use_once"],
    act: (cx) =>
      change(cx, `insert into package_use (unit_id, kind, patient_id, service_id, used_on, list_cents, upsize_cents, created_at)
        select unit_id, 'expired', patient_id, service_id, used_on, list_cents, upsize_cents, created_at from package_use
        where undone_on is null order by id desc limit 1`),
  },
  {
    invariant: 8,
    what: "gives a package a use that nobody bought",
    act: (cx) =>
      change(cx, `insert into package_unit (sale_id, position, service_id, value_cents)
        select sale_id, max(position) + 1, service_id, 100 from package_unit group by sale_id order by sale_id desc limit 1`),
  },
  {
    invariant: 9,
    what: "does not look at holds when it bills",
    act: (cx) =>
      change(cx, `insert into membership_hold (membership_id, kind, from_on, until_on, reason, created_at)
        select membership_id, 'pause', date(from_on, '+1 day'), to_on, 'planted', '2026-01-01T00:00:00.000Z' from period
        where in_force = 1 and kind = 'period' order by id desc limit 1`),
  },
  {
    invariant: 10,
    what: "tells the same notice twice",
    without: ["index if exists notice_once"],
    act: (cx) =>
      change(cx, `insert into notice (household_id, case_id, invoice_id, card_id, event, kind, day, due_on, channel, state, facts, created_at)
        select household_id, case_id, invoice_id, card_id, event, kind, day, due_on, channel, 'queued', facts, created_at from notice order by id desc limit 1`),
  },
  {
    invariant: 11,
    what: "reads the processor's events from the beginning again",
    act: (cx) => change(cx, "update card_event_place set after = '0'"),
  },
  {
    invariant: 12,
    what: "holds a membership without a record of who did it",
    act: (cx) =>
      change(cx, `insert into membership_hold (membership_id, kind, from_on, until_on, reason, created_at, withdrawn_at)
        select id, 'pause', '2030-01-01', '2030-03-01', 'planted', created_at, created_at from membership limit 1`),
  },
];

function change(cx: Cx, text: string): void {
  cx.db.write((db) => void db.exec(text));
}
