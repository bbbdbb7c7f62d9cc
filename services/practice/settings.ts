/** The letterhead and the few settings of a practice (DSK-10). */
import type { ReadableDb } from "#db/database.ts";
import { findPractice, updatePractice, type PracticeRow } from "#db/practice.ts";
import { invariant } from "#domain/invariant.ts";
import type { PastDueMembers } from "#domain/pricing/member-discount.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

/** Field by field what `contract/app.ts` calls practice settings. */
export type Settings = {
  readonly name: string;
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly phone: string;
  readonly email: string;
  readonly taxId: string;
  readonly drawTime: string;
  readonly lockMinutes: number;
  readonly termsDays: number;
  readonly pastDueMembers: PastDueMembers;
  /** Unpaid invoices are reminded of by themselves (INV-5). */
  readonly automaticReminders: boolean;
  readonly returnedCheckFeeCents: number;
  readonly statementMinimumCents: number;
  readonly envelope: "single-10" | "double-10" | "double-9" | "dl";
  readonly paper: "letter" | "a4";
};

const columnOf = {
  name: "name",
  addressLine1: "address_line1",
  addressLine2: "address_line2",
  city: "city",
  region: "region",
  postalCode: "postal_code",
  country: "country",
  phone: "phone",
  email: "email",
  taxId: "tax_id",
  drawTime: "draw_time",
  lockMinutes: "lock_minutes",
  termsDays: "terms_days",
  pastDueMembers: "past_due_members",
  returnedCheckFeeCents: "returned_check_fee_cents",
  statementMinimumCents: "statement_minimum_cents",
  envelope: "envelope",
  paper: "paper",
} as const satisfies Record<Exclude<keyof Settings, "automaticReminders">, keyof PracticeRow>;

const columnFields = Object.keys(columnOf) as (keyof typeof columnOf)[];
const fields: readonly (keyof Settings)[] = [...columnFields, "automaticReminders"];

export function readSettings(cx: Cx): { version: number; settings: Settings } {
  return look<{ version: number; settings: Settings }>(cx, (db) => {
    const row = requirePracticeRow(db);
    return { version: row.version, settings: settingsOf(row) };
  });
}

function settingsOf(row: PracticeRow): Settings {
  const columns = Object.fromEntries(columnFields.map((field) => [field, row[columnOf[field]]]));
  return { ...columns, automaticReminders: row.reminders_from !== null } as unknown as Settings;
}

/** Saves the settings as a whole. Refuses `record_changed_meanwhile`. */
export function updateSettings(
  cx: Cx,
  change: { readonly version: number; readonly settings: Settings },
): { version: number } {
  return act<{ version: number }>(cx, (db) => {
    const row = requirePracticeRow(db);
    const before = settingsOf(row);
    const settings = { ...change.settings, name: change.settings.name.trim() };
    const columns = Object.fromEntries(columnFields.map((field) => [columnOf[field], settings[field]]));
    // What came due before they were switched on is not made up for.
    const remindersFrom = settings.automaticReminders ? (row.reminders_from ?? cx.today) : null;
    if (!updatePractice(db, change.version, { ...columns, reminders_from: remindersFrom })) refuse("record_changed_meanwhile", {});
    const changed = fields.filter((field) => before[field] !== settings[field]);
    audit(cx, db, "practice.changed", "practice/1", {
      before: Object.fromEntries(changed.map((field) => [field, before[field]])),
      after: Object.fromEntries(changed.map((field) => [field, settings[field]])),
    });
    db.touch("practice", "status");
    return { version: change.version + 1 };
  });
}

function requirePracticeRow(db: ReadableDb): PracticeRow {
  const row = findPractice(db);
  invariant(row, "an open practice file has its practice row");
  return row;
}
