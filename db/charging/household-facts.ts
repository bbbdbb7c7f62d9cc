/** What the decision about a household's charges needs to know (BIL-3, BIL-10, BIL-14). */
import type { Day } from "#domain/calendar.ts";
import { addDays } from "#domain/calendar.ts";
import type { CardFacts, HouseholdFacts, OpenDraw, PastAttempt } from "#domain/charging/decide-charges.ts";
import { limitDays } from "#domain/charging/decide-charges.ts";
import type { HouseholdId, InvoiceId, PlanPartId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";
import { householdsWithDueParts, listDrawnParts, wasAskedSince, type DrawnPartRow } from "../payment-plans/drawn-parts.ts";

type HouseholdRow = {
  readonly paysBy: "card" | "manual";
  readonly payerStatus: string | null;
  readonly disputed: 0 | 1;
  readonly held: 0 | 1;
  readonly live: 0 | 1;
};

const attemptColumns = `card_id as cardId, amount_cents as amountCents, attempt_on as attemptOn, origin, state,
  decline_kind as declineKind, failure`;

type Asked = { readonly invoiceId: InvoiceId; readonly partId: PlanPartId | null };

/**
 * `isRetryDue` says whether the timetable of declines asks for a retry of a draw or a part by today.
 * Undefined for a household that is not there.
 */
export function loadHouseholdFacts(
  db: ReadableDb,
  householdId: HouseholdId,
  on: { readonly today: Day; readonly canCharge: boolean; readonly isRetryDue: (asked: Asked) => boolean },
): HouseholdFacts | undefined {
  const { today, canCharge } = on;
  const row = db.get<HouseholdRow>(
    `select h.pays_by as paysBy, p.status as payerStatus,
       exists (select 1 from dispute d where d.household_id = h.id and d.released_at is null) as disputed,
       exists (select 1 from attention a where a.household_id = h.id and a.kind = 'billing' and a.resolved_at is null) as held,
       exists (select 1 from charge_attempt c where c.household_id = h.id and c.state in ('sent','pending','unknown')) as live
     from household h left join patient p on p.id = h.payer_patient_id
     where h.id = ? and h.staged_batch_id is null`,
    householdId,
  );
  if (!row) return undefined;
  return {
    today,
    canCharge,
    paysByCard: row.paysBy === "card",
    isPayerDeceased: row.payerStatus === "deceased",
    isDisputed: row.disputed === 1,
    isHeld: row.held === 1,
    hasLiveCharge: row.live === 1,
    cards: listCardFacts(db, householdId),
    draws: [...listOpenDraws(db, householdId, today, on.isRetryDue), ...listDueParts(db, householdId, today, on.isRetryDue)],
    recent: listRecentAttempts(db, householdId, today),
  };
}

export function listCardFacts(db: ReadableDb, householdId: HouseholdId): CardFacts[] {
  return db
    .all<Omit<CardFacts, "isRefused"> & { readonly refused: 0 | 1 }>(
      `select k.id as cardId, k.expires_month as expiresMonth, k.expires_year as expiresYear,
         k.collects_through_on as collectsThroughOn,
         (select state from charge_attempt a where a.card_id = k.id order by a.sent_at desc, a.ordinal desc limit 1) as lastState,
         exists (select 1 from charge_attempt a where a.card_id = k.id and ((a.state = 'declined' and a.decline_kind = 'hard')
           or (a.state = 'failed' and a.failure = 'no_such_card'))) as refused
       from card k where k.household_id = ? and k.removed_at is null order by k.id`,
      householdId,
    )
    .map(({ refused, ...card }) => ({ ...card, isRefused: refused === 1 }));
}

/** What was agreed to be paid in parts is never charged as a whole (INV-6). */
const notOnPlan = "not exists (select 1 from payment_plan_invoice x where x.invoice_id = i.id and x.in_force = 1)";

function listOpenDraws(
  db: ReadableDb,
  householdId: HouseholdId,
  today: Day,
  isRetryDue: (asked: Asked) => boolean,
): OpenDraw[] {
  return db
    .all<Omit<OpenDraw, "part" | "hasNewerDraw" | "isRetryDue" | "attempts"> & { readonly newer: 0 | 1 }>(
      `select i.id as invoiceId, i.due_on as dueOn, i.balance_cents as balanceCents,
         (select choice from catch_up u where u.invoice_id = i.id) as choice,
         exists (select 1 from invoice n where n.household_id = i.household_id and n.kind = 'draw' and n.voided_on is null
           and n.due_on > i.due_on and n.due_on <= ?) as newer
       from invoice i
       where i.household_id = ? and i.kind = 'draw' and i.balance_cents > 0 and i.voided_on is null
         and i.issued_at is not null and i.due_on <= ? and ${notOnPlan}
       order by i.due_on, i.id limit 500`,
      today,
      householdId,
      today,
    )
    .map(({ newer, ...draw }) => ({
      ...draw,
      part: null,
      hasNewerDraw: newer === 1,
      isRetryDue: isRetryDue({ invoiceId: draw.invoiceId, partId: null }),
      attempts: db.all<PastAttempt>(
        `select ${attemptColumns} from charge_attempt where invoice_id = ? order by ordinal`,
        draw.invoiceId,
      ),
    }));
}

/** The parts of drawn plans that are due, each as a draw of its own. */
function listDueParts(db: ReadableDb, householdId: HouseholdId, today: Day, isRetryDue: (asked: Asked) => boolean): OpenDraw[] {
  const due = listDrawnParts(db, householdId).filter(({ dueOn }) => dueOn <= today);
  return due.map((part): OpenDraw => {
    const { invoiceId, partId, planId, dueOn, restCents, choice, isSigned, cameBack } = part;
    const newestDueOn = newestOf(due, part);
    return {
      invoiceId,
      part: { planId, partId, isSigned, newestDueOn, cameBack },
      dueOn,
      balanceCents: restCents,
      hasNewerDraw: newestDueOn > dueOn && wasAskedSince(db, planId, newestDueOn),
      choice,
      isRetryDue: isRetryDue({ invoiceId, partId }),
      attempts: db.all<PastAttempt>(
        `select ${attemptColumns} from charge_attempt where plan_part_id = ? order by sent_at, ordinal`,
        partId,
      ),
    };
  });
}

function newestOf(due: readonly DrawnPartRow[], { planId, dueOn }: DrawnPartRow): Day {
  return due.findLast((part) => part.planId === planId)?.dueOn ?? dueOn;
}

export function listRecentAttempts(db: ReadableDb, householdId: HouseholdId, today: Day): PastAttempt[] {
  return db.all<PastAttempt>(
    `select ${attemptColumns} from charge_attempt where household_id = ? and attempt_on > ? and card_id is not null
     order by sent_at, ordinal`,
    householdId,
    addDays(today, -limitDays),
  );
}

/** Households that pay by card and have a draw due, or that have a part of a drawn plan due, in order, after a place. */
export function listHouseholdsToCharge(db: ReadableDb, today: Day, afterId: number, limit: number): HouseholdId[] {
  return db
    .all<{ id: HouseholdId }>(
      `select distinct i.household_id as id from invoice i indexed by invoice_open join household h on h.id = i.household_id
       where i.balance_cents > 0 and i.voided_on is null and i.kind = 'draw' and i.due_on <= ? and ${notOnPlan}
         and h.pays_by = 'card' and i.household_id > ?
       union ${householdsWithDueParts}
       order by 1 limit ?`,
      today,
      afterId,
      today,
      afterId,
      limit,
    )
    .map((row) => row.id);
}
