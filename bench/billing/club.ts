/** Makes the practice that the billing run is measured on, once: members who all draw on one day. */
import { copyFileSync } from "node:fs";
import { Database } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { insertPlan, insertPlanVersion, findPlan } from "#db/memberships/plans.ts";
import { insertHouseholdRow, setPayer } from "#db/people/household.ts";
import { insertPatientRow } from "#db/people/patient.ts";
import { insertPractice } from "#db/practice.ts";
import type { WritableDb } from "#db/database.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import { priceInvoice } from "#domain/invoices/lines.ts";
import { plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { toCents, zeroCents } from "#domain/money.ts";
import type { Work } from "#services/context.ts";
import { enrolWithin } from "#services/memberships/enrol.ts";
import { planEnrolment, type EnrolmentInput } from "#services/memberships/enrolment-plan.ts";
import { joinOn, key, membersOf, priceCents } from "./sizes.ts";

const terms: PlanTerms = {
  ...plainTerms,
  name: "Adult",
  prices: [{ months: 1, priceCents: toCents(priceCents) }],
  activation: { feeCents: zeroCents, basis: "per_member", cap: null, includesFirstPeriod: false },
};

export const benchWork: Work = {
  actor: { staffId: null, workstation: "bench" },
  today: toDay(joinOn),
  now: toInstant(`${joinOn}T15:00:00.000Z`),
};

/** Fills a new file at `path` with so many members and closes it. */
export function makeClub(path: string, members: number): void {
  const db = Database.open(path, key);
  migrate(db, migrations);
  db.write((write) => {
    insertPractice(write, {
      name: "Bench",
      kind: "training",
      specialty: "dental",
      time_zone: "America/New_York",
      currency: "USD",
      lineage_id: "bench",
      epoch: 1,
      computer_id: "bench",
      created_at: benchWork.now,
    });
    const planId = insertPlan(write, { name: terms.name, state: "on_sale", createdAt: benchWork.now });
    insertPlanVersion(write, { planId, number: 1, terms, createdBy: null, createdAt: benchWork.now });
    const version = findPlan(write, planId)?.planVersionId;
    if (version === undefined) throw new Error("the plan has a version");
    let made = 0;
    for (let index = 0; made < members; index += 1) {
      const size = Math.min(membersOf(index), members - made);
      addFamily(write, index, size, version);
      made += size;
    }
  });
  db.close();
}

function addFamily(
  db: WritableDb,
  index: number,
  size: number,
  planVersionId: EnrolmentInput["members"][number]["planVersionId"],
): void {
  const lastName = `Family ${index}`;
  const names = { middleName: "", lastName, suffix: "", preferredName: "", prefix: "" };
  const householdId = insertHouseholdRow(db, {
    name: lastName,
    address: { line1: "12 Elm St", line2: "", city: "Salem", region: "MA", postalCode: "01970", country: "US" },
    contactPreference: "print",
    paysBy: "card",
    createdAt: benchWork.now,
  });
  const patientIds = Array.from({ length: size }, (_, n): PatientId =>
    insertPatientRow(db, {
      ...names,
      firstName: `Member ${n}`,
      householdId,
      birthOn: toDay("1980-05-05"),
      sex: "",
      pronouns: "",
      email: "",
      phones: [],
      language: "en",
      alerts: "",
      notes: "",
      textConsent: "unknown",
      status: "active",
      deceasedOn: null,
      ownAddress: null,
      createdAt: benchWork.now,
    }),
  );
  const [payer] = patientIds;
  if (payer === undefined) throw new Error("a family has a payer");
  setPayer(db, householdId, payer, lastName);
  db.exec(
    `insert into card (household_id, token, brand, last4, expires_month, expires_year, funding, added_at)
     values (?, ?, 'visa', '4242', 12, 2031, 'credit', ?)`,
    householdId,
    `tok_${index}`,
    benchWork.now,
  );
  const enrolment: EnrolmentInput = {
    householdId,
    members: patientIds.map((patientId) => ({ patientId, planVersionId, periodMonths: 1, waiveActivationReason: null })),
    startOn: benchWork.today,
    drawDay: null,
    firstMoney: "stub_now",
    agreement: "not_needed",
  };
  const dueCents = priceInvoice(planEnrolment(benchWork, db, enrolment).lines).totalCents;
  enrolWithin(benchWork, db, {
    enrolment,
    expectedTodayCents: dueCents,
    mayWaiveFees: false,
    payment: { tender: "cash", amountCents: dueCents, tenderedCents: dueCents, reference: "" },
  });
}

export function copyClub(from: string, to: string): void {
  copyFileSync(from, to);
}
