/** Two records of the same person as one (PPL-4): the survivor's words first, what it lacks from the other. */
import type { PersonName } from "./names.ts";

/** A record as it is typed; anything else it holds is the survivor's. */
type Unitable = PersonName & {
  readonly birthOn: string | null;
  readonly sex: string;
  readonly pronouns: string;
  readonly email: string;
  readonly phones: readonly { readonly kind: "mobile" | "home" | "work"; readonly number: string }[];
  readonly alerts: string;
  readonly notes: string;
  readonly textConsent: "unknown" | "yes" | "no";
  readonly status: "active" | "inactive" | "deceased" | "non_patient" | "prospective";
  readonly ownAddress: unknown;
};

/** As many phones as a chart holds. */
const mostPhones = 6;
const mostNotes = 5000;
const mostAlerts = 500;

/**
 * The union. `sameNumber` says whether two written phone numbers are one. What would be lost, such as a
 * second e-mail address, is written into the notes with the number of the chart it came from.
 */
export function unionOfRecords<T extends Unitable>(
  survivor: T,
  merged: T,
  from: { readonly chartNumber: string; readonly sameNumber: (a: string, b: string) => boolean },
): T {
  const pick = (a: string, b: string): string => (a.trim() === "" ? b : a);
  const newPhones = merged.phones.filter(
    (phone) => !survivor.phones.some((own) => from.sameNumber(own.number, phone.number)),
  );
  const phones = [...survivor.phones, ...newPhones].slice(0, mostPhones);
  const lost = [
    ...(survivor.email !== "" && merged.email !== "" && merged.email.toLowerCase() !== survivor.email.toLowerCase()
      ? [`e-mail ${merged.email}`]
      : []),
    ...newPhones.slice(phones.length - survivor.phones.length).map(({ number }) => `phone ${number}`),
  ];
  const notes = [
    survivor.notes.trim(),
    merged.notes.trim() !== "" && merged.notes.trim() !== survivor.notes.trim() ? `From chart ${from.chartNumber}: ${merged.notes.trim()}` : "",
    lost.length > 0 ? `Also on chart ${from.chartNumber}: ${lost.join(", ")}` : "",
  ];
  const alerts = [survivor.alerts.trim(), merged.alerts.trim()];
  return {
    ...survivor,
    prefix: pick(survivor.prefix, merged.prefix),
    firstName: pick(survivor.firstName, merged.firstName),
    middleName: pick(survivor.middleName, merged.middleName),
    lastName: pick(survivor.lastName, merged.lastName),
    suffix: pick(survivor.suffix, merged.suffix),
    preferredName: pick(survivor.preferredName, merged.preferredName),
    birthOn: survivor.birthOn ?? merged.birthOn,
    sex: pick(survivor.sex, merged.sex),
    pronouns: pick(survivor.pronouns, merged.pronouns),
    email: pick(survivor.email, merged.email),
    phones,
    alerts: distinct(alerts).join("; ").slice(0, mostAlerts),
    notes: distinct(notes).join("\n\n").slice(0, mostNotes),
    textConsent: survivor.textConsent === "unknown" ? merged.textConsent : survivor.textConsent,
    // Somebody in care on either record is in care.
    status: survivor.status !== "deceased" && merged.status === "active" ? "active" : survivor.status,
    ownAddress: survivor.ownAddress ?? merged.ownAddress,
  };
}

function distinct(parts: readonly string[]): string[] {
  return [...new Set(parts.filter((part) => part !== ""))];
}
