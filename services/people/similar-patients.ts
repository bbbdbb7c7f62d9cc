/** Possible duplicates of what is being typed, with the reason in words (PPL-4). */
import type { ReadableDb } from "#db/database.ts";
import { findHousehold } from "#db/people/household.ts";
import { patientRows } from "#db/people/rows.ts";
import { findPersonRecord, listSimilarIds } from "#db/people/similar.ts";
import type { PatientRecord } from "#db/people/patient.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import {
  compareIdentities,
  identityOf,
  type DuplicateMatch,
  type DuplicateReason,
  type PersonRecord,
} from "#domain/people/duplicates.ts";
import { findPatient } from "#db/people/patient.ts";
import { look, type Cx } from "../context.ts";
import { patientView, type PatientView } from "./patient-view.ts";

export type SimilarPatient = {
  readonly patient: PatientView;
  /** `same`: very likely this person; `contact`: shares a phone or an e-mail address only. */
  readonly strength: DuplicateMatch["strength"];
  readonly why: string;
};

const mostShown = 8;

/** Who is already on file and may be the person typed, likeliest first; the chart being edited is left out. */
export function similarPatients(
  cx: Cx,
  { form, exceptId }: { readonly form: PatientRecord; readonly exceptId: PatientId | null },
): SimilarPatient[] {
  return look<SimilarPatient[]>(cx, (db) => {
    const except = exceptId === null ? undefined : findPatient(db, exceptId);
    const home = except && findHousehold(db, except.householdId);
    const typed = typedPerson(form, form.ownAddress ?? home?.address);
    const identity = identityOf(typed);
    const found: { readonly id: PatientId; readonly match: DuplicateMatch }[] = [];
    for (const id of listSimilarIds(db, typed)) {
      const other = id === exceptId ? undefined : findPersonRecord(db, id);
      const match = other && compareIdentities(identity, identityOf(other));
      // A family shares its phone and e-mail; that says nothing about its own members.
      const family = match?.strength === "contact" && except?.householdId === householdOf(db, id);
      if (match && !family) found.push({ id, match });
    }
    const best = found
      .toSorted((a, b) => weight(b.match) - weight(a.match) || a.id - b.id)
      .slice(0, mostShown);
    return best.flatMap(({ id, match }) =>
      patientRows(db, [id], cx.today).map((row) => ({
        patient: patientView(row, cx.today),
        strength: match.strength,
        why: whyWords(match),
      })),
    );
  });
}

function householdOf(db: ReadableDb, id: PatientId): HouseholdId | undefined {
  return findPatient(db, id)?.householdId;
}

function typedPerson(
  form: PatientRecord,
  address: { readonly line1: string; readonly line2: string; readonly postalCode: string; readonly city: string } | undefined,
): PersonRecord {
  return {
    firstName: form.firstName,
    middleName: form.middleName,
    lastName: form.lastName,
    preferredName: form.preferredName,
    suffix: form.suffix,
    birthOn: form.birthOn,
    email: form.email,
    phones: form.phones.map(({ number }) => number),
    street: address ? `${address.line1} ${address.line2}` : "",
    postalCode: address?.postalCode ?? "",
    city: address?.city ?? "",
  };
}

function weight(match: DuplicateMatch): number {
  return (match.strength === "same" ? 10 : 0) + match.reasons.length;
}

const reasonWords: Readonly<Record<DuplicateReason, string>> = {
  birth_date_and_name: "same birth date and a similar name",
  name_and_address: "similar name at the same address",
  name_and_contact: "similar name and the same phone or e-mail",
  phone: "same phone",
  email: "same e-mail",
};

function whyWords({ reasons }: DuplicateMatch): string {
  // A shared phone is said once: on its own, or together with the name.
  const said = reasons.includes("name_and_contact")
    ? reasons.filter((reason) => reason !== "phone" && reason !== "email")
    : reasons;
  const text = said.map((reason) => reasonWords[reason]).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
