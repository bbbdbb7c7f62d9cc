/**
 * Sets up a new practice file: its own row with a lineage nobody else has (BIL-20), the training
 * clock where it is one (F-20), and its owner (control 26: no default account).
 */
import { randomUUID } from "node:crypto";
import { insertPractice, setClockOffset } from "#db/practice.ts";
import type { StaffId } from "#domain/identity.ts";
import { isTimeZone } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { refuse } from "#domain/refusal.ts";
import { requirePassword } from "#domain/staff/password.ts";
import { requireUsername } from "#domain/staff/username.ts";
import type { Cx } from "../context.ts";
import { audit } from "../record.ts";
import { addStaffRow } from "../staff/add-staff.ts";
import type { Specialty } from "./practice-view.ts";

export type NewPracticeForm = {
  readonly name: string;
  readonly kind: "live" | "training";
  readonly specialty: Specialty;
  readonly timeZone: string;
  readonly currency: string;
  readonly ownerName: string;
  readonly username: string;
  readonly password: string;
};

/**
 * Refuses what could not be set up, before a file is made: `time_zone_unknown`, `currency_unknown`,
 * `username_not_usable`, `password_too_short`, `password_guessable`.
 */
export function requirePracticeForm(form: NewPracticeForm): void {
  const { timeZone, currency } = form;
  if (!isTimeZone(timeZone) || !/^[A-Za-z]/.test(timeZone)) refuse("time_zone_unknown", { timeZone });
  if (currencyDigits(currency) === undefined) refuse("currency_unknown", { currency });
  const username = requireUsername(form.username);
  requirePassword(form.password, [form.name, form.ownerName, username]);
}

/** Fills an empty practice file; answers the owner. `computerId` says on which computer it lives. */
export function createPractice(
  cx: Cx,
  form: Omit<NewPracticeForm, "password">,
  passwordHash: string,
  computerId: string,
): StaffId {
  const owner = cx.db.write((db) => {
    insertPractice(db, {
      name: form.name.trim(),
      kind: form.kind,
      specialty: form.specialty,
      time_zone: form.timeZone,
      currency: form.currency,
      lineage_id: randomUUID(),
      epoch: 1,
      computer_id: computerId,
      created_at: cx.now,
    });
    if (form.kind === "training") setClockOffset(db, 0);
    audit(cx, db, "practice.created", "practice/1", {
      after: { name: form.name.trim(), kind: form.kind, timeZone: form.timeZone, currency: form.currency },
    });
    return addStaffRow(cx, db, {
      name: form.ownerName.trim(),
      username: requireUsername(form.username),
      role: "owner",
      passwordHash,
    });
  });
  invariant(owner > 0, "a new practice has its owner");
  return owner;
}
