/** Past-due cases: a row per household and its oldest unpaid membership invoice (BIL-11), and one for a drawn part of a payment plan (INV-6). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type CardId, type CaseId, type HouseholdId, type InvoiceId, type MembershipId, type PlanPartId } from "#domain/identity.ts";
import type { HeldSpan } from "#domain/dunning/timetable.ts";
import type { DeclineKind } from "#domain/dunning/decline-situations.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import { householdsWithDueParts } from "../payment-plans/drawn-parts.ts";

export type CaseCause = "card_declined" | "card_removed" | "manual_payer";
export type CaseOutcome = "settled" | "lapsed" | "ended";

export type CaseRow = {
  readonly id: CaseId;
  readonly householdId: HouseholdId;
  readonly invoiceId: InvoiceId;
  /** The part of a payment plan that is owed; null for the case of the household's dues. */
  readonly planPartId: PlanPartId | null;
  readonly cause: CaseCause;
  readonly dayZeroOn: Day;
  /** The settings it began with, so that a letter's promise is kept; null: the defaults. */
  readonly settingsId: number | null;
  readonly closedOn: Day | null;
  readonly outcome: CaseOutcome | null;
};

const columns = `c.id, c.household_id as householdId, c.invoice_id as invoiceId, c.plan_part_id as planPartId, c.cause, c.day_zero_on as dayZeroOn,
  c.settings_id as settingsId, c.closed_on as closedOn, c.outcome`;

/** The open case of a household's dues. */
export function findOpenCase(db: ReadableDb, householdId: HouseholdId): CaseRow | undefined {
  return db.get<CaseRow>(
    `select ${columns} from dunning_case c where c.household_id = ? and c.closed_at is null and c.plan_part_id is null`,
    householdId,
  );
}

/** The open cases of a household's drawn parts (INV-6), at most one for each plan. */
export function listOpenPartCases(db: ReadableDb, householdId: HouseholdId): CaseRow[] {
  return db.all<CaseRow>(
    `select ${columns} from dunning_case c
     where c.household_id = ? and c.closed_at is null and c.plan_part_id is not null order by c.id`,
    householdId,
  );
}

/** The newest case of a part, open or closed. */
export function findLastCaseOfPart(db: ReadableDb, partId: PlanPartId): CaseRow | undefined {
  return db.get<CaseRow>(`select ${columns} from dunning_case c where c.plan_part_id = ? order by c.id desc limit 1`, partId);
}

export function findCase(db: ReadableDb, id: CaseId): CaseRow | undefined {
  return db.get<CaseRow>(`select ${columns} from dunning_case c where c.id = ?`, id);
}

/** The newest case of an invoice, open or closed. */
export function findLastCaseOfInvoice(db: ReadableDb, invoiceId: InvoiceId): CaseRow | undefined {
  return db.get<CaseRow>(
    `select ${columns} from dunning_case c where c.invoice_id = ? and c.plan_part_id is null order by c.id desc limit 1`,
    invoiceId,
  );
}

/** Open cases in the order of their ids, after one; each asked for in small pages. */
export function listOpenCases(db: ReadableDb, afterId: number, limit: number): CaseRow[] {
  return db.all<CaseRow>(
    `select ${columns} from dunning_case c where c.closed_at is null and c.id > ? order by c.id limit ?`,
    afterId,
    limit,
  );
}

/** Open cases whose final notice went out on or before a day: only these can lapse. In the order of their ids. */
export function listCasesToldFinally(db: ReadableDb, toldBy: Day, afterId: number, limit: number): CaseRow[] {
  return db.all<CaseRow>(
    `select ${columns} from dunning_case c
     where c.closed_at is null and c.id > ? and exists (select 1 from notice n
       where n.case_id = c.id and n.kind = 'past_due_final' and n.told_on <= ?)
     order by c.id limit ?`,
    afterId,
    toldBy,
    limit,
  );
}

