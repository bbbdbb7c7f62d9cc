/**
 * What is typed about a person, from the empty form to what is sent, and how two people's changes to
 * the same record are brought together: fields that only one of them touched are taken from that one,
 * and the others are shown to choose from (UI-9).
 */
import type { AddressView, PatientForm } from "#contract/people.ts";

export const emptyAddress: AddressView = {
  line1: "",
  line2: "",
  city: "",
  region: "",
  postalCode: "",
  country: "US",
};

export const emptyForm: PatientForm = {
  prefix: "",
  firstName: "",
  middleName: "",
  lastName: "",
  suffix: "",
  preferredName: "",
  birthOn: null,
  sex: "",
  pronouns: "",
  email: "",
  phones: [{ kind: "mobile", number: "" }],
  language: "en",
  alerts: "",
  notes: "",
  textConsent: "unknown",
  status: "active",
  deceasedOn: null,
  ownAddress: null,
};

/** The form to send: without blanks around short texts and without empty phone rows. */
export function formToSend(form: PatientForm): PatientForm {
  return {
    ...form,
    prefix: form.prefix.trim(),
    firstName: form.firstName.trim(),
    middleName: form.middleName.trim(),
    lastName: form.lastName.trim(),
    suffix: form.suffix.trim(),
    preferredName: form.preferredName.trim(),
    sex: form.sex.trim(),
    pronouns: form.pronouns.trim(),
    email: form.email.trim(),
    phones: form.phones
      .map(({ kind, number }) => ({ kind, number: number.trim() }))
      .filter(({ number }) => number !== ""),
    alerts: form.alerts.trim(),
    // A day of death belongs to the status; changing the status back takes it out.
    deceasedOn: form.status === "deceased" ? form.deceasedOn : null,
  };
}

/** Only what tells people apart, so that typing notes does not ask for duplicates again. */
export function identityToAsk(form: PatientForm): PatientForm {
  const sent = formToSend(form);
  return {
    ...emptyForm,
    firstName: sent.firstName,
    middleName: sent.middleName,
    lastName: sent.lastName,
    suffix: sent.suffix,
    preferredName: sent.preferredName,
    birthOn: sent.birthOn,
    email: sent.email,
    phones: sent.phones,
    ownAddress: sent.ownAddress,
  };
}

/** Whether enough is typed to look for duplicates at all. */
export function mayBeKnown(form: PatientForm): boolean {
  const { firstName, lastName, birthOn, email, phones } = formToSend(form);
  const named = firstName !== "" || lastName !== "";
  return (
    (firstName !== "" && lastName !== "") ||
    (named && birthOn !== null) ||
    email.includes("@") ||
    phones.some(({ number }) => number.replace(/\D/g, "").length >= 7)
  );
}

export type FieldName = keyof PatientForm;

export type Merged = {
  readonly form: PatientForm;
  /** Fields that the other person changed and this form had not: taken over. */
  readonly taken: readonly FieldName[];
  /** Fields that both changed to something else: this form's value stays until somebody chooses. */
  readonly both: readonly FieldName[];
};

/** Brings together what was typed here and what was saved elsewhere since `base`. */
export function mergeForms(base: PatientForm, mine: PatientForm, theirs: PatientForm): Merged {
  const names = Object.keys(theirs) as FieldName[];
  const theirChanges = names.filter((name) => !same(base[name], theirs[name]));
  const taken = theirChanges.filter((name) => same(base[name], mine[name]));
  const both = theirChanges.filter(
    (name) => !taken.includes(name) && !same(mine[name], theirs[name]),
  );
  const takenOver = Object.fromEntries(taken.map((name) => [name, theirs[name]]));
  return { form: { ...mine, ...takenOver }, taken, both };
}

/** Whether anything differs from what was there when the form opened. */
export function isTouched(before: PatientForm, now: PatientForm): boolean {
  const [a, b] = [formToSend(before), formToSend(now)];
  return (Object.keys(b) as FieldName[]).some((name) => !same(a[name], b[name]));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
