/**
 * The invariants of chapter 8.3, asked after every step of a simulation that changed something, by
 * their numbers. Of number 11 the part about the relay's inbox has no subject yet; what stands for an
 * inbox today is the processor's list of events.
 */
import type { Database, ReadableDb } from "#db/database.ts";
import { listNobodysCharges } from "#db/charging/nobodys.ts";
import { membershipChecks } from "#db/verify/membership-checks.ts";
import { moneyChecks } from "#db/verify/money-checks.ts";
import { packageChecks } from "#db/verify/package-checks.ts";
import { refundChecks } from "#db/verify/refund-checks.ts";
import type { Check } from "#db/verify/check.ts";
import type { Instant } from "#domain/calendar.ts";
import type { BookCharge, BookRefund, ProcessorBook } from "../processor/book.ts";
import { AuditCounts } from "./audit-counts.ts";
import { anyTable, listeningReader } from "./touched-tables.ts";

export type Breach = { readonly invariant: number; readonly what: string };

/** Checks of `verify` that say what a numbered invariant says; every other check about money is number 1. */
const numberOfCheck: Readonly<Record<string, number>> = {
  "No invoice is charged beyond its total": 3,
  "Every successful charge is one card payment of its amount": 5,
  "Every payment by a card on file has its charge": 6,
  "No payment is used, kept as credit or refunded beyond its amount": 7,
  "No two periods of a membership overlap": 3,
  "Every billed period lies on a line of its own invoice": 3,
  "No paused day is billed": 9,
  "No day after the end of a membership is billed": 9,
};

const checks: readonly { readonly number: number; readonly check: Check }[] = [
  ...[...moneyChecks, ...membershipChecks].map((check) => ({ number: numberOfCheck[check.name] ?? 1, check })),
  ...packageChecks.map((check) => ({ number: 8, check })),
  ...refundChecks.map((check) => ({ number: 7, check })),
];

/** A question about the invariants, and the tables it was seen to read. */
type Question = {
  readonly ask: (read: ReadableDb, book: ProcessorBook) => Breach[];
  readonly reads: Set<string>;
};

/** What must not change from one look to the next; begins anew when a backup is restored. */
export class Watch {
  readonly #entry = { id: 0, hash: "" };
  readonly #audit = { id: 0, hash: "" };
  readonly #counts = new AuditCounts();
  #place = 0;
  /** Asked when a table that they read was written to. */
  readonly #ofTables: readonly Question[] = [
    ...checks.map(({ number, check }) => (read: ReadableDb) => check.breaches(read).map((one) => ({ invariant: number, what: `${one.what}: ${one.rowIds.join(", ")}` }))),
    (read: ReadableDb) => this.#chains(read),
    periodsTwice,
    (read: ReadableDb) => rows(read, 4, "invoice with two live attempts", "select invoice_id as id from charge_attempt where invoice_id is not null and state in ('sent','pending','unknown') group by invoice_id having count(*) > 1"),
    (read: ReadableDb) => rows(read, 7, "payment refunded beyond its amount", "select id from payment where refunded_cents > amount_cents"),
    (read: ReadableDb) => rows(read, 10, "notice told twice", "select min(id) as id from notice group by event, kind having count(*) > 1"),
    (read: ReadableDb) => rows(read, 10, "case told twice of one day", "select min(id) as id from notice where case_id is not null and state in ('printed', 'sent') group by case_id, kind having count(*) > 1"),
    (read: ReadableDb) => this.#inbox(read),
    ...unitQuestions,
  ].map((ask) => ({ ask, reads: new Set() }));

  /**
   * What is wrong now, by every question that the change of `touched` tables could answer otherwise than
   * before; by all of them where it is null. The processor's book is looked at each time.
   */
  look(db: Database, book: ProcessorBook, touched: ReadonlySet<string> | null): Breach[] {
    return db.read((read) => [
      ...this.#ofTables.filter(({ reads }) => isDue(reads, touched)).flatMap(({ ask, reads }) => ask(listeningReader(read, reads), book)),
      ...chargedBeyond(read, book),
      ...phantoms(read, book),
      ...refundedBeyond(book),
      ...phantomRefunds(read, book),
      ...this.#counts.gaps(read, touched).map((what) => ({ invariant: 12, what })),
    ]);
  }

  /** The tail is compared with what it was; `verify` walks the whole chain at the end. */
  #chains(read: ReadableDb): Breach[] {
    const breaches: Breach[] = [];
    for (const [table, last] of [["entry", this.#entry], ["audit", this.#audit]] as const) {
      const same = last.id === 0 || read.get<{ hash: string }>(`select hash from ${table} where id = ?`, last.id)?.hash === last.hash;
      if (!same) breaches.push({ invariant: 2, what: `${table} ${last.id} is not what it was` });
      const broken = read.get<{ id: number }>(
        `select r.id from ${table} r where r.id > ? and r.prev_hash <> coalesce((select p.hash from ${table} p where p.id < r.id order by p.id desc limit 1), r.prev_hash)`,
        last.id,
      );
      if (broken) breaches.push({ invariant: 2, what: `${table} ${broken.id} does not follow the one before` });
      const tail = read.get<{ id: number; hash: string }>(`select id, hash from ${table} order by id desc limit 1`);
      if (tail) Object.assign(last, tail);
      else if (last.id > 0) breaches.push({ invariant: 2, what: `${table} is empty` });
    }
    return breaches;
  }

  #inbox(read: ReadableDb): Breach[] {
    const place = Number(read.get<{ after: string }>("select after from card_event_place")?.after ?? 0);
    const before = this.#place;
    this.#place = place;
    return place < before ? [{ invariant: 11, what: `the place in the list of events went back from ${before} to ${place}` }] : [];
  }
}

