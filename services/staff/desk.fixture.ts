/** A practice with its people for tests of sign-in: a clock that the test moves, a hasher that is quick and counts. */
import { insertPractice, setClockOffset } from "#db/practice.ts";
import { insertStaff } from "#db/staff.ts";
import { openTestFile } from "#db/testing.ts";
import { toDay, toInstant, type Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import type { PracticeKind } from "#domain/practice/training-clock.ts";
import type { Role } from "#domain/staff/permissions.ts";
import type { Cx } from "../context.ts";
import { noCards } from "../gateways/cards.ts";
import type { PasswordHasher } from "../gateways/passwords.ts";

export type StaffDesk = {
  readonly cx: Cx;
  readonly hasher: PasswordHasher & { verified: number };
  now(): Instant;
  pass(milliseconds: number): void;
  /** The desk with a person acting, or with nobody. */
  as(staffId: StaffId | null): Cx;
  add(name: string, role: Role, password?: string | null): StaffId;
  audits(): { action: string; subject: string; actor: number | null; after: unknown }[];
  dispose(): void;
};

export function openStaffDesk(kind: PracticeKind = "live"): StaffDesk {
  const file = openTestFile();
  let now = toInstant("2026-03-02T15:00:00.000Z");
  const hasher = {
    verified: 0,
    hash: async (password: string) => `plain:${password}`,
    verify: async (kept: string | null, password: string) => {
      hasher.verified += 1;
      return { fits: kept === `plain:${password}` || kept === `old:${password}`, outdated: kept?.startsWith("old:") ?? false };
    },
  };
  file.db.write((db) => {
    insertPractice(db, {
      name: "Maple Street Dental",
      kind,
      specialty: "dental",
      time_zone: "America/New_York",
      currency: "USD",
      lineage_id: "lineage",
      epoch: 1,
      computer_id: "here",
      created_at: now,
    });
    if (kind !== "live") setClockOffset(db, 0);
  });
  const as = (staffId: StaffId | null): Cx => ({
    db: file.db,
    actor: { staffId, workstation: "desk" },
    today: toDay("2026-03-02"),
    now,
    gateways: { cards: noCards },
  });
  return {
    cx: as(null),
    hasher,
    now: () => now,
    pass: (milliseconds) => {
      now = addMilliseconds(now, milliseconds);
    },
    as,
    add: (name, role, password = "violet kettle under bridge") =>
      file.db.write((db): StaffId =>
        insertStaff(db, {
          name,
          username: name.toLowerCase(),
          role,
          passwordHash: password === null ? null : `plain:${password}`,
          createdAt: now,
        }),
      ),
    audits: () =>
      file.db
        .read((db) =>
          db.all<{ action: string; subject: string; actor: number | null; after: string | null }>(
            "select action, subject, actor_id as actor, after from audit order by id",
          ),
        )
        .map((row) => ({ ...row, after: row.after === null ? null : (JSON.parse(row.after) as unknown) })),
    dispose: () => file.dispose(),
  };
}
