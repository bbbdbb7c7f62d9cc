/** Appointments with their services and what was done with each (PPL-16). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type AppointmentId, type HouseholdId, type InvoiceId, type PatientId, type RoomId, type ServiceId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { Slot, TimeSpan } from "#domain/schedule/slot.ts";
import type { AppointmentState } from "#domain/schedule/visit-state.ts";
import type { ReadableDb, SqlValue, WritableDb } from "../database.ts";

export type Place = Slot & { readonly providerId: StaffId; readonly roomId: RoomId | null };

export type AppointmentRow = Place &
  TimeSpan & {
    readonly appointmentId: AppointmentId;
    readonly patientId: PatientId;
    readonly patientName: string;
    readonly householdId: HouseholdId;
    readonly state: AppointmentState;
    readonly note: string;
    /** `Cleaning, Examination`. */
    readonly services: string;
    readonly invoiceId: InvoiceId | null;
    readonly fee: "none" | "waived" | "charged" | "session" | null;
    readonly feeInvoiceId: InvoiceId | null;
    readonly version: number;
    /** What the household owes past its due day (BIL-13). */
    readonly pastDueCents: Cents;
    readonly hasAlert: boolean;
  };

type Stored = Omit<AppointmentRow, "hasAlert"> & { readonly hasAlert: 0 | 1 };
const asRow = (row: Stored): AppointmentRow => ({ ...row, hasAlert: row.hasAlert === 1 });

const rowText = `select a.id as appointmentId, a.patient_id as patientId, p.household_id as householdId,
    trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as patientName,
    a.provider_id as providerId, a.room_id as roomId, a.visit_on as visitOn, a.from_minute as fromMinute, a.minutes,
    a.starts_at as startsAt, a.ends_at as endsAt, a.state, a.note, a.invoice_id as invoiceId, a.fee,
    a.fee_invoice_id as feeInvoiceId, a.version, p.alerts <> '' as hasAlert,
    coalesce((select group_concat(v.name, ', ' order by x.position) from appointment_service x join service v on v.id = x.service_id
      where x.appointment_id = a.id), '') as services,
    (select coalesce(sum(i.balance_cents), 0) from invoice i where i.household_id = p.household_id and i.balance_cents > 0
      and i.voided_on is null and i.issued_at is not null and i.due_on < t.today) as pastDueCents
  from (select ? as today) t join appointment a join patient p on p.id = a.patient_id`;

export function findAppointment(db: ReadableDb, id: AppointmentId, today: Day): AppointmentRow | undefined {
  const row = db.get<Stored>(`${rowText} where a.id = ?`, today, id);
  return row && asRow(row);
}

/** The appointments of some days, the missed ones too, in the order of the clock. */
export function listAppointments(db: ReadableDb, from: Day, through: Day, today: Day): AppointmentRow[] {
  return db
    .all<Stored>(`${rowText} where a.visit_on between ? and ? order by a.starts_at, a.id limit 2000`, today, from, through)
    .map(asRow);
}

/** A patient's appointments, newest first. */
export function listAppointmentsOf(db: ReadableDb, patientId: PatientId, today: Day): AppointmentRow[] {
  return db.all<Stored>(`${rowText} where a.patient_id = ? order by a.starts_at desc, a.id desc limit 500`, today, patientId).map(asRow);
}

/** The next appointment of each patient whose name has every word, soonest first. */
export function findNextAppointments(db: ReadableDb, words: readonly string[], today: Day, limit: number): AppointmentRow[] {
  const names = words.map(() => "instr(lower(p.first_name || ' ' || p.preferred_name || ' ' || p.last_name), ?) > 0");
  const values: SqlValue[] = [...words.map((word) => word.toLowerCase()), today, today];
  return db
    .all<Stored>(
      `${rowText} where ${names.join(" and ")} and a.visit_on >= ? and a.state in ('booked','checked_in')
         and not exists (select 1 from appointment e where e.patient_id = a.patient_id and e.visit_on >= ?
           and e.state in ('booked','checked_in') and (e.starts_at < a.starts_at or (e.starts_at = a.starts_at and e.id < a.id)))
       order by a.starts_at, a.id limit ?`,
      today,
      ...values,
      limit,
    )
    .map(asRow);
}

