/**
 * Forms households out of a list of people (PPL-18): who names a guarantor belongs to the
 * guarantor's account, whatever their surname and address; everybody else belongs together by same
 * last name and same address. What the list cannot decide goes to review, never to a guess.
 */
import type { Day } from "../calendar.ts";
import type { Address } from "./address.ts";
import { isMinor } from "./age.ts";
import { foldedKey } from "./fold.ts";

export type HouseholdMember = {
  /** Position in the list; the answer speaks in these. */
  readonly index: number;
  readonly externalId: string;
  /** External id of the person who pays; blank where none is named, own id for who pays for oneself. */
  readonly guarantorId: string;
  /** The same text for the same last name and address (`homeKey`), blank where either is unknown. */
  readonly homeKey: string;
  readonly birthOn: Day | null;
  readonly deceased: boolean;
};

export type FormedHousehold = {
  /** Who pays: an index of the list. A minor only where the household has no adult. */
  readonly payer: number;
  /** All members with the payer first, then as listed. */
  readonly members: readonly number[];
  readonly formedBy: "guarantor" | "address" | "alone";
  /** The payer is a minor or deceased: somebody has to name another one. */
  readonly needsPayer: boolean;
};

export type HouseholdReviewReason = "guarantor_missing" | "guarantor_is_minor" | "guarantor_circle";

export type HouseholdReview = { readonly index: number; readonly reason: HouseholdReviewReason };

export type FormedHouseholds = {
  readonly households: readonly FormedHousehold[];
  readonly review: readonly HouseholdReview[];
};

/** One address however it is written: no case, accents, blanks and punctuation; blank without a street. */
export function addressKey(address: {
  readonly street1: string;
  readonly street2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
}): string {
  const street = foldedKey(`${address.street1} ${address.street2}`);
  if (street === "") return "";
  return [
    street,
    foldedKey(address.city),
    foldedKey(address.region),
    foldedKey(address.postalCode),
  ].join("|");
}

/** Whether two addresses are one, however they are written; an address without a street is none. */
export function isSameAddress(one: Address, other: Address): boolean {
  const [a, b] = [one, other].map(({ line1, line2, city, region, postalCode }) =>
    addressKey({ street1: line1, street2: line2, city, region, postalCode }),
  );
  return a !== "" && a === b;
}

/** One home: same last name and same address; blank where either is unknown. */
export function homeKey(lastName: string, address: Parameters<typeof addressKey>[0]): string {
  const [name, place] = [foldedKey(lastName), addressKey(address)];
  return name === "" || place === "" ? "" : `${name}|${place}`;
}

/**
 * Puts every member into exactly one household. Members under review are in one too (their own, or
 * that of all who name the same missing guarantor), so that the office may also take them as they are.
 */
export function formHouseholds(members: readonly HouseholdMember[], today: Day): FormedHouseholds {
  const byId = new Map<string, HouseholdMember>();
  for (const member of members) {
    if (member.externalId !== "" && !byId.has(member.externalId))
      byId.set(member.externalId, member);
  }
  const named = new Set(members.map(({ guarantorId }) => guarantorId));
  const accounts = new Map<
    string,
    { members: HouseholdMember[]; guarantor: HouseholdMember | undefined }
  >();
  const review: HouseholdReview[] = [];
  for (const member of members) {
    const found = accountOf(member, byId, named);
    if (found.reason) review.push({ index: member.index, reason: found.reason });
    const account = accounts.get(found.key) ?? { members: [], guarantor: found.guarantor };
    account.members.push(member);
    accounts.set(found.key, account);
  }
  const households: FormedHousehold[] = [];
  for (const account of accounts.values()) {
    const payer = account.guarantor ?? likelyPayer(account.members, today);
    if (account.guarantor && isYoung(account.guarantor, today)) {
      review.push(
        ...account.members.map(({ index }) => ({ index, reason: "guarantor_is_minor" as const })),
      );
    }
    households.push({
      payer: payer.index,
      members: [
        payer.index,
        ...account.members.filter((member) => member !== payer).map(({ index }) => index),
      ],
      formedBy: account.guarantor ? "guarantor" : account.members.length > 1 ? "address" : "alone",
      needsPayer: payer.deceased || isYoung(payer, today),
    });
  }
  return { households, review };
}

type FoundAccount = {
  readonly key: string;
  readonly guarantor: HouseholdMember | undefined;
  readonly reason?: HouseholdReviewReason;
};

function accountOf(
  member: HouseholdMember,
  byId: ReadonlyMap<string, HouseholdMember>,
  named: ReadonlySet<string>,
): FoundAccount {
  const paysForOthers = member.externalId !== "" && named.has(member.externalId);
  if (member.guarantorId === "" && !paysForOthers)
    return { key: ownKey(member), guarantor: undefined };
  const seen = new Set<string>();
  let id = member.guarantorId === "" ? member.externalId : member.guarantorId;
  for (;;) {
    const guarantor = byId.get(id);
    if (!guarantor)
      return { key: `missing ${id}`, guarantor: undefined, reason: "guarantor_missing" };
    if (guarantor.guarantorId === "" || guarantor.guarantorId === id)
      return { key: `guarantor ${id}`, guarantor };
    if (seen.has(id))
      return {
        key: `circle ${[...seen].toSorted()[0] ?? id}`,
        guarantor: undefined,
        reason: "guarantor_circle",
      };
    seen.add(id);
    // The guarantor is paid for by somebody else in turn: the account is that person's.
    id = guarantor.guarantorId;
  }
}

/** Same last name and same address, or a household of one's own where either is unknown. */
function ownKey(member: HouseholdMember): string {
  return member.homeKey === "" ? `alone ${member.index}` : `home ${member.homeKey}`;
}

/** The eldest living adult; without one, the eldest living, then the first. */
function likelyPayer(members: readonly HouseholdMember[], today: Day): HouseholdMember {
  const ranked = members.toSorted(
    (a, b) =>
      Number(a.deceased) - Number(b.deceased) ||
      Number(isYoung(a, today)) - Number(isYoung(b, today)) ||
      (a.birthOn ?? "9999").localeCompare(b.birthOn ?? "9999") ||
      a.index - b.index,
  );
  return ranked[0] as HouseholdMember;
}

function isYoung(member: HouseholdMember, today: Day): boolean {
  return member.birthOn !== null && isMinor(member.birthOn, today);
}