export function insertCase(
  db: WritableDb,
  row: Pick<CaseRow, "householdId" | "invoiceId" | "cause" | "dayZeroOn" | "settingsId"> & {
    readonly planPartId?: PlanPartId | null;
    readonly openedAt: Instant;
  },
): CaseId {
  return asId<CaseId>(
    db.exec(
      `insert into dunning_case (household_id, invoice_id, plan_part_id, cause, day_zero_on, settings_id, opened_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
      row.householdId,
      row.invoiceId,
      row.planPartId ?? null,
      row.cause,
      row.dayZeroOn,
      row.settingsId,
      row.openedAt,
    ).id,
  );
}

export function closeCase(
  db: WritableDb,
  id: CaseId,
  end: { readonly outcome: CaseOutcome; readonly on: Day; readonly at: Instant },
): void {
  db.exec(
    "update dunning_case set closed_on = ?, closed_at = ?, outcome = ? where id = ? and closed_at is null",
    end.on,
    end.at,
    end.outcome,
    id,
  );
}

/** A mistake of the same day is taken back: the case goes on as if it had never been closed. */
export function reopenCase(db: WritableDb, id: CaseId): void {
  db.exec("update dunning_case set closed_on = null, closed_at = null, outcome = null where id = ?", id);
}

/** What changed on the household's side, such as a card taken away; the timetable stays. */
export function setCause(db: WritableDb, id: CaseId, cause: CaseCause): void {
  db.exec("update dunning_case set cause = ? where id = ?", cause, id);
}

export type DuesInvoice = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly dueOn: Day;
  readonly issuedAt: Instant;
  readonly balanceCents: Cents;
};

/** While a plan is kept its invoices are not past due, and a drawn one has cases of its own (INV-6). */
const isOfPlan = `exists (select 1 from payment_plan_invoice x join payment_plan p on p.id = x.plan_id
  where x.invoice_id = i.id and x.in_force = 1 and (p.pay_by = 'card' or i.due_on >= ?))`;

/** Unpaid invoices with dues of a household that are due by today, oldest first. */
export function listUnpaidDuesInvoices(db: ReadableDb, householdId: HouseholdId, today: Day): DuesInvoice[] {
  return db.all<DuesInvoice>(
    `select i.id as invoiceId, i.number, i.due_on as dueOn, i.issued_at as issuedAt, i.balance_cents as balanceCents
     from invoice i
     where i.household_id = ? and i.balance_cents > 0 and i.voided_on is null and i.issued_at is not null and i.due_on <= ?
       and exists (select 1 from invoice_line l where l.invoice_id = i.id and l.kind in ('dues','stub') and l.membership_id is not null)
       and not ${isOfPlan}
     order by i.due_on, i.id`,
    householdId,
    today,
    today,
  );
}

/** An invoice's number and what is open on it; nothing once it is void. */
export function findOpenAmount(db: ReadableDb, invoiceId: InvoiceId): DuesInvoice | undefined {
  return db.get<DuesInvoice>(
    `select id as invoiceId, number, due_on as dueOn, issued_at as issuedAt, balance_cents as balanceCents
     from invoice where id = ? and voided_on is null and balance_cents > 0`,
    invoiceId,
  );
}

/** Whether an invoice is on a payment plan that takes the place of its own due day. */
export function isOnPlan(db: ReadableDb, invoiceId: InvoiceId, today: Day): boolean {
  return db.get(`select 1 from invoice i where i.id = ? and ${isOfPlan}`, invoiceId, today) !== undefined;
}

/** The memberships whose dues stand on an invoice, in the order of their lines. */
export function listMembershipsOfInvoice(db: ReadableDb, invoiceId: InvoiceId): MembershipId[] {
  return db
    .all<{ id: MembershipId }>(
      `select membership_id as id from invoice_line
       where invoice_id = ? and kind in ('dues','stub') and membership_id is not null group by membership_id order by min(position)`,
      invoiceId,
    )
    .map(({ id }) => id);
}

/** Spans in which a membership is on hold, in their order. */
export function listHeldSpans(db: ReadableDb, membershipId: MembershipId): HeldSpan[] {
  return db.all<HeldSpan>(
    `select from_on as "from", until_on as "until" from membership_hold
     where membership_id = ? and withdrawn_at is null order by from_on`,
    membershipId,
  );
}

/**
 * Households that may have something to begin, to go on or to end: those with an open case, and those
 * with unpaid dues. Both are few, so each run asks for all of them in pages.
 */
export function listHouseholdsToAdvance(db: ReadableDb, today: Day, afterId: number, limit: number): HouseholdId[] {
  return db
    .all<{ id: HouseholdId }>(
      `select household_id as id from dunning_case where closed_at is null and household_id > :after
       union
       select i.household_id from invoice i
       where i.balance_cents > 0 and i.voided_on is null and i.due_on <= :today and i.household_id > :after
         and exists (select 1 from invoice_line l where l.invoice_id = i.id and l.kind in ('dues','stub') and l.membership_id is not null)
       union
       ${householdsWithDueParts.replace("i.due_on <= ?", "i.due_on <= :today").replace("p.household_id > ?", "p.household_id > :after")}
       order by 1 limit :limit`
        .replaceAll(":after", String(Math.trunc(afterId)))
        .replaceAll(":limit", String(Math.trunc(limit)))
        .replaceAll(":today", "?"),
      today,
      today,
    )
    .map(({ id }) => id);
}

export type LastDecline = {
  readonly attemptId: string;
  readonly cardId: CardId;
  readonly kind: DeclineKind;
  readonly code: string;
  readonly on: Day;
  readonly sentAt: Instant;
  readonly origin: string;
};

/** The newest decline of an invoice, or of one part of a plan, also where a later attempt went another way. */
export function findLastDecline(db: ReadableDb, invoiceId: InvoiceId, partId: PlanPartId | null = null): LastDecline | undefined {
  return db.get<LastDecline>(
    `select id as attemptId, card_id as cardId, coalesce(decline_kind, 'soft') as kind, coalesce(decline_code, '') as code,
       case attempt_on when '' then substr(sent_at, 1, 10) else attempt_on end as "on", sent_at as sentAt, origin
     from charge_attempt where ${partId === null ? "invoice_id" : "plan_part_id"} = ? and state = 'declined'
     order by sent_at desc, ordinal desc limit 1`,
    partId ?? invoiceId,
  );
}

/** The day of the first decline of an invoice, and whether the machine itself had tried. */
export function findFirstDecline(
  db: ReadableDb,
  invoiceId: InvoiceId,
  partId: PlanPartId | null = null,
): { readonly on: Day; readonly byMachine: boolean } | undefined {
  const row = db.get<{ on: Day | null; automatic: number }>(
    `select min(case attempt_on when '' then substr(sent_at, 1, 10) else attempt_on end) as "on",
       sum(origin <> 'staff') as automatic
     from charge_attempt where ${partId === null ? "invoice_id" : "plan_part_id"} = ? and state = 'declined'`,
    partId ?? invoiceId,
  );
  return row === undefined || row.on === null ? undefined : { on: row.on, byMachine: row.automatic > 0 };
}

/** The household's card of the draws, newest first; nothing when it pays by hand or the card was taken away. */
export function findLiveCard(
  db: ReadableDb,
  householdId: HouseholdId,
): { readonly id: CardId; readonly addedAt: Instant } | undefined {
  return db.get(
    `select k.id, k.added_at as addedAt from card k join household h on h.id = k.household_id
     where k.household_id = ? and k.removed_at is null and h.pays_by = 'card' order by k.added_at desc, k.id desc limit 1`,
    householdId,
  );
}

export function paysByCard(db: ReadableDb, householdId: HouseholdId): boolean {
  return db.get("select 1 from household where id = ? and pays_by = 'card'", householdId) !== undefined;
}
