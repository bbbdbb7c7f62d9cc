/** Whether and where a household can be written to by e-mail today (DOC-10, PPL-2). */
import { isMailOn } from "#db/mail/account.ts";
import { findHouseholdName, findMailAddress, hasBouncedAddress, type MailAddress } from "#db/mail/addresses.ts";
import type { ReadableDb } from "#db/database.ts";
import { addMonths, type Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";

const ageOfConsent = 18;

export function mailAddressOf(db: ReadableDb, householdId: HouseholdId, today: Day): MailAddress | undefined {
  return findMailAddress(db, householdId, adultFrom(today));
}

export function isReachedByMail(db: ReadableDb, householdId: HouseholdId, today: Day): boolean {
  return isMailOn(db) && mailAddressOf(db, householdId, today) !== undefined;
}

/** Refuses `mail_not_set_up`, `mail_address_bounced` and `mail_no_address`. */
export function requireMailAddress(db: ReadableDb, householdId: HouseholdId, today: Day): MailAddress {
  if (!isMailOn(db)) refuse("mail_not_set_up", {});
  const address = mailAddressOf(db, householdId, today);
  if (address) return address;
  const name = findHouseholdName(db, householdId);
  return hasBouncedAddress(db, householdId, adultFrom(today)) ? refuse("mail_address_bounced", { name }) : refuse("mail_no_address", { name });
}

function adultFrom(today: Day): Day {
  return addMonths(today, -12 * ageOfConsent);
}
