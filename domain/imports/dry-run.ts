/**
 * The dry run of an import (PPL-18): what would become of every row, before anything is written.
 * Rows are taken one by one as they are read; at the end households are formed and every row has
 * one verdict, so that the counts always add up to the rows. Only what comparing needs is kept, so
 * that 200,000 rows fit (PPL-19).
 */
import type { Day } from "../calendar.ts";
import { isMinor, turnsAdultWithin } from "../people/age.ts";
import {
  compareIdentities,
  comparisonKeys,
  identityOf,
  type Identity,
} from "../people/duplicates.ts";
import {
  formHouseholds,
  homeKey,
  type FormedHousehold,
  type HouseholdMember,
} from "../people/household-forming.ts";
import type { ImportedPatient } from "./imported-patient.ts";
import type { ReadRow } from "./read-row.ts";
import { severityOf, type RowProblem, type RowProblemCode } from "./row-problem.ts";

/** What becomes of a row: exactly one of these. */
export type Verdict = "new" | "known" | "duplicate" | "review" | "invalid" | "skipped";

export type DryRunCounts = {
  /** Rows that are not blank. */
  readonly rows: number;
  /** Becomes a new patient. */
  readonly new: number;
  /** Was imported before from the same source: recognised by its number, and not added again. */
  readonly known: number;
  readonly duplicate: number;
  readonly review: number;
  readonly invalid: number;
  readonly skipped: number;
  /** Rows with at least one warning, whatever becomes of them. */
  readonly warnings: number;
  /** Households that the new patients form, and new patients whom somebody else pays for. */
  readonly households: number;
  readonly dependents: number;
  /** Households of two and more. */
  readonly families: number;
  /** Households whose payer is a minor or deceased. */
  readonly withoutPayer: number;
  /** Of all rows that can be read: */
  readonly deceased: number;
  readonly minors: number;
  readonly turning18: number;
  readonly withEmail: number;
  readonly withPhone: number;
  readonly withAddress: number;
};

/** What the office decided about the rows that are held back. */
export type DryRunChoices = { readonly importReview: boolean; readonly importDuplicates: boolean };

/** What the practice has already: the same external id, or somebody who seems to be the same person. */
export type Acquaintance =
  | { readonly kind: "known"; readonly patientId: number }
  | { readonly kind: "similar"; readonly patientId: number; readonly name: string };

export type DryRunOutcome = {
  readonly counts: DryRunCounts;
  readonly households: readonly FormedHousehold[];
  verdictOf(row: number): Verdict;
  /** Position in `households`, or −1 for a row that belongs to none. */
  householdOf(row: number): number;
  /** Problems that only show among rows: duplicates, guarantors, numbers used twice. */
  problemsOf(row: number): readonly RowProblem[];
  acquaintanceOf(row: number): Acquaintance | undefined;
  /** For a duplicate within the file, the row it repeats. */
  repeats(row: number): number | undefined;
  /** For a row whose guarantor is not in the file but a patient of the practice: that one's external id. */
  outsideGuarantorOf(row: number): string | undefined;
};

export type DryRun = {
  /** Takes the next row; answers its position, from 0. `externalId` is the cell as it stands. */
  take(read: ReadRow, line: number, externalId: string): number;
  /** What the practice knows about a row taken before. */
  meet(row: number, acquaintance: Acquaintance): void;
  /** Guarantors named in the file but not in it: perhaps the practice knows them. */
  missingGuarantors(): readonly string[];
  finish(known?: ReadonlySet<string>): DryRunOutcome;
};

/** At most so many others are compared with in one drawer: a phone shared by thousands tells nothing. */
const deepestDrawer = 24;

type Kept = { readonly member: HouseholdMember; readonly identity: string };

