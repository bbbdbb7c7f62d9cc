/**
 * A seeded practice with a million invoices for measuring the tracker (T1): eight years of dues, some
 * services and products, nearly everything paid, a few percent open, void, refunded or written off.
 * Written row by row past the rules, because only the shape of the file matters here; the indices are
 * built afterwards, which takes a minute instead of ten.
 */
import type { Database, WritableDb } from "#db/database.ts";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import { kindBits } from "#db/invoice-tracker/groups.ts";
import type { InvoiceLineKind } from "#domain/invoices/status-words.ts";
import { seeded } from "../many-patients.ts";
import { withoutIndices } from "../without-indices.ts";

export const benchDay = toDay("2026-11-22");
const days = 8 * 365;
const sliceSize = 20_000;

/** Kinds of lines that stand together on one invoice, the usual ones first. */
const combinations: readonly (readonly [share: number, kinds: readonly InvoiceLineKind[]])[] = [
  [0.62, ["dues"]],
  [0.05, ["dues", "dues"]],
  [0.03, ["dues", "stub"]],
  [0.03, ["dues", "activation"]],
  [0.005, ["dues", "reactivation"]],
  [0.14, ["service"]],
  [0.04, ["service", "service"]],
  [0.03, ["service", "product"]],
  [0.02, ["product"]],
  [0.015, ["package"]],
  [0.01, ["fee"]],
  [0.01, ["service", "discount"]],
];

type Money = {
  readonly voidedOn: Day | null;
  readonly isDraft: boolean;
  readonly paid: number;
  readonly credited: number;
  readonly writtenOff: number;
  readonly refunded: number;
};

export function addManyInvoices(db: Database, counts: { readonly patients: number; readonly invoices: number }, seed = 8): void {
  const random = seeded(seed);
  const households = Math.ceil(counts.patients / 2.5);
  const dates = Array.from({ length: days + 40 }, (_, back) => addDays(benchDay, 30 - back));
  const rebuild = withoutIndices(db, ["invoice", "invoice_line", "patient", "household"]);
  inSlices(db, households, (write, id) => {
    write.exec(
      "insert into household (id, number, name, created_at) values (?, ?, ?, '2018-01-01T00:00:00.000Z')",
      id,
      id,
      `Household ${id}`,
    );
  });
  inSlices(db, counts.patients, (write, id) => {
    const last = syllables(random, 3);
    const first = syllables(random, 2);
    write.exec(
      `insert into patient (id, household_id, chart_number, first_name, last_name, sort_name, created_at)
       values (?, ?, ?, ?, ?, ?, '2018-01-01T00:00:00.000Z')`,
      id,
      Math.min(households, 1 + Math.floor((id - 1) / 2.5)),
      `C${id}`,
      first,
      last,
      `${last}, ${first}`.toLowerCase(),
    );
  });
  inSlices(db, households, (write, id) => {
    const payer = Math.min(counts.patients, 1 + Math.floor((id - 1) * 2.5));
    write.exec("update household set payer_patient_id = ? where id = ?", payer, id);
  });
  const at = { line: 0 };
  inSlices(db, counts.invoices, (write, id) => {
    // Invoices are numbered as time goes by.
    const back = Math.floor((1 - id / counts.invoices) * days);
    const invoicedOn = dates[back + 30] ?? benchDay;
    const dueOn = dates[Math.max(0, back + 30 - ([0, 0, 0, 7, 15, 30][Math.floor(random() * 6)] ?? 0))] ?? invoicedOn;
    addInvoice(write, id, at, { random, households, patients: counts.patients, invoicedOn, dueOn, back });
  });
  keepNamesAndSpans(db);
  rebuild();
}

/** What the triggers would have kept. */
function keepNamesAndSpans(db: Database): void {
  const numbers = "min(i.number) & ~255, max(i.number) | 255, min(i.invoiced_on), max(i.invoiced_on), min(i.due_on), max(i.due_on)";
  for (const sql of [
    "update invoice set patient_sort = (select sort_name from patient p where p.id = patient_id) where patient_id is not null",
    `insert into invoice_span select 'date', i.invoiced_on, ${numbers} from invoice i group by i.invoiced_on`,
    `insert into invoice_span select 'due', i.due_on, ${numbers} from invoice i group by i.due_on`,
    `insert into invoice_span select 'service', l.service_on, ${numbers}
     from invoice_line l join invoice i on i.id = l.invoice_id group by l.service_on`,
  ]) {
    db.write((write): void => {
      write.exec(sql);
    });
  }
}

