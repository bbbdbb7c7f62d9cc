/** What the desk must know when somebody arrives (PPL-16, BIL-13): plan, past due, benefits, card, agreement, balance, and what the chart lacks. */
import { listCards, type CardRow } from "#db/charging/cards.ts";
import type { ReadableDb } from "#db/database.ts";
import { findHouseholdDates } from "#db/people/chart.ts";
import { addDays, daysInMonth, makeDay, type Day } from "#domain/calendar.ts";
import type { AppointmentId, HouseholdId, PatientId } from "#domain/identity.ts";
import type { Standing } from "#domain/memberships/standing-words.ts";
import type { Cents } from "#domain/money.ts";
import { fullName } from "#domain/people/names.ts";
import { look, type Cx } from "../context.ts";
import { listMembershipCards } from "../memberships/membership-card.ts";
import { requireHousehold, requirePatient } from "../people/require.ts";
import { usableCents } from "../wallet/spend.ts";
import { requireAppointment } from "./require.ts";

export type Arrival = {
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly name: string;
  readonly alerts: string;
  readonly isBirthDateMissing: boolean;
  readonly balanceCents: Cents;
  readonly creditCents: Cents;
  readonly pastDueCents: Cents;
  readonly memberships: {
    readonly planName: string;
    readonly standing: Standing;
    readonly isUnsigned: boolean;
    readonly benefits: { readonly label: string; readonly left: number; readonly quantity: number; readonly untilOn: Day }[];
  }[];
  /** Banked dues that the household can spend today (PKG-11). */
  readonly walletCents: Cents;
  /** A card on file that expires within the time of the warning, or has. */
  readonly expiringCard: { readonly last4: string; readonly lastDayOn: Day } | null;
};

const ended: readonly Standing[] = ["cancelled", "lapsed"];
/** As long before as the list of expiring cards looks ahead. */
const cardWarningDays = 60;

/** Refuses `appointment_not_found`. */
export function viewArrival(cx: Cx, { appointmentId }: { readonly appointmentId: AppointmentId }): Arrival {
  return look<Arrival>(cx, (db) => {
    const { patientId } = requireAppointment(cx, db, appointmentId);
    return arrivalOf(cx, db, patientId);
  });
}

/** What the desk must know of a patient. */
export function arrivalOf(cx: Cx, db: ReadableDb, patientId: PatientId): Arrival {
  const patient = requirePatient(db, patientId);
  const household = requireHousehold(db, patient.householdId);
  const { householdId, balanceCents, creditCents } = household;
  return {
    patientId,
    householdId,
    name: fullName(patient),
    alerts: patient.alerts,
    isBirthDateMissing: patient.birthOn === null,
    balanceCents,
    creditCents,
    pastDueCents: findHouseholdDates(db, householdId, cx.today).pastDueCents,
    memberships: listMembershipCards(db, patientId, cx.today)
      .filter(({ standing }) => !ended.includes(standing))
      .map(({ planName, standing, agreement, benefits }) => ({
        planName,
        standing,
        isUnsigned: agreement !== null && agreement.signedOn === null,
        benefits: benefits.map(({ label, used, quantity, untilOn }) => ({ label, left: Math.max(quantity - used, 0), quantity, untilOn })),
      })),
    walletCents: usableCents(db, householdId, cx.today),
    expiringCard: household.paysBy === "card" ? expiringCard(db, householdId, cx.today) : null,
  };
}

function expiringCard(db: ReadableDb, householdId: HouseholdId, today: Day): Arrival["expiringCard"] {
  const cards = listCards(db, householdId).map((card) => ({ last4: card.last4, lastDayOn: lastDayOf(card) }));
  return cards.find(({ lastDayOn }) => lastDayOn <= addDays(today, cardWarningDays)) ?? null;
}

function lastDayOf({ expiresMonth, expiresYear }: CardRow): Day {
  return makeDay(expiresYear, expiresMonth, daysInMonth(expiresYear, expiresMonth));
}
