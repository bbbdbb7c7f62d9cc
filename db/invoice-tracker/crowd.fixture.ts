/** Many invoices in every state for tests of the tracker: seeded, so that a failure can be repeated. */
import { addDays, toDay } from "#domain/calendar.ts";
import type { Day } from "#domain/calendar.ts";
import { invoiceStatus } from "#domain/invoices/status.ts";
import {
  invoiceLineKinds,
  sentChannels,
  type InvoiceLineKind,
  type InvoiceStatus,
  type SentChannel,
} from "#domain/invoices/status-words.ts";
import type { Cents } from "#domain/money.ts";
import type { WritableDb } from "../database.ts";

export type CrowdInvoice = {
  readonly id: number;
  readonly number: number | null;
  readonly householdId: number;
  readonly payerId: number | null;
  readonly payerSort: string | null;
  readonly patientId: number | null;
  readonly patientSort: string | null;
  readonly invoicedOn: string;
  readonly dueOn: string;
  readonly total: number;
  readonly paid: number;
  readonly balance: number;
  readonly voided: boolean;
  readonly sent: boolean;
  readonly sentAt: string | null;
  readonly channel: SentChannel | null;
  readonly reminders: number;
  readonly status: InvoiceStatus;
  readonly lines: readonly { patientId: number; kind: InvoiceLineKind; serviceOn: string; providerId: number | null }[];
};

export const crowdDay = toDay("2026-11-22");

export const crowdProviders = 4;

/** A small linear generator: the same numbers on every machine. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const lastNames = ["lee", "ortiz", "nguyen", "smith", "kowalski", "garcia", "o'brien", "lee"];
const firstNames = ["rosa", "ben", "thi", "ana", "jan", "mia"];

/** Writes `households` families of one to three people and `count` invoices over five years. */
export function writeCrowd(db: WritableDb, households: number, count: number, seed = 7): CrowdInvoice[] {
  const pick = seeded(seed);
  const members = new Map<number, { id: number; sort: string }[]>();
  for (let id = 1; id <= crowdProviders; id++) {
    db.exec(
      "insert into staff (id, name, username, role, created_at) values (?, ?, ?, 'provider', '2026-01-01T00:00:00.000Z')",
      id,
      `Provider ${id}`,
      `provider-${id}`,
    );
  }
  let patientId = 0;
  for (let householdId = 1; householdId <= households; householdId++) {
    const hasPayer = pick(12) !== 0;
    db.exec(
      "insert into household (id, number, name, created_at) values (?, ?, ?, '2026-01-01T00:00:00.000Z')",
      householdId,
      householdId,
      `Household ${householdId}`,
    );
    const people: { id: number; sort: string }[] = [];
    for (let n = 0; n <= pick(3); n++) {
      const last = lastNames[pick(lastNames.length)] ?? "lee";
      const first = firstNames[pick(firstNames.length)] ?? "rosa";
      people.push({ id: ++patientId, sort: `${last}, ${first}` });
      db.exec(
        `insert into patient (id, household_id, chart_number, first_name, last_name, sort_name, created_at)
         values (?, ?, ?, ?, ?, ?, '2026-01-01T00:00:00.000Z')`,
        patientId,
        householdId,
        `C${patientId}`,
        first,
        last,
        `${last}, ${first}`,
      );
      db.exec("insert or ignore into patient_search (token, patient_id) values (?, ?), (?, ?)", last, patientId, first, patientId);
    }
    const payer = people[0];
    if (hasPayer && payer) db.exec("update household set payer_patient_id = ? where id = ?", payer.id, householdId);
    members.set(householdId, hasPayer ? people : [{ id: 0, sort: "" }, ...people]);
  }
  return Array.from({ length: count }, (_, index) => writeInvoice(db, index + 1, households, members, pick));
}

function writeInvoice(
  db: WritableDb,
  id: number,
  households: number,
  members: ReadonlyMap<number, readonly { id: number; sort: string }[]>,
  pick: (below: number) => number,
): CrowdInvoice {
  const householdId = 1 + pick(households);
  const people = members.get(householdId) ?? [];
  const payer = people[0]?.id ? people[0] : null;
  const real = people.filter((person) => person.id > 0);
  const patient = pick(5) === 0 ? null : (real[pick(real.length)] ?? null);
  const invoicedOn = addDays(crowdDay, -pick(1800));
  const dueOn = addDays(invoicedOn, [0, 0, 7, 30][pick(4)] ?? 0);
  const total = 100 * (1 + pick(90));
  const state = pick(40);
  const voided = state === 0;
  const draft = state === 1;
  const writtenOff = state === 2 ? total : 0;
  const credited = state === 3 ? total : 0;
  const settled = voided || draft || writtenOff > 0 || credited > 0;
  const paid = settled ? 0 : pick(4) === 0 ? [0, Math.floor(total / 2)][pick(2)] ?? 0 : total;
  const refunded = state === 4 && paid === total ? total : 0;
  const balance = voided ? 0 : total - paid - writtenOff - credited;
  const sent = pick(2) === 0;
  const channel = sent ? (sentChannels[pick(sentChannels.length)] ?? "print") : null;
  const sentAt = sent ? `${addDays(crowdDay, -pick(30))}T00:00:00.000Z` : null;
  const reminders = draft || pick(5) > 0 ? 0 : 1 + pick(3);
  const number = draft ? null : id;
  const issuedAt = draft ? null : `${invoicedOn}T12:00:00.000Z`;
  db.exec(
    `insert into invoice (id, number, kind, household_id, patient_id, bill_to, invoiced_on, due_on, issued_at, voided_on,
       total_cents, paid_cents, credited_cents, written_off_cents, refunded_cents, balance_cents, last_sent_at, last_channel, reminders, created_at)
     values (?, ?, 'manual', ?, ?, '[]', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '2026-01-01T00:00:00.000Z')`,
    id,
    number,
    householdId,
    patient?.id ?? null,
    invoicedOn,
    dueOn,
    issuedAt,
    voided ? crowdDay : null,
    total,
    paid,
    credited,
    writtenOff,
    refunded,
    balance,
    sentAt,
    channel,
    reminders,
  );
  const lines = (patient ? [patient] : real).map((person, index) => {
    const kind = invoiceLineKinds[pick(invoiceLineKinds.length)] ?? "dues";
    const serviceOn = addDays(invoicedOn, -pick(3));
    const providerId = pick(3) === 0 ? null : 1 + pick(crowdProviders);
    db.exec(
      `insert into invoice_line (invoice_id, position, kind, patient_id, description, service_on, provider_id, unit_cents, net_cents)
       values (?, ?, ?, ?, 'Line', ?, ?, 0, 0)`,
      id,
      index + 1,
      kind,
      person.id,
      serviceOn,
      providerId,
    );
    return { patientId: person.id, kind, serviceOn, providerId };
  });
  return {
    id,
    number,
    householdId,
    payerId: payer?.id ?? null,
    payerSort: payer?.sort ?? null,
    patientId: patient?.id ?? null,
    patientSort: patient?.sort ?? null,
    invoicedOn,
    dueOn,
    total,
    paid,
    balance,
    voided,
    sent,
    sentAt,
    channel,
    reminders,
    status: invoiceStatus(
      {
        issuedAt,
        voidedOn: voided ? crowdDay : null,
        dueOn: dueOn as Day,
        paidCents: paid as Cents,
        creditedCents: credited as Cents,
        writtenOffCents: writtenOff as Cents,
        refundedCents: refunded as Cents,
        balanceCents: balance as Cents,
      },
      crowdDay,
    ),
    lines,
  };
}
