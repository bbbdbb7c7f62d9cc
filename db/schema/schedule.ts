/** Tables of providers, rooms, appointments (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type ProviderTable = {
  staff_id: Id;
  position: number;
  double_booking: Defaulted<number>;
  ended_at: Nullable<string>;
  created_at: string;
  version: Defaulted<number>;
};

export type RoomTable = Omit<ProviderTable, "staff_id"> & { id: Id; name: string };

export type AppointmentTable = {
  id: Id;
  patient_id: number;
  provider_id: number;
  room_id: Nullable<number>;
  visit_on: string;
  from_minute: number;
  minutes: number;
  starts_at: string;
  ends_at: string;
  state: Defaulted<string>;
  note: Defaulted<string>;
  invoice_id: Nullable<number>;
  fee: Nullable<string>;
  fee_invoice_id: Nullable<number>;
  created_by: Nullable<number>;
  created_at: string;
  version: Defaulted<number>;
};

export type AppointmentServiceTable = {
  appointment_id: number;
  position: number;
  service_id: number;
  minutes: number;
};

export type AppointmentEventTable = {
  id: Id;
  appointment_id: number;
  what: string;
  state: string;
  detail: Defaulted<string>;
  created_by: Nullable<number>;
  created_at: string;
};

export type BlockOutTable = {
  id: Id;
  provider_id: Nullable<number>;
  room_id: Nullable<number>;
  title: string;
  from_minute: number;
  minutes: number;
  first_on: string;
  until_on: Nullable<string>;
  every_weeks: Defaulted<number>;
  weekdays: Defaulted<number>;
  created_by: Nullable<number>;
  created_at: string;
  removed_at: Nullable<string>;
  version: Defaulted<number>;
};

export type BlockOutSkipTable = { block_out_id: number; skipped_on: string };

export type ScheduleSettingsTable = {
  id: Id;
  settings: string;
  created_by: Nullable<number>;
  created_at: string;
};
