/**
 * Where a visit stands and what can be done with it (PPL-16): booked, checked in, checked out, or
 * missed, that is cancelled or a no-show. Every step can be taken back to the one before.
 */
import { refuse } from "../refusal.ts";

export const appointmentStates = ["booked", "checked_in", "checked_out", "cancelled", "no_show"] as const;
export type AppointmentState = (typeof appointmentStates)[number];

export const visitActs = ["change", "check_in", "check_out", "cancel", "no_show", "take_back"] as const;
export type VisitAct = (typeof visitActs)[number];

const steps: Readonly<Record<AppointmentState, Partial<Record<VisitAct, AppointmentState>>>> = {
  booked: { change: "booked", check_in: "checked_in", cancel: "cancelled", no_show: "no_show" },
  // Somebody who is here may still have to stay longer, or sit in another room.
  checked_in: { change: "checked_in", check_out: "checked_out", cancel: "cancelled", take_back: "booked" },
  checked_out: { take_back: "checked_in" },
  cancelled: { take_back: "booked" },
  no_show: { take_back: "booked" },
};

/** Where an act leads. Refuses `appointment_not_so`. */
export function stateAfter(state: AppointmentState, act: VisitAct): AppointmentState {
  return steps[state][act] ?? refuse("appointment_not_so", { state, act });
}

export function mayDo(state: AppointmentState, act: VisitAct): boolean {
  return steps[state][act] !== undefined;
}

/** Whether it takes up its provider and room: a missed visit does not. */
export function takesPlace(state: AppointmentState): boolean {
  return state !== "cancelled" && state !== "no_show";
}
