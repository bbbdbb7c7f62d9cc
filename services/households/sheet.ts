/**
 * The household sheet (PPL-7): members and their plans, what is left of the benefits, balance and credit,
 * cards, the last and the next draw, what is past due, and what was saved against the dues of a year.
 */
import { listCards } from "#db/charging/cards.ts";
import type { ReadableDb } from "#db/database.ts";
import { findHouseholdDates } from "#db/people/chart.ts";
import { listMembers } from "#db/people/members.ts";
import { findLastDraw, findOldestOpenDue, sumSavings, type LastDraw, type Savings } from "#db/people/sheet.ts";
import type { PatientStatus } from "#db/people/patient.ts";
import { addMonths, type Day } from "#domain/calendar.ts";
import { isExpired } from "#domain/charging/card.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { Address } from "#domain/people/address.ts";
import { fullName } from "#domain/people/names.ts";
import type { Cents } from "#domain/money.ts";
import { look, type Cx } from "../context.ts";
import { listMembershipCards, type MembershipCard } from "../memberships/membership-card.ts";
import { livingAge } from "../people/patient-view.ts";
import { requireHousehold } from "../people/require.ts";
import { householdNow } from "#db/people/merges.ts";
import { listDrawsAhead, type DrawAhead } from "./draws-ahead.ts";

export type SheetMember = {
  readonly patientId: PatientId;
  readonly name: string;
  readonly age: number | null;
  readonly isPayer: boolean;
  readonly status: PatientStatus;
  /** Memberships that have not ended. */
  readonly plans: MembershipCard[];
};

export type HouseholdSheet = {
  readonly householdId: HouseholdId;
  readonly number: number;
  readonly payerName: string;
  readonly address: Address;
  readonly contactPreference: "email" | "text" | "print";
  readonly paysBy: "card" | "manual";
  readonly asOfOn: Day;
  readonly members: SheetMember[];
  readonly balanceCents: Cents;
  readonly creditCents: Cents;
  readonly pastDueCents: Cents;
  readonly pastDueSinceOn: Day | null;
  readonly cards: { brand: string; last4: string; expiresMonth: number; expiresYear: number; isExpired: boolean }[];
  readonly lastDraw: LastDraw | null;
  readonly nextDraw: DrawAhead | null;
  readonly lastPaymentOn: Day | null;
  /** Twelve months up to today. */
  readonly savings: Savings & { readonly fromOn: Day };
};

/** A household that was merged away is answered by its survivor. Refuses `household_not_found`. */
export function householdSheet(cx: Cx, { householdId }: { readonly householdId: HouseholdId }): HouseholdSheet {
  return look<HouseholdSheet>(cx, (db) => readHouseholdSheet(db, householdNow(db, householdId), cx.today));
}

export function readHouseholdSheet(db: ReadableDb, householdId: HouseholdId, today: Day): HouseholdSheet {
  const household = requireHousehold(db, householdId);
  const { pastDueCents, lastPaymentOn } = findHouseholdDates(db, householdId, today);
  const fromOn = addMonths(today, -12);
  const [nextDraw = null] = listDrawsAhead(db, householdId, 1);
  return {
    householdId,
    number: household.number,
    payerName: household.name,
    address: household.address,
    contactPreference: household.contactPreference,
    paysBy: household.paysBy,
    asOfOn: today,
    members: listMembers(db, householdId).map((member) => ({
      patientId: member.patientId,
      name: fullName(member),
      age: livingAge(member, today),
      isPayer: member.patientId === household.payerPatientId,
      status: member.status,
      plans: listMembershipCards(db, member.patientId, today).filter(
        ({ standing }) => standing !== "cancelled" && standing !== "expired",
      ),
    })),
    balanceCents: household.balanceCents,
    creditCents: household.creditCents,
    pastDueCents,
    pastDueSinceOn: pastDueCents > 0 ? findOldestOpenDue(db, householdId, today) : null,
    cards: listCards(db, householdId).map(({ brand, last4, expiresMonth, expiresYear }) => ({
      brand,
      last4,
      expiresMonth,
      expiresYear,
      isExpired: isExpired({ expiresMonth, expiresYear }, today),
    })),
    lastDraw: findLastDraw(db, householdId),
    nextDraw,
    lastPaymentOn,
    savings: { fromOn, ...sumSavings(db, householdId, fromOn, today) },
  };
}
