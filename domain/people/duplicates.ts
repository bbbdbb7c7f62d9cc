/**
 * Spotting that two records are the same person (PPL-4): same birth date and similar name, same
 * name and address with a slip in the birth date, or same phone or e-mail. Families share phones,
 * addresses, surnames, and twins a birth date, so a different first name always means two people
 * and a shared phone alone only makes a candidate to show.
 */
import type { Day } from "../calendar.ts";
import { emailKey } from "./email.ts";
import { foldedKey } from "./fold.ts";
import { canonicalPhone } from "./phone.ts";
import { jaroWinkler, oneSlipApart } from "./similarity.ts";

/** What is known of a person, as stored or as read from a file. */
export type PersonRecord = {
  readonly firstName: string;
  readonly middleName?: string;
  readonly lastName: string;
  readonly preferredName?: string;
  readonly suffix?: string;
  readonly birthOn: Day | null;
  readonly email: string;
  readonly phones: readonly string[];
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
};

/** The same, folded for comparing; small enough to keep 200,000 of them. */
export type Identity = {
  readonly first: string;
  readonly last: string;
  readonly preferred: string;
  readonly suffix: string;
  readonly birthOn: Day | null;
  readonly email: string;
  readonly phones: readonly string[];
  readonly street: string;
  readonly place: string;
};

/** `same` is held back by an import; `contact` is only shown, since families share them. */
export type DuplicateStrength = "same" | "contact";
export type DuplicateReason =
  | "birth_date_and_name"
  | "name_and_address"
  | "name_and_contact"
  | "phone"
  | "email";
export type DuplicateMatch = {
  readonly strength: DuplicateStrength;
  readonly reasons: readonly DuplicateReason[];
};

export function identityOf(person: PersonRecord): Identity {
  return {
    first: foldedKey(person.firstName),
    last: foldedKey(person.lastName),
    preferred: foldedKey(person.preferredName ?? ""),
    suffix: foldedKey(person.suffix ?? ""),
    birthOn: person.birthOn,
    email: emailKey(person.email),
    phones: person.phones
      .map((phone) => canonicalPhone(phone))
      .filter((phone) => phone !== undefined),
    street: foldedKey(person.street),
    place: foldedKey(person.postalCode) || foldedKey(person.city),
  };
}

/** Why two records may be one person; nothing where there is no reason to think so. */
export function compareIdentities(a: Identity, b: Identity): DuplicateMatch | undefined {
  const names = nameLikeness(a, b);
  const sameBirth = a.birthOn !== null && a.birthOn === b.birthOn;
  const sharesPhone = a.phones.some((phone) => b.phones.includes(phone));
  const sharesEmail = a.email !== "" && a.email === b.email;
  const otherGeneration = a.suffix !== "" && b.suffix !== "" && a.suffix !== b.suffix;
  const reasons: DuplicateReason[] = [];
  if (!otherGeneration) {
    if (
      sameBirth &&
      (names >= 0.86 || (sameAddress(a, b) && (names >= 0.76 || changedSurname(a, b))))
    ) {
      reasons.push("birth_date_and_name");
    }
    if (names >= 0.88 && sameAddress(a, b) && birthMayBeSame(a.birthOn, b.birthOn))
      reasons.push("name_and_address");
    if (names >= 0.88 && (sharesPhone || sharesEmail) && birthMayBeSame(a.birthOn, b.birthOn)) {
      reasons.push("name_and_contact");
    }
  }
  const strength = reasons.length > 0 ? "same" : "contact";
  if (sharesPhone) reasons.push("phone");
  if (sharesEmail) reasons.push("email");
  return reasons.length > 0 ? { strength, reasons } : undefined;
}

/** 0 for two people, 1 for the same name; the weaker of first and last name decides. */
function nameLikeness(a: Identity, b: Identity): number {
  return Math.max(
    pairLikeness(a.first, a.last, b.first, b.last),
    // First and last name in each other's place.
    pairLikeness(a.first, a.last, b.last, b.first) - 0.02,
    a.preferred === "" ? 0 : pairLikeness(a.preferred, a.last, b.first, b.last),
    b.preferred === "" ? 0 : pairLikeness(a.first, a.last, b.preferred, b.last),
  );
}

function pairLikeness(firstA: string, lastA: string, firstB: string, lastB: string): number {
  // A missing first or last name proves nothing: the other one has to be the same.
  if (firstA === "" || firstB === "")
    return lastA !== "" && likeness(lastA, lastB) >= 0.95 ? 0.88 : 0;
  if (lastA === "" || lastB === "") return likeness(firstA, firstB) >= 0.95 ? 0.88 : 0;
  const [first, last] = [likeness(firstA, firstB), likeness(lastA, lastB)];
  return Math.min(first, last, (first + last) / 2);
}

/** Same first name, birth date and address under another surname: married, or mistyped beyond telling. */
function changedSurname(a: Identity, b: Identity): boolean {
  return a.first !== "" && b.first !== "" && likeness(a.first, b.first) >= 0.95;
}

function likeness(a: string, b: string): number {
  if (a === b) return a === "" ? 0 : 1;
  // Digits in a name tell people apart (test data, "Child 2"); nobody mistypes one into a name.
  if (/\d/.test(a + b) && a.replace(/\D/g, "") !== b.replace(/\D/g, "")) return 0;
  if (a.length >= 4 && b.length >= 4 && oneSlipApart(a, b)) return 0.95;
  return jaroWinkler(a, b);
}

function sameAddress(a: Identity, b: Identity): boolean {
  if (a.street === "" || b.street === "") return false;
  if (a.street === b.street)
    return (
      a.place === b.place || a.place === "" || b.place === "" || oneSlipApart(a.place, b.place)
    );
  return a.place === b.place && jaroWinkler(a.street, b.street) >= 0.93;
}

/** Unknown, equal, or with a slip: a digit, two digits swapped, month and day swapped. */
function birthMayBeSame(a: Day | null, b: Day | null): boolean {
  if (a === null || b === null) return true;
  if (oneSlipApart(a, b)) return Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4))) < 15;
  return (
    a.slice(0, 4) === b.slice(0, 4) &&
    a.slice(5, 7) === b.slice(8, 10) &&
    a.slice(8, 10) === b.slice(5, 7)
  );
}

/**
 * The drawers in which a record is compared with others: two records that share none are not
 * compared at all. Each is a short text.
 */
export function comparisonKeys(identity: Identity): string[] {
  const { first, last, birthOn, phones, email, street, place } = identity;
  const keys: string[] = [];
  if (birthOn !== null) keys.push(`b${birthOn}`);
  for (const phone of phones) keys.push(`p${phone}`);
  if (email !== "") keys.push(`e${email}`);
  if (street !== "") keys.push(`s${street}`, `s${place}${street.slice(0, 6)}`);
  const name = [first, last].toSorted().join("|");
  if (first !== "" && last !== "") keys.push(`n${name}`);
  return keys;
}
