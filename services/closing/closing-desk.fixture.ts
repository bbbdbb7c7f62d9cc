/** A desk of a practice in New York, for tests of closing the day. */
import { insertPractice } from "#db/practice.ts";
import { insertStaff } from "#db/staff.ts";
import { toInstant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { Role } from "#domain/staff/permissions.ts";
import type { Cx } from "../context.ts";
import { openDesk, type Desk } from "../payments/desk.fixture.ts";

export type ClosingDesk = Desk & {
  /** The context of a day at an instant, where the hour matters. */
  at(instant: string, today: string): Cx;
  staff(name: string, role?: Role): StaffId;
};

export function openClosingDesk(): ClosingDesk {
  const desk = openDesk();
  desk.db.write((w) =>
    insertPractice(w, {
      name: "Maple Dental",
      kind: "training",
      specialty: "dental",
      time_zone: "America/New_York",
      currency: "USD",
      lineage_id: "lineage",
      epoch: 1,
      computer_id: "this",
      created_at: toInstant("2026-01-02T15:00:00.000Z"),
    }),
  );
  return {
    ...desk,
    at: (instant, today) => ({ ...desk.cx(today), now: toInstant(instant) }),
    staff: (name, role = "provider") =>
      desk.db.write((w) =>
        insertStaff(w, {
          name,
          username: name.toLowerCase().replaceAll(" ", "."),
          passwordHash: null,
          role,
          createdAt: toInstant("2026-01-02T15:00:00.000Z"),
        }),
      ),
  };
}