export function startDryRun(today: Day, choices: DryRunChoices): DryRun {
  const lines: number[] = [];
  const verdicts: Verdict[] = [];
  const kept = new Map<number, Kept>();
  const rowOfId = new Map<string, number>();
  const heldIds = new Set<string>();
  const drawers = new Map<number, number | number[]>();
  const problems = new Map<number, RowProblem[]>();
  const acquaintances = new Map<number, Acquaintance>();
  const repeated = new Map<number, number>();
  const tally = {
    warnings: 0,
    deceased: 0,
    minors: 0,
    turning18: 0,
    withEmail: 0,
    withPhone: 0,
    withAddress: 0,
  };

  function report(row: number, code: RowProblemCode, value: string): void {
    const field =
      severityOf(code) === "duplicate"
        ? null
        : code === "external_id_twice"
          ? "externalId"
          : "guarantorId";
    const list = problems.get(row) ?? [];
    list.push({ code, line: lines[row] ?? 0, column: null, field, value });
    problems.set(row, list);
  }

  function take(read: ReadRow, line: number, externalId: string): number {
    const row = verdicts.length;
    lines.push(line);
    if (read.problems.some(({ code }) => severityOf(code) === "warning")) tally.warnings += 1;
    if (read.kind === "invalid" || read.kind === "skipped") {
      verdicts.push(read.kind);
      if (externalId !== "") heldIds.add(ownCopy(externalId));
      return row;
    }
    count(read.patient);
    verdicts.push(read.kind === "review" && !choices.importReview ? "review" : "new");
    const identity = identityOf(personOf(read.patient));
    lookForTwin(row, read.patient, identity);
    return row;
  }

  function count(patient: ImportedPatient): void {
    const deceased = patient.status === "deceased";
    if (deceased) tally.deceased += 1;
    if (!deceased && patient.birthOn && isMinor(patient.birthOn, today)) tally.minors += 1;
    if (!deceased && patient.birthOn && turnsAdultWithin(patient.birthOn, today, 365))
      tally.turning18 += 1;
    if (patient.email !== "") tally.withEmail += 1;
    if (patient.phones.length > 0) tally.withPhone += 1;
    if (patient.address.line1 !== "") tally.withAddress += 1;
  }

  function lookForTwin(row: number, patient: ImportedPatient, identity: Identity): void {
    const keys = comparisonKeys(identity).map(drawerOf);
    const twin = findTwin(identity, keys);
    const sameId = patient.externalId === "" ? undefined : rowOfId.get(patient.externalId);
    if (sameId !== undefined && sameId !== twin) {
      verdicts[row] = "invalid";
      report(row, "external_id_twice", patient.externalId);
      return;
    }
    if (sameId === undefined && patient.externalId !== "")
      rowOfId.set(ownCopy(patient.externalId), row);
    if (twin !== undefined) {
      report(row, "same_person_in_file", String(lines[twin]));
      // The same number twice can never be two patients, whatever the office chooses.
      if (!choices.importDuplicates || sameId !== undefined) {
        verdicts[row] = "duplicate";
        repeated.set(row, repeated.get(twin) ?? twin);
        return;
      }
    }
    kept.set(row, { member: memberOf(row, patient), identity: packed(identity) });
    for (const key of keys) file(key, row);
  }

  function file(key: number, row: number): void {
    const drawer = drawers.get(key);
    if (drawer === undefined) drawers.set(key, row);
    else if (typeof drawer === "number") drawers.set(key, [drawer, row]);
    else if (drawer.length < deepestDrawer) drawer.push(row);
  }

  function findTwin(identity: Identity, keys: readonly number[]): number | undefined {
    const compared = new Set<number>();
    for (const key of keys) {
      const drawer = drawers.get(key) ?? [];
      for (const other of typeof drawer === "number" ? [drawer] : drawer) {
        if (compared.has(other)) continue;
        compared.add(other);
        const record = kept.get(other);
        if (record && compareIdentities(unpacked(record.identity), identity)?.strength === "same")
          return other;
      }
    }
    return undefined;
  }

  function meet(row: number, acquaintance: Acquaintance): void {
    if (!kept.has(row)) return;
    acquaintances.set(row, acquaintance);
    if (acquaintance.kind === "known") {
      verdicts[row] = "known";
      return;
    }
    report(row, "same_person_in_practice", acquaintance.name);
    if (!choices.importDuplicates && verdicts[row] === "new") verdicts[row] = "duplicate";
  }

  /** Everybody who can be in a household: who is held back stands in none, and pays for nobody. */
  function members(): HouseholdMember[] {
    return [...kept].filter(([row]) => isComing(row)).map(([, { member }]) => member);
  }

  function isComing(row: number): boolean {
    return verdicts[row] === "new" || verdicts[row] === "known";
  }

  function missingGuarantors(): readonly string[] {
    return [
      ...new Set(
        members()
          .map(({ guarantorId }) => guarantorId)
          .filter((id) => id !== "" && !rowOfId.has(id)),
      ),
    ];
  }

  function finish(known: ReadonlySet<string> = new Set()): DryRunOutcome {
    const { households, review } = formHouseholds(members(), today);
    const outside = new Map<number, string>();
    for (const { index, reason } of review) {
      const guarantor = kept.get(index)?.member.guarantorId ?? "";
      if (reason === "guarantor_missing" && known.has(guarantor)) {
        outside.set(index, guarantor);
        continue;
      }
      const held =
        reason === "guarantor_missing" && (heldIds.has(guarantor) || rowOfId.has(guarantor));
      report(index, held ? "guarantor_held" : reason, guarantor);
      if (!choices.importReview && verdicts[index] === "new") verdicts[index] = "review";
    }
    const householdOf = new Map<number, number>();
    households.forEach((household, position) => {
      for (const row of household.members) householdOf.set(row, position);
    });
    return {
      counts: {
        ...countVerdicts(verdicts),
        ...tally,
        ...countHouseholds(households, verdicts, outside),
      },
      households,
      verdictOf: (row) => verdicts[row] ?? "invalid",
      householdOf: (row) => householdOf.get(row) ?? -1,
      problemsOf: (row) => problems.get(row) ?? [],
      acquaintanceOf: (row) => acquaintances.get(row),
      repeats: (row) => repeated.get(row),
      outsideGuarantorOf: (row) => outside.get(row),
    };
  }

  return { take, meet, missingGuarantors, finish };
}

