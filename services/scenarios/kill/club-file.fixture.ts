/** The practice of the kill test: a closed file with many households due on one day, copied for every kill. */
import { addFamily, named } from "#db/people/testing.ts";
import { Database } from "#db/database.ts";
import { addDays, toDay, toInstant } from "#domain/calendar.ts";
import { openClub } from "../../memberships/club.fixture.ts";
import type { Cx } from "../../context.ts";
import { noCards } from "../../gateways/cards.ts";
import { copyFileSync } from "node:fs";

export const joinOn = toDay("2026-01-15");
/** The computer was off for two draws: the run has two invoices to make for each household. */
export const runOn = toDay("2026-03-15");
export const households = 60;

/** Makes the file at `path` and answers its key. */
export function makeClubFile(path: string): Buffer {
  const club = openClub(joinOn);
  for (let index = 0; index < households; index += 1) {
    const { householdId, patientIds } = addFamily(club.db, [named("Member", `Number ${index}`)]);
    const [patientId] = patientIds;
    if (!patientId) throw new Error("one person");
    club.enrol(householdId, [{ patientId, plan: club.plan({ name: "All ages", audience: { minAge: null, maxAgeExclusive: null } }) }]);
  }
  club.db.script("pragma wal_checkpoint(truncate)");
  club.db.close();
  copyFileSync(club.file.path, path);
  const { key } = club.file;
  club.dispose();
  return key;
}

export function openCopy(path: string, key: Buffer): Database {
  return Database.open(path, key, { mustExist: true });
}

export function workOn(db: Database, day: string = runOn, request?: string): Cx {
  const today = toDay(day);
  return {
    db,
    actor: { staffId: null, workstation: "Front desk" },
    today,
    now: toInstant(`${addDays(today, 0)}T15:00:00.000Z`),
    gateways: { cards: noCards },
    ...(request ? { request: { id: request, operation: "payments.take" } } : {}),
  };
}
