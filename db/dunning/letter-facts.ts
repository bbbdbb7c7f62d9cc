/** What a letter names: the payer, the members with their plans, the invoice, the card. */
import type { Day } from "#domain/calendar.ts";
import type { CardId, HouseholdId, InvoiceId, MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export function findPayerWords(db: ReadableDb, householdId: HouseholdId): { readonly name: string; readonly language: string } {
  return (
    db.get<{ name: string; language: string }>(
      `select coalesce(trim(p.first_name || ' ' || p.last_name), h.name) as name, coalesce(p.language, '') as language
       from household h left join patient p on p.id = h.payer_patient_id where h.id = ?`,
      householdId,
    ) ?? { name: "", language: "" }
  );
}

/** In the order asked for. */
export function listMemberWords(
  db: ReadableDb,
  ids: readonly MembershipId[],
): { readonly name: string; readonly plan: string }[] {
  return ids.flatMap(
    (id) =>
      db.get<{ name: string; plan: string }>(
        `select trim(p.first_name || ' ' || p.last_name) as name, n.name as plan
         from membership m join patient p on p.id = m.patient_id join plan n on n.id = m.plan_id where m.id = ?`,
        id,
      ) ?? [],
  );
}

export function findInvoiceWords(
  db: ReadableDb,
  id: InvoiceId,
): { readonly number: number; readonly dueOn: Day; readonly balanceCents: Cents } | undefined {
  return db.get("select number, due_on as dueOn, balance_cents as balanceCents from invoice where id = ?", id);
}

export type CardWords = {
  readonly brand: string;
  readonly last4: string;
  readonly expiresMonth: number;
  readonly expiresYear: number;
};

export function findCardWords(db: ReadableDb, id: CardId | null): CardWords | undefined {
  if (id === null) return undefined;
  return db.get<CardWords>(
    "select brand, last4, expires_month as expiresMonth, expires_year as expiresYear from card where id = ?",
    id,
  );
}