/** The words that comparing people needs of a patient read from a file. */
export function personOf(patient: ImportedPatient): Parameters<typeof identityOf>[0] {
  return {
    firstName: patient.firstName,
    lastName: patient.lastName,
    preferredName: patient.preferredName,
    suffix: patient.suffix,
    birthOn: patient.birthOn,
    email: patient.email,
    phones: patient.phones.map(({ number }) => number),
    street: `${patient.address.line1} ${patient.address.line2}`.trim(),
    postalCode: patient.address.postalCode,
    city: patient.address.city,
  };
}

function memberOf(row: number, patient: ImportedPatient): HouseholdMember {
  const { line1, line2, city, region, postalCode } = patient.address;
  const home = homeKey(patient.lastName, {
    street1: line1,
    street2: line2,
    city,
    region,
    postalCode,
  });
  return {
    index: row,
    externalId: ownCopy(patient.externalId),
    guarantorId: ownCopy(patient.guarantorId),
    // A number instead of the address: only whether two are the same is ever asked.
    homeKey: home === "" ? "" : drawerOf(home).toString(36),
    birthOn: patient.birthOn,
    deceased: patient.status === "deceased",
  };
}

/** A 53-bit number for a text: a few bytes to keep, and no two of 200,000 alike in practice. */
function drawerOf(key: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** A text of its own: a cell is a window onto a large piece of the file, which it would keep in memory. */
function ownCopy(text: string): string {
  return text.length < 13 ? text : text.split("").join("");
}

/** One flat text instead of an object with lists: a third of the memory. */
function packed(identity: Identity): string {
  const { first, last, preferred, suffix, birthOn, email, phones, street, place } = identity;
  return [
    first,
    last,
    preferred,
    suffix,
    birthOn ?? "",
    email,
    phones.join(" "),
    street,
    place,
  ].join("\n");
}

function unpacked(text: string): Identity {
  const [
    first = "",
    last = "",
    preferred = "",
    suffix = "",
    birthOn = "",
    email = "",
    phones = "",
    street = "",
    place = "",
  ] = text.split("\n");
  return {
    first,
    last,
    preferred,
    suffix,
    birthOn: birthOn === "" ? null : (birthOn as Day),
    email,
    phones: phones === "" ? [] : phones.split(" "),
    street,
    place,
  };
}

type VerdictCounts = Pick<DryRunCounts, "rows" | Verdict>;

function countVerdicts(verdicts: readonly Verdict[]): VerdictCounts {
  const counts = { new: 0, known: 0, duplicate: 0, review: 0, invalid: 0, skipped: 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  return { rows: verdicts.length, ...counts };
}

function countHouseholds(
  households: readonly FormedHousehold[],
  verdicts: readonly Verdict[],
  outside: ReadonlyMap<number, string>,
): Pick<DryRunCounts, "households" | "dependents" | "families" | "withoutPayer"> {
  const counted = { households: 0, dependents: 0, families: 0, withoutPayer: 0 };
  for (const { payer, members, needsPayer } of households) {
    const coming = members.filter((row) => verdicts[row] === "new").length;
    if (coming === 0) continue;
    if (outside.has(payer) || verdicts[payer] === "known") {
      // They join the household of somebody who is a patient already.
      counted.dependents += coming;
      continue;
    }
    counted.households += 1;
    counted.dependents += coming - 1;
    if (members.length > 1) counted.families += 1;
    if (needsPayer) counted.withoutPayer += 1;
  }
  return counted;
}