/**
 * When nothing is under way any more: what the processor took is in the ledger, once, and nothing else
 * is. Charges sent since `since` may still be on their way.
 */
export function quiescent(db: Database, book: ProcessorBook, since: Instant): Breach[] {
  const { charges } = book;
  return db.read((read): Breach[] => {
    const paid = paidKeys(read);
    const live = read.all<{ key: string; sentAt: Instant }>(
      "select id as key, sent_at as sentAt from charge_attempt where state in ('sent','pending','unknown')",
    );
    const nobodys = new Set(listNobodysCharges(read, 1000).map(({ key }) => key));
    const fresh = new Set(live.filter(({ sentAt }) => sentAt >= since).map(({ key }) => key));
    const refunds = new Map(
      read
        .all<{ key: string; state: string; sentAt: Instant }>("select id as key, state, sent_at as sentAt from refund_attempt")
        .map(({ key, ...refund }) => [key, refund]),
    );
    return [
      ...[...refunds]
        .filter(([, { state, sentAt }]) => ["sent", "pending", "unknown"].includes(state) && sentAt < since)
        .map(([key]) => ({ invariant: 5, what: `refund ${key} has no end` })),
      ...wentBack(book)
        .filter(({ key, at }) => at < since && refunds.get(key)?.state !== "succeeded")
        .map(({ key }) => ({ invariant: 5, what: `refund ${key} reached its card and is not in the ledger` })),
      ...live.filter(({ key }) => !fresh.has(key)).map(({ key }) => ({ invariant: 5, what: `${key} has no end` })),
      ...succeeded(charges)
        // Of whoever joined after a backup nobody knows any more: it waits for a person (BIL-20).
        .filter((charge) => paid.get(charge.key) !== charge.amountCents && !fresh.has(charge.key) && !nobodys.has(charge.key))
        .map((charge) => ({ invariant: 5, what: `${charge.processorId} under ${charge.key} is not in the ledger` })),
    ];
  });
}

function periodsTwice(read: ReadableDb): Breach[] {
  return rows(
    read,
    3,
    "period on two invoices",
    `select min(p.id) as id from period p join invoice i on i.id = p.invoice_id
     where p.in_force = 1 and i.voided_on is null group by p.membership_id, p.item, p.from_on having count(*) > 1`,
  );
}

/** A use never comes from nowhere: as many as were sold, none had twice, none with somebody the package is not for. */
const unitQuestions: readonly ((read: ReadableDb) => Breach[])[] = [
  (read) =>
    rows(
      read,
      8,
      "package with more or fewer uses than were sold",
      `select s.id from package_sale s where (select count(*) from package_unit where sale_id = s.id) <>
         iif(json_extract(s.terms, '$.contents.kind') = 'pool', json_extract(s.terms, '$.contents.quantity'),
           (select sum(json_extract(value, '$.quantity')) from json_each(s.terms, '$.contents.items')))`,
    ),
  (read) => rows(read, 8, "use of a package that was had twice", "select unit_id as id from package_use where undone_on is null group by unit_id having count(*) > 1"),
  (read) => rows(read, 8, "benefit used more often than it was given", "select id from benefit_grant where used > quantity"),
];

/**
 * By the processor's own list, since a double charge may be unknown to the ledger. A draw is told by
 * household and day, which a restored backup does not change; its invoices may be new ones. Of a charge
 * that was found, the part that became credit pays something else, and so does what the desk split anew;
 * what it refunded of a charge, on whatever way, has gone back.
 */
