/** A practice whose families pay by card, closed, copied for every life of the crash test. */
import { copyFileSync } from "node:fs";
import { insertCard, setPaysBy } from "#db/charging/cards.ts";
import type { Database } from "#db/database.ts";
import { addFamily, named } from "#db/people/testing.ts";
import { addDays, toDay, toInstant, type Day, type Instant } from "#domain/calendar.ts";
import type { CardGateway } from "../../gateways/cards.ts";
import type { Cx } from "../../context.ts";
import { openClub } from "../../memberships/club.fixture.ts";

export const joinOn = toDay("2026-01-15");
/** The computer was off for a month: two draws are due, and the newer goes to the card by itself. */
export const firstRunOn = toDay("2026-03-15");

/** Mostly cards that pay; the others decline for a while, for good, or take their time. */
const tokens = [
  "tok_ok",
  "tok_ok",
  "tok_pending",
  "tok_ok",
  "tok_decline_insufficient_funds~1",
  "tok_ok",
  "tok_decline_lost_card",
  "tok_pending_decline_do_not_honor",
];

/** Makes the file at `path` with so many households and answers its key. */
export function makeCardClub(path: string, households: number): Buffer {
  const club = openClub(joinOn);
  const plan = club.plan({ name: "All ages", audience: { minAge: null, maxAgeExclusive: null } });
  for (let index = 0; index < households; index += 1) {
    const { householdId, patientIds } = addFamily(club.db, [named("Member", `Number ${index}`)]);
    const [patientId] = patientIds;
    if (!patientId) throw new Error("one person");
    club.enrol(householdId, [{ patientId, plan }]);
    club.db.write((db) => {
      insertCard(db, {
        householdId,
        token: `${tokens[index % tokens.length]}.${index}`,
        brand: "visa",
        last4: String(4000 + index).slice(-4),
        expiresMonth: 12,
        expiresYear: 2030,
        funding: "credit",
        replacesId: null,
        provenAt: null,
        collectsThroughOn: null,
        addedBy: null,
        addedAt: toInstant(`${joinOn}T15:00:00.000Z`),
      });
      setPaysBy(db, householdId, "card");
    });
  }
  club.db.close();
  copyFileSync(club.file.path, path);
  const { key } = club.file;
  club.dispose();
  return key;
}

/** The office an hour of its clock after another; every fifth hour is a new day. */
export function timeOf(start: number): { readonly today: Day; readonly now: Instant } {
  const today = addDays(firstRunOn, Math.floor(start / 5));
  return { today, now: toInstant(`${today}T${String(14 + (start % 5)).padStart(2, "0")}:00:00.000Z`) };
}

export function cxAt(db: Database, start: number, cards: CardGateway): Cx {
  return { db, actor: { staffId: null, workstation: "Scheduler" }, ...timeOf(start), gateways: { cards } };
}
