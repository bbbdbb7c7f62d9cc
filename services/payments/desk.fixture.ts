/** A practice with households and a desk for tests of money: real encrypted SQLite, a fixed day. */
import type { Database } from "#db/database.ts";
import { insertHouseholdRow, setPayer } from "#db/people/household.ts";
import { insertPatientRow } from "#db/people/patient.ts";
import { insertPractice } from "#db/practice.ts";
import { openTestFile } from "#db/testing.ts";
import { toDay, toInstant, type Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import { noAddress } from "#domain/people/address.ts";
import { fullName } from "#domain/people/names.ts";
import type { Cx } from "../context.ts";
import { noCards } from "../gateways/cards.ts";
import { issueInvoice, type InvoiceToIssue, type IssuedInvoice } from "../invoices/issue.ts";
import { takeAtDesk } from "./take-at-desk.fixture.ts";
import type { PaymentToTake, TakenPayment } from "./take.ts";

export type Desk = {
  readonly db: Database;
  /** The context of one use case on a day, with a request id of its own when one is given. */
  cx(today?: string, request?: { id: string; operation: string }): Cx;
  household(first: string, last: string): { householdId: HouseholdId; patientId: PatientId };
  issue(householdId: HouseholdId, cents: number, over?: Partial<InvoiceToIssue> & { today?: string }): IssuedInvoice;
  take(householdId: HouseholdId, cents: number, over?: Partial<PaymentToTake> & { today?: string }): TakenPayment;
  money(householdId: HouseholdId): { balanceCents: number; creditCents: number };
  dispose(): void;
};

export const deskDay = toDay("2026-11-22");

/** A practice with its settings, for what is printed; most tests at the desk need none. */
export function givePractice({ db }: Pick<Desk, "db">): void {
  db.write((w) =>
    insertPractice(w, {
      name: "Maple Street Dental",
      kind: "live",
      specialty: "dental",
      time_zone: "America/New_York",
      currency: "USD",
      lineage_id: "lineage",
      epoch: 1,
      computer_id: "computer",
      created_at: toInstant("2026-01-01T00:00:00.000Z"),
    }),
  );
}

export function openDesk(): Desk {
  const file = openTestFile();
  const { db } = file;
  const cx: Desk["cx"] = (today = deskDay, request) => ({
    db,
    actor: { staffId: null, workstation: "Front desk" },
    today: toDay(today),
    now: toInstant(`${today}T15:00:00.000Z`),
    gateways: { cards: noCards },
    ...(request ? { request } : {}),
  });
  return {
    db,
    cx,
    household: (first, last) => db.write((w) => addHousehold(w, first, last)),
    issue: (householdId, cents, { today, ...over } = {}) => {
      const context = cx(today);
      return db.write((w) =>
        issueInvoice(context, w, {
          kind: "manual",
          householdId,
          patientId: null,
          drawOn: null,
          invoicedOn: context.today,
          dueOn: context.today,
          termsDays: 0,
          lines: [serviceLine(context.today, cents)],
          ...over,
        }),
      );
    },
    take: (householdId, cents, { today, ...over } = {}) =>
      takeAtDesk(cx(today), { ...cash(householdId, cents), ...over }),
    money: (householdId) => {
      const row = db.read((r) =>
        r.get<{ balanceCents: number; creditCents: number }>(
          "select balance_cents as balanceCents, credit_cents as creditCents from household where id = ?",
          householdId,
        ),
      );
      return row ?? { balanceCents: Number.NaN, creditCents: Number.NaN };
    },
    dispose: () => file.dispose(),
  };
}

export function serviceLine(serviceOn: Day, cents: number, over: Partial<NewLine> = {}): NewLine {
  return {
    kind: "service",
    patientId: null,
    membershipId: null,
    planVersionId: null,
    description: "Cleaning",
    serviceOn,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: toCents(cents),
    taxRatePpm: 0,
    facts: { kind: "typed", quantity: 1, unitCents: toCents(cents) },
    ...over,
  };
}

export function cash(householdId: HouseholdId, cents: number, tender: Tender = "cash"): PaymentToTake {
  return {
    householdId,
    tender,
    amountCents: toCents(cents),
    tenderedCents: null,
    reference: "",
    choices: null,
    note: "",
  };
}

function addHousehold(w: Parameters<Parameters<Database["write"]>[0]>[0], first: string, last: string) {
  const createdAt = toInstant("2026-01-02T15:00:00.000Z");
  const name = { prefix: "", firstName: first, middleName: "", lastName: last, suffix: "", preferredName: "" };
  const householdId = insertHouseholdRow(w, {
    name: fullName(name),
    address: { ...noAddress, line1: "12 Oak St", city: "Lowell", region: "MA", postalCode: "01850" },
    contactPreference: "print",
    createdAt,
  });
  const patientId = insertPatientRow(w, {
    ...name,
    householdId,
    birthOn: null,
    sex: "",
    pronouns: "",
    email: "",
    phones: [],
    language: "en",
    alerts: "",
    notes: "",
    textConsent: "unknown",
    status: "active",
    deceasedOn: null,
    ownAddress: null,
    createdAt,
  });
  setPayer(w, householdId, patientId, fullName(name));
  return { householdId, patientId };
}

/**
 * Everything about money that must hold after any sequence of acts (F-10, F-16): answers the
 * breaches in words, none when all is well.
 */
export function breachesOfMoney(db: Database): string[] {
  return db.read((r) => {
    const rows = (what: string, text: string): string[] =>
      r.all<Record<string, unknown>>(text).map((row) => `${what}: ${JSON.stringify(row)}`);
    return [
      ...rows(
        "entry does not balance",
        "select entry_id, sum(amount_cents) s from posting group by entry_id having s <> 0",
      ),
      ...rows(
        "receivable is not the sum of balances",
        `select h.id, h.balance_cents,
           (select coalesce(sum(balance_cents), 0) from invoice where household_id = h.id) as invoices,
           (select coalesce(sum(amount_cents), 0) from posting where account = 'receivable' and household_id = h.id) as ledger
         from household h where h.balance_cents <> invoices or h.balance_cents <> ledger`,
      ),
      ...rows(
        "credit is not what is left of the credits",
        `select h.id, h.credit_cents,
           (select coalesce(sum(left_cents), 0) from credit where household_id = h.id) as credits,
           (select -coalesce(sum(amount_cents), 0) from posting where account = 'household_credit' and household_id = h.id) as ledger
         from household h where h.credit_cents <> credits or h.credit_cents <> ledger`,
      ),
      ...rows(
        "payment is not its allocations and its credit",
        `select p.id, p.amount_cents, p.reversed_on,
           (select coalesce(sum(amount_cents), 0) from allocation where payment_id = p.id) as allocated,
           (select coalesce(sum(amount_cents), 0) from credit where payment_id = p.id and taken_back_on is null) as credited
         from payment p where allocated + credited <> iif(p.reversed_on is null, p.amount_cents, 0)`,
      ),
      ...rows(
        "credit left is not its grant less its uses",
        `select c.id, c.left_cents, c.amount_cents,
           (select coalesce(sum(amount_cents), 0) from allocation where credit_id = c.id) as used
         from credit c where left_cents <> iif(c.taken_back_on is null, c.amount_cents - used, 0)`,
      ),
      ...rows(
        "invoice does not add up",
        `select i.id, total_cents, paid_cents, credited_cents, written_off_cents, balance_cents,
           (select coalesce(sum(net_cents + tax_cents), 0) from invoice_line where invoice_id = i.id) as lines
         from invoice i
         where total_cents <> lines
            or balance_cents <> iif(voided_on is null and issued_at is not null, total_cents, 0) - paid_cents - credited_cents - written_off_cents`,
      ),
      ...rows(
        "something is negative",
        `select 'invoice' as what, id from invoice
           where min(paid_cents, credited_cents, written_off_cents, balance_cents, total_cents) < 0
         union all select 'household', id from household where min(balance_cents, credit_cents) < 0
         union all select 'credit', id from credit where left_cents < 0`,
      ),
    ];
  });
}
