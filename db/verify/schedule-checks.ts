/** The schedule holds together (F-16, PPL-16): nobody is in two places, and what was done led to where a visit stands. */
import { timeInZone, type Day, type Instant } from "#domain/calendar.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { wallTime } from "#domain/schedule/slot.ts";
import { findPractice } from "../practice.ts";
import { countRows, mostBreaches, sqlCheck, type Check } from "./check.ts";

const taking = "('booked','checked_in','checked_out')";

/** Two that overlap in a column that has only one patient at a time: both are named. */
const overlaps = (column: "provider_id" | "room_id", table: string, key: string): string =>
  `select a.id, b.id as other from appointment a join appointment b
     on b.${column} = a.${column} and b.visit_on = a.visit_on and b.id > a.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
   where a.state in ${taking} and b.state in ${taking}
     and not exists (select 1 from ${table} c where c.${key} = a.${column} and c.double_booking = 1)
     -- Double-booking that was allowed once and is not any more leaves what was booked then.
     and not exists (select 1 from audit u where u.subject = '${table === "provider" ? "staff" : "room"}/' || a.${column}
       and u.action = '${table}.saved' and json_extract(u.after, '$.doubleBooking') = 1)`;

const timeCheck: Check = {
  name: "Every appointment is at the wall time that was promised",
  rows: (db) => countRows(db, "appointment"),
  breaches: (db) => {
    const timeZone = findPractice(db)?.time_zone ?? "UTC";
    return db
      .all<{ id: number; visitOn: Day; fromMinute: number; minutes: number; startsAt: Instant; endsAt: Instant }>(
        `select id, visit_on as visitOn, from_minute as fromMinute, minutes, starts_at as startsAt, ends_at as endsAt from appointment`,
      )
      .filter(
        ({ fromMinute, minutes, startsAt, endsAt }) =>
          timeInZone(startsAt, timeZone) !== wallTime(fromMinute) || addMilliseconds(startsAt, minutes * 60_000) !== endsAt,
      )
      .slice(0, mostBreaches)
      .map(({ id }) => ({ what: "The instants of an appointment are not those of its day and wall time", rowIds: [id] }));
  },
};

export const scheduleChecks: readonly Check[] = [
  sqlCheck({
    name: "No provider has two appointments at the same time, unless double-booking is allowed",
    table: "appointment",
    find: overlaps("provider_id", "provider", "staff_id"),
    what: "Two appointments of one provider overlap",
  }),
  sqlCheck({
    name: "No room has two appointments at the same time, unless double-booking is allowed",
    table: "appointment",
    find: overlaps("room_id", "room", "id"),
    what: "Two appointments in one room overlap",
  }),
  timeCheck,
  sqlCheck({
    name: "Every appointment stands where its history led",
    table: "appointment",
    find: `select a.id from appointment a where a.state is not (
      select e.state from appointment_event e where e.appointment_id = a.id order by e.id desc limit 1)`,
    what: "The last thing that was done with an appointment does not lead to where it stands",
  }),
  sqlCheck({
    name: "What a visit led to is an issued invoice",
    table: "appointment",
    find: `select a.id from appointment a join invoice i on i.id = coalesce(a.fee_invoice_id, a.invoice_id)
      where i.issued_at is null`,
    what: "An appointment leads to an invoice that was never issued",
  }),
];