function addInvoice(
  db: WritableDb,
  id: number,
  at: { line: number },
  of: {
    readonly random: () => number;
    readonly households: number;
    readonly patients: number;
    readonly invoicedOn: Day;
    readonly dueOn: Day;
    readonly back: number;
  },
): void {
  const { random, households, patients, invoicedOn, dueOn, back } = of;
  const householdId = 1 + Math.floor(random() * households);
  const kinds = combination(random());
  const isDues = kinds[0] === "dues";
  const total = kinds.length * (isDues ? 2_900 + 500 * Math.floor(random() * 4) : 1_000 + 100 * Math.floor(random() * 400));
  const money = moneyOf(random, total, back);
  const settled = money.paid + money.credited + money.writtenOff;
  const balance = money.voidedOn !== null || money.isDraft ? 0 : Math.max(0, total - settled);
  const patientId = Math.min(patients, 1 + Math.floor((householdId - 1) * 2.5) + Math.floor(random() * 2));
  const forSeveral = kinds.length > 1 && kinds[1] === "dues";
  const sent = random() < 0.35 && !money.isDraft ? (isDues ? "email" : "print") : null;
  const reminded = random() < (balance > 0 ? 0.4 : 0.02) ? 1 + Math.floor(random() * 3) : 0;
  db.exec(
    `insert into invoice (id, number, kind, household_id, patient_id, bill_to, draw_on, draw_seq, invoiced_on, issued_at, due_on,
       total_cents, paid_cents, credited_cents, written_off_cents, refunded_cents, balance_cents, voided_on, last_sent_at,
       last_channel, reminders, line_kinds, created_at)
     values (?, ?, ?, ?, ?, '[]', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '2018-01-01T00:00:00.000Z')`,
    id,
    money.isDraft ? null : id,
    isDues ? "draw" : "manual",
    householdId,
    forSeveral ? null : patientId,
    isDues ? invoicedOn : null,
    id,
    invoicedOn,
    money.isDraft ? null : `${invoicedOn}T12:00:00.000Z`,
    dueOn,
    total,
    money.paid,
    money.credited,
    money.writtenOff,
    money.refunded,
    balance,
    money.voidedOn,
    sent === null ? null : `${invoicedOn}T13:00:00.000Z`,
    sent,
    reminded,
    kindBits(kinds),
  );
  for (const [index, kind] of kinds.entries()) {
    at.line += 1;
    db.exec(
      `insert into invoice_line (id, invoice_id, position, kind, patient_id, description, service_on, unit_cents, net_cents)
       values (?, ?, ?, ?, ?, 'Line', ?, ?, ?)`,
      at.line,
      id,
      index + 1,
      kind,
      patientId,
      invoicedOn,
      total,
      total,
    );
  }
}

function combination(at: number): readonly InvoiceLineKind[] {
  let left = at;
  for (const [share, kinds] of combinations) {
    if (left < share) return kinds;
    left -= share;
  }
  return ["dues"];
}

/** What became of it. The newer, the more is still open. */
function moneyOf(random: () => number, total: number, back: number): Money {
  const nothing = { voidedOn: null, isDraft: false, paid: 0, credited: 0, writtenOff: 0, refunded: 0 };
  const fate = random();
  if (fate < 0.012) return { ...nothing, voidedOn: benchDay };
  if (fate < 0.014) return { ...nothing, isDraft: true };
  if (fate < 0.019) return { ...nothing, paid: total, refunded: total };
  if (fate < 0.023) return { ...nothing, writtenOff: total };
  if (fate < 0.027) return { ...nothing, credited: total };
  const openShare = back < 30 ? 0.3 : back < 120 ? 0.06 : 0.008;
  if (random() > openShare) return { ...nothing, paid: total };
  return random() < 0.3 ? { ...nothing, paid: Math.floor(total / 2) } : nothing;
}

const parts = ["al", "ber", "cor", "da", "el", "fer", "gra", "ha", "is", "jo", "ka", "le", "mar", "nor", "or", "pe", "ro", "sa"];

function syllables(random: () => number, count: number): string {
  const text = Array.from({ length: count }, () => parts[Math.floor(random() * parts.length)] ?? "la").join("");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function inSlices(db: Database, count: number, write: (db: WritableDb, id: number) => void): void {
  for (let first = 1; first <= count; first += sliceSize) {
    db.write((slice): void => {
      for (let id = first; id < Math.min(count + 1, first + sliceSize); id += 1) write(slice, id);
    });
  }
}
