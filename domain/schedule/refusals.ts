/** Refusal codes of the schedule with the facts their sentences need (PPL-16, F-17). */
import type { AppointmentState, VisitAct } from "./visit-state.ts";

export type ScheduleRefusals = {
  appointment_not_found: Record<never, never>;
  /** `state` is where it stands, `act` what was asked. */
  appointment_not_so: { state: AppointmentState; act: VisitAct };
  appointment_other_day: { visitOn: string };
  appointment_not_yet: { visitOn: string; fromMinute: number };
  appointment_patient_not_here: { name: string; status: string };
  appointment_no_provider: { name: string };
  appointment_no_room: { name: string };
  appointment_time_wrong: Record<never, never>;
  appointment_too_long: { most: number };
  appointment_past_midnight: Record<never, never>;
  appointment_time_skipped: { on: string; fromMinute: number };
  appointment_day_past: { earliestOn: string };
  appointment_day_far: { latestOn: string };
  appointment_too_many_services: { most: number };
  /** Whoever or whatever is taken, by whom, from when to when. */
  appointment_overlap: { column: string; withName: string; fromMinute: number; toMinute: number };
  appointment_blocked_out: { column: string; title: string; fromMinute: number; toMinute: number };
  appointment_marked_earlier: { markedOn: string };
  visit_has_invoice: { number: number };
  visit_service_no_price: { name: string };
  block_out_not_found: Record<never, never>;
  block_out_wrong: { what: BlockOutProblem };
  room_not_found: Record<never, never>;
  room_name_taken: { name: string };
  provider_is_no_staff: Record<never, never>;
  /** Appointments that lie ahead and would have nobody, or no place. */
  column_has_appointments: { name: string; count: number };
  schedule_settings_old: Record<never, never>;
  schedule_settings_wrong: { what: ScheduleSettingsProblem };
};

export type BlockOutProblem = "title" | "time" | "until" | "weekdays" | "day";
export type ScheduleSettingsProblem = "hours" | "fees" | "waivers";