function chargedBeyond(read: ReadableDb, book: ProcessorBook): Breach[] {
  const { disputed } = book;
  const shares = sharesOfDraws(read);
  const known = isFetching(read) ? new Set(read.all<{ key: string }>("select id as key from charge_attempt").map(({ key }) => key)) : null;
  const paidBack = new Map(
    read
      .all<{ key: string; cents: number; byCard: number }>(
        `select a.id as key, p.refunded_cents as cents,
           (select coalesce(sum(r.amount_cents), 0) from refund r where r.payment_id = p.id and r.attempt_id is not null) as byCard
         from charge_attempt a join payment p on p.id = a.payment_id where p.refunded_cents > 0`,
      )
      .map(({ key, cents, byCard }) => [key, { cents, atDeskCents: cents - byCard }]),
  );
  const taken = new Map<string, number>();
  for (const charge of succeeded(book.charges)) {
    const { householdId, drawOn } = charge.metadata;
    if (drawOn === null || disputed.has(charge.key) || (known !== null && !known.has(charge.key))) continue;
    const draw = `household ${householdId} and draw ${drawOn}`;
    const back = paidBack.get(charge.key) ?? { cents: 0, atDeskCents: 0 };
    // A refund that is still on its way has left the books already.
    const wentBack = Math.max(back.cents, charge.refundedCents + back.atDeskCents);
    taken.set(draw, (taken.get(draw) ?? 0) + (shares.get(charge.key) ?? charge.amountCents - wentBack));
  }
  return read
    .all<{ draw: string; total: number }>(
      "select 'household ' || household_id || ' and draw ' || draw_on as draw, sum(total_cents) as total from invoice where draw_on is not null group by household_id, draw_on",
    )
    .filter(({ draw, total }) => (taken.get(draw) ?? 0) > total)
    .map(({ draw, total }) => ({ invariant: 3, what: `the card took ${taken.get(draw)} for ${draw} of ${total}` }));
}

/** Of a charge that was found after a restore or that the desk split anew, what pays the draw it was for. */
function sharesOfDraws(read: ReadableDb): Map<string, number> {
  return new Map(
    read
      .all<{ key: string; cents: number }>(
        `select a.id as key, coalesce((select sum(l.amount_cents) from allocation l join invoice i on i.id = l.invoice_id
             where l.payment_id = a.payment_id and i.draw_on = a.draw_on), 0) as cents
         from charge_attempt a where a.payment_id is not null
           and (a.origin = 'found' or a.payment_id in (select cast(substr(subject, length('payment/') + 1) as integer) from audit where action = 'payment.moved'))`,
      )
      .map(({ key, cents }) => [key, cents]),
  );
}

/** A restored file does not know yet what was charged in the lost days, nor how its draws looked then. */
function isFetching(read: ReadableDb): boolean {
  return read.get("select 1 from billing_stop where lifted_at is null and reason in ('restored', 'other_computer') limit 1") !== undefined;
}

function phantoms(read: ReadableDb, book: ProcessorBook): Breach[] {
  const real = new Map(succeeded(book.charges).map((charge) => [charge.key, charge.amountCents]));
  return [...paidKeys(read)]
    .filter(([key, cents]) => real.get(key) !== cents)
    .map(([key]) => ({ invariant: 6, what: `a payment says that ${key} succeeded, and the processor does not` }));
}

function refundedBeyond(book: ProcessorBook): Breach[] {
  return book.charges
    .filter((charge) => charge.refundedCents > (charge.outcome.state === "succeeded" ? charge.amountCents : 0))
    .map((charge) => ({ invariant: 7, what: `${charge.processorId} was refunded beyond what it took` }));
}

function phantomRefunds(read: ReadableDb, book: ProcessorBook): Breach[] {
  const real = new Map(wentBack(book).map((refund) => [refund.key, refund.amountCents]));
  return read
    .all<{ key: string; cents: number }>("select id as key, amount_cents as cents from refund_attempt where state = 'succeeded'")
    .filter(({ key, cents }) => real.get(key) !== cents)
    .map(({ key }) => ({ invariant: 6, what: `the file says that refund ${key} reached its card, and the processor does not` }));
}

function wentBack(book: Pick<ProcessorBook, "refunds">): BookRefund[] {
  return book.refunds.filter((refund) => refund.outcome.state === "succeeded");
}

/** What each charge was booked as, with the refunds that it was booked less for. */
function paidKeys(read: ReadableDb): Map<string, number> {
  return new Map(
    read
      .all<{ key: string; cents: number }>(
        `select a.id as key, p.amount_cents + (select coalesce(sum(t.amount_cents), 0) from refund_attempt t
           where t.charge_id = a.id and t.booked_as = 'netted') as cents
         from charge_attempt a join payment p on p.id = a.payment_id`,
      )
      .map(({ key, cents }) => [key, cents]),
  );
}

/** A question that was never asked has read nothing yet. */
function isDue(reads: ReadonlySet<string>, touched: ReadonlySet<string> | null): boolean {
  return touched === null || reads.size === 0 || touched.has(anyTable) || [...reads].some((table) => touched.has(table));
}

function succeeded(charges: readonly BookCharge[]): BookCharge[] {
  return charges.filter((charge) => charge.outcome.state === "succeeded");
}

function rows(read: ReadableDb, invariant: number, what: string, text: string): Breach[] {
  return read.all<{ id: number }>(text).map(({ id }) => ({ invariant, what: `${what}: ${id}` }));
}