export type Overlap = { readonly appointmentId: AppointmentId; readonly patientName: string; readonly fromMinute: number; readonly toMinute: number };

/** The first appointment that takes up a column in a span of time. */
export function findOverlap(
  db: ReadableDb,
  column: { readonly providerId: StaffId } | { readonly roomId: RoomId },
  { startsAt, endsAt }: TimeSpan,
  visitOn: Day,
  except: AppointmentId | null,
): Overlap | undefined {
  const [name, id] = "providerId" in column ? ["provider_id", column.providerId] : ["room_id", column.roomId];
  return db.get<Overlap>(
    `select a.id as appointmentId, trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as patientName,
       a.from_minute as fromMinute, a.from_minute + a.minutes as toMinute
     from appointment a join patient p on p.id = a.patient_id
     where a.${name} = ? and a.visit_on = ? and a.starts_at < ? and a.ends_at > ? and a.id is not ?
       and a.state in ('booked','checked_in','checked_out')
     order by a.starts_at, a.id limit 1`,
    id,
    visitOn,
    endsAt,
    startsAt,
    except,
  );
}

export type NewAppointment = Place &
  TimeSpan & {
    readonly patientId: PatientId;
    readonly note: string;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  };

export function insertAppointment(db: WritableDb, row: NewAppointment): AppointmentId {
  return asId<AppointmentId>(
    db.exec(
      `insert into appointment (patient_id, provider_id, room_id, visit_on, from_minute, minutes, starts_at, ends_at, note, created_by, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.patientId,
      row.providerId,
      row.roomId,
      row.visitOn,
      row.fromMinute,
      row.minutes,
      row.startsAt,
      row.endsAt,
      row.note,
      row.createdBy,
      row.createdAt,
    ).id,
  );
}

export function updatePlace(db: WritableDb, id: AppointmentId, place: Place & TimeSpan, note: string): void {
  db.exec(
    `update appointment set provider_id = ?, room_id = ?, visit_on = ?, from_minute = ?, minutes = ?, starts_at = ?, ends_at = ?,
       note = ?, version = version + 1 where id = ?`,
    place.providerId,
    place.roomId,
    place.visitOn,
    place.fromMinute,
    place.minutes,
    place.startsAt,
    place.endsAt,
    note,
    id,
  );
}

export type Standing = {
  readonly state: AppointmentState;
  readonly invoiceId: InvoiceId | null;
  readonly fee: AppointmentRow["fee"];
  readonly feeInvoiceId: InvoiceId | null;
};

export function setStanding(db: WritableDb, id: AppointmentId, { state, invoiceId, fee, feeInvoiceId }: Standing): void {
  db.exec(
    "update appointment set state = ?, invoice_id = ?, fee = ?, fee_invoice_id = ?, version = version + 1 where id = ?",
    state,
    invoiceId,
    fee,
    feeInvoiceId,
    id,
  );
}

export type VisitService = { readonly serviceId: ServiceId; readonly minutes: number };
export type VisitServiceRow = VisitService & { readonly name: string };

export function listVisitServices(db: ReadableDb, id: AppointmentId): VisitServiceRow[] {
  return db.all<VisitServiceRow>(
    `select x.service_id as serviceId, x.minutes, v.name from appointment_service x join service v on v.id = x.service_id
     where x.appointment_id = ? order by x.position`,
    id,
  );
}

export function replaceVisitServices(db: WritableDb, id: AppointmentId, services: readonly VisitService[]): void {
  db.exec("delete from appointment_service where appointment_id = ?", id);
  services.forEach(({ serviceId, minutes }, index) =>
    db.exec("insert into appointment_service (appointment_id, position, service_id, minutes) values (?, ?, ?, ?)", id, index + 1, serviceId, minutes),
  );
}

/** Missed visits of a patient in a calendar year that were waived, without one. */
export function countWaived(db: ReadableDb, patientId: PatientId, year: number, except: AppointmentId): number {
  return (
    db.get<{ n: number }>(
      "select count(*) as n from appointment where patient_id = ? and fee = 'waived' and substr(visit_on, 1, 4) = ? and id <> ?",
      patientId,
      String(year),
      except,
    )?.n ?? 0
  );
}
