/**
 * Fills an empty file with the sample practice: 600 patients in families and two years of history,
 * made by a seeded generator through the office's own rules, so that every list has every state.
 */
import { randomUUID } from "node:crypto";
import type { Database, WritableDb } from "#db/database.ts";
import { findPlan, insertPlan, insertPlanVersion } from "#db/memberships/plans.ts";
import { insertPractice, setClockOffset } from "#db/practice.ts";
import { insertStaff } from "#db/staff.ts";
import { insertOwnText } from "#db/texts/own-texts.ts";
import { addDays, addMonths, toInstant, type Day, type Instant } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import { eventNoticeKinds } from "#domain/dunning/notice-kinds.ts";
import type { PatientId, PlanId } from "#domain/identity.ts";
import type { Role } from "#domain/staff/permissions.ts";
import type { Work } from "../context.ts";
import { SamplePackages } from "./packages.ts";
import { addSamplePeople, type SampleFamily } from "./people.ts";
import { samplePlans } from "./plans.ts";
import { seededRandom, type Random } from "./random.ts";
import { addSampleSchedule } from "./schedule.ts";
import { Story, type SamplePlans } from "./story.ts";

export type SampleOptions = {
  /** The day the sample practice stands on; its clock can be advanced from there (F-20). */
  readonly todayOn: Day;
  readonly now: Instant;
  readonly seed?: number;
  readonly computerId?: string;
};

const staff: readonly { name: string; username: string; role: Role }[] = [
  { name: "Dr. Helen Marsh", username: "helen", role: "owner" },
  { name: "Ana Ruiz", username: "ana", role: "front_desk" },
  { name: "Tom Weaver", username: "tom", role: "manager" },
  { name: "Ines Duarte", username: "ines", role: "site_admin" },
  { name: "Joel Kaplan", username: "joel", role: "biller" },
  { name: "Dr. Wei Chen", username: "wei", role: "provider" },
];

const daysOfHistory = 730;
/** Where the sample practice stands; its history ends on that place's today. */
export const sampleZone = "America/New_York";

/** The file must be new and at the newest shape. All of it is one transaction: the file is nobody's until it is whole. */
export function createSample(db: Database, options: SampleOptions): void {
  const random = seededRandom(options.seed ?? 2026);
  const startOn = addDays(options.todayOn, -daysOfHistory);
  db.write((write) => {
    const story = begin(write, random, startOn, options);
    const packages = new SamplePackages(options.todayOn);
    for (let on = startOn; on <= options.todayOn; on = addDays(on, 1)) {
      story.live(workOn(on), write);
      packages.live(workOn(on), write);
    }
    addSampleSchedule(workOn(options.todayOn), write, listVisitors(write));
    handOutMessages(write);
  });
}

/** Two years of messages about what was done were handed over as they came: the tray holds what is to do today. */
function handOutMessages(write: WritableDb): void {
  write.exec(
    `update notice set state = 'sent', channel = 'by_hand', told_on = due_on, ended_at = created_at
     where state = 'queued' and kind in (${eventNoticeKinds.map((kind) => `'${kind}'`).join(",")})`,
  );
}

function begin(write: WritableDb, random: Random, startOn: Day, options: SampleOptions): Story {
  const work = workOn(startOn);
  insertPractice(write, {
    name: "Willow Street Dental",
    kind: "sample",
    specialty: "dental",
    time_zone: sampleZone,
    currency: "USD",
    address_line1: "48 Willow Street",
    city: "Lowell",
    region: "MA",
    postal_code: "01852",
    phone: "(978) 555-0142",
    email: "desk@willowstreet.example",
    tax_id: "04-0000000",
    lineage_id: randomUUID(),
    epoch: 1,
    computer_id: options.computerId ?? "",
    created_at: work.now,
  });
  setClockOffset(write, 0);
  for (const [language, body] of statementMessages)
    insertOwnText(write, { textId: "statement.message", language, words: { subject: "", body }, createdBy: null, createdAt: work.now });
  for (const person of staff) insertStaff(write, { ...person, passwordHash: null, createdAt: work.now });
  const plans = addPlans(work, write);
  const families = addSamplePeople(work, write, random, options.todayOn);
  addCards(work, write, random, families);
  return new Story(random, plans, families, startOn, options.todayOn);
}

const statementMessages = [
  ["en", "Thank you for being our patient. Questions? Call us, we are glad to help."],
  ["es", "Gracias por ser nuestro paciente. ¿Preguntas? Llámenos, con gusto le ayudamos."],
] as const;

/** Whoever may be booked, in the order of their charts. */
function listVisitors(write: WritableDb): PatientId[] {
  return write.all<{ id: PatientId }>("select id from patient where status = 'active' order by id limit 400").map(({ id }) => id);
}

function addPlans(work: Work, write: WritableDb): SamplePlans {
  let firstId: PlanId | null = null;
  const rows = samplePlans.map((terms) => {
    const planId = insertPlan(write, { name: terms.name, state: "on_sale", createdAt: work.now });
    // Children grow into the first plan, that of adults (MEM-16).
    const ageOutTo = terms.audience.maxAgeExclusive === null ? null : firstId;
    firstId ??= planId;
    insertPlanVersion(write, { planId, number: 1, terms: { ...terms, ageOutTo }, createdBy: null, createdAt: work.now });
    const row = findPlan(write, planId);
    invariant(row, "a plan just added is there");
    return row;
  });
  const [adult, child, gum, whitening] = rows;
  invariant(adult && child && gum && whitening, "four sample plans");
  return [adult, child, gum, whitening];
}

function addCards(work: Work, write: WritableDb, random: Random, families: readonly SampleFamily[]): void {
  const expires = addMonths(work.today, 40);
  for (const family of families.filter(({ paysBy }) => paysBy === "card"))
    write.exec(
      `insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
      family.householdId,
      `sample_card_${family.householdId}`,
      random.pick(["visa", "mastercard", "amex"]),
      String(random.whole(0, 9999)).padStart(4, "0"),
      random.whole(1, 12),
      Number(expires.slice(0, 4)),
      work.now,
    );
}

/** The practice itself acts in its history, in the middle of the office's day. */
function workOn(day: Day): Work {
  return {
    actor: { staffId: null, workstation: "Front desk" },
    today: day,
    now: toInstant(`${day}T15:30:00.000Z`),
  };
}
