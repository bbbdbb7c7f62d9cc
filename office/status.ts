/** What is open and who is signed in: the one answer every window can have at any time. */
import type { StatusView } from "#contract/app.ts";
import { permissionsOf } from "#domain/staff/permissions.ts";
import { viewBillingStop } from "#services/practice/billing-stop.ts";
import { practiceMoment } from "#services/practice/practice-clock.ts";
import { viewPractice } from "#services/practice/practice-view.ts";
import { listSignInAs } from "#services/staff/staff-list.ts";
import type { Instant } from "#domain/calendar.ts";
import type { Seat, Sitting } from "./call.ts";
import type { OpenPractice } from "./open-practice.ts";

export function readSessionView(seat: Seat, sitting: Sitting): StatusView["session"] {
  if (sitting.state !== "open" && sitting.state !== "locked") return null;
  const { staffId, name, role } = sitting.person;
  return {
    staffId,
    name,
    role,
    permissions: [...permissionsOf(role)],
    locked: sitting.state === "locked",
    lastSignInAt: seat.greeting?.lastSignInAt ?? null,
    failedSinceLast: seat.greeting?.failedSinceLast ?? 0,
  };
}

/** The parts of the status that come from the open practice. */
export function readPracticeStatus(
  practice: OpenPractice | null,
  wallNow: Instant,
): Pick<StatusView, "practice" | "signInAs" | "billingStop"> {
  if (!practice) return { practice: null, signInAs: [], billingStop: null };
  const { today } = practiceMoment(practice.db, wallNow);
  return {
    practice: practice.db.read((db): NonNullable<StatusView["practice"]> => viewPractice(db, today)),
    signInAs: practice.db.read((db): StatusView["signInAs"] => listSignInAs(db)),
    billingStop: viewBillingStop(practice.db),
  };
}
