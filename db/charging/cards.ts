/** Cards of a household: the processor's token and what may be shown of the card (BIL-7). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { CardDetails } from "#domain/charging/card.ts";
import type { HouseholdId, StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type CardRow = CardDetails & {
  readonly cardId: number;
  readonly householdId: HouseholdId;
  readonly replacesId: number | null;
  readonly provenAt: Instant | null;
  readonly collectsThroughOn: Day | null;
  readonly addedAt: Instant;
  readonly removedAt: Instant | null;
};

const columns = `id as cardId, household_id as householdId, token, brand, last4, expires_month as expiresMonth,
  expires_year as expiresYear, funding, replaces_id as replacesId, proven_at as provenAt,
  collects_through_on as collectsThroughOn, added_at as addedAt, removed_at as removedAt`;

export function findCard(db: ReadableDb, cardId: number): CardRow | undefined {
  return db.get<CardRow>(`select ${columns} from card where id = ?`, cardId);
}

/** On file now, oldest first. */
export function listCards(db: ReadableDb, householdId: HouseholdId): CardRow[] {
  return db.all<CardRow>(
    `select ${columns} from card where household_id = ? and removed_at is null order by id`,
    householdId,
  );
}

export function findCardByToken(db: ReadableDb, token: string): CardRow | undefined {
  return db.get<CardRow>(`select ${columns} from card where token = ? and removed_at is null`, token);
}

export function insertCard(
  db: WritableDb,
  card: CardDetails & {
    readonly householdId: HouseholdId;
    readonly replacesId: number | null;
    readonly provenAt: Instant | null;
    readonly collectsThroughOn: Day | null;
    readonly addedBy: StaffId | null;
    readonly addedAt: Instant;
  },
): number {
  return db.exec(
    `insert into card (household_id, token, brand, last4, expires_month, expires_year, funding, replaces_id,
       proven_at, collects_through_on, added_by, added_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    card.householdId,
    card.token,
    card.brand,
    card.last4,
    card.expiresMonth,
    card.expiresYear,
    card.funding,
    card.replacesId,
    card.provenAt,
    card.collectsThroughOn,
    card.addedBy,
    card.addedAt,
  ).id;
}

export function markRemoved(
  db: WritableDb,
  cardId: number,
  how: { readonly at: Instant; readonly by: StaffId | null; readonly why: "asked" | "replaced" | "updated" },
): void {
  db.exec(
    "update card set removed_at = ?, removed_by = ?, removed_why = ? where id = ? and removed_at is null",
    how.at,
    how.by,
    how.why,
    cardId,
  );
}

/** Answers whether this was the card's first success (BIL-14). */
export function markProven(db: WritableDb, cardId: number, at: Instant): boolean {
  return db.exec("update card set proven_at = ? where id = ? and proven_at is null", at, cardId).changes === 1;
}

/** A charge with this card that has no outcome yet. */
export function hasLiveChargeOfCard(db: ReadableDb, cardId: number): boolean {
  return (
    db.get("select 1 from charge_attempt where card_id = ? and state in ('sent','pending','unknown') limit 1", cardId) !==
    undefined
  );
}

/** The bank said never again, or the processor does not know the card (BIL-10). */
export function isCardRefused(db: ReadableDb, cardId: number): boolean {
  return (
    db.get(
      `select 1 from charge_attempt where card_id = ?
         and ((state = 'declined' and decline_kind = 'hard') or (state = 'failed' and failure = 'no_such_card')) limit 1`,
      cardId,
    ) !== undefined
  );
}

export type ExpiringCardRow = CardRow & { readonly payerName: string; readonly phone: string };

/** Cards on file of households that pay by card and whose month ends between two days (BIL-16). */
export function listCardsExpiring(db: ReadableDb, from: Day, through: Day): ExpiringCardRow[] {
  return db.all<ExpiringCardRow>(
    `select ${columns
      .replaceAll("id as cardId, household_id", "k.id as cardId, k.household_id")
      .replace("added_at as", "k.added_at as")},
       coalesce((select trim(first_name || ' ' || last_name) from patient where id = h.payer_patient_id), h.name) as payerName,
       coalesce((select number from phone where patient_id = h.payer_patient_id
         order by case kind when 'mobile' then 0 when 'home' then 1 else 2 end limit 1), '') as phone
     from card k join household h on h.id = k.household_id
     where k.removed_at is null and h.pays_by = 'card'
       and date(printf('%04d-%02d-01', expires_year, expires_month), '+1 month', '-1 day') between ? and ?
       and not exists (select 1 from card n where n.household_id = k.household_id and n.removed_at is null and n.id > k.id)
     order by expires_year, expires_month, k.id limit 500`,
    from,
    through,
  );
}

/** Whether the household's billing goes to its card. */
export function setPaysBy(db: WritableDb, householdId: HouseholdId, paysBy: "card" | "manual"): boolean {
  return (
    db.exec(
      "update household set pays_by = ?, version = version + 1 where id = ? and pays_by <> ?",
      paysBy,
      householdId,
      paysBy,
    ).changes === 1
  );
}
