import { afterEach, beforeEach, expect, test } from "vitest";
import { insertCard, setPaysBy } from "#db/charging/cards.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import { taskKinds } from "#domain/plan-upkeep/task-kinds.ts";
import { toCents } from "#domain/money.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { getToday } from "../billing/today.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import type { PlanView } from "../plans/plan-view.ts";
import { chooseAgeOut } from "./age-outs.ts";
import { withdrawPriceRise } from "./price-rises.ts";
import { previewRise, raisePrices } from "./raise-prices.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-03-05")));
afterEach(() => club.dispose());

const tasks = (): string[] => getToday(club.cx()).tasks.map(({ kind, title, detail, onDay }) => `${kind}: ${title}, ${detail}, ${onDay}`);
type Member = { readonly householdId: HouseholdId; readonly patientId: PatientId; readonly membershipId: MembershipId };
function member(last: string, plan: PlanView, birthOn: string | null = "1980-01-01", months: 1 | 12 = 1): Member {
  const { householdId, patientIds } = club.family(last, ["Ida", birthOn]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const { membershipIds } = club.enrol(householdId, [{ patientId, plan, periodMonths: months }]);
  return { householdId, patientId, membershipId: membershipIds[0] as MembershipId };
}
const young = (over: Partial<PlanTerms> = {}): PlanView =>
  club.plan({ name: "Young", audience: { minAge: null, maxAgeExclusive: 18 }, prices: [{ months: 1, priceCents: toCents(2500) }], ageOutTo: club.adult.planId, ...over });

test("UI-2 MEM-16 a birthday that needs a decision is a task from sixty days before it until it is decided", () => {
  const ida = member("Lee", young(), "2008-05-05");
  expect(tasks()).toEqual([]);
  club.sleepUntil("2026-03-06");
  expect(tasks()).toEqual(["age_out_decide: Ida Lee, Young to Adult, 2026-05-05"]);
  club.sleepUntil("2026-06-20");
  expect(tasks()).toEqual(["age_out_decide: Ida Lee, Young to Adult, 2026-05-05"]);
  chooseAgeOut(club.cx(), { membershipId: ida.membershipId, choice: "stay", reason: "At school" });
  expect(tasks()).toEqual([]);
});

test("UI-2 MEM-16 who moves by themselves is seen a month ahead, and who cannot be moved says why", () => {
  member("Auto", young({ ageOut: "auto" }), "2008-04-04");
  member("Blocked", young({ name: "Kids", ageOut: "auto", ageOutTo: null }), "2008-04-20");
  member("Closed", young({ name: "Teens", ageOutTo: club.child.planId }), "2008-04-21");
  expect(tasks()).toEqual([
    "age_out_blocked: Ida Blocked, Kids, no plan to go to, 2026-04-20",
    "age_out_blocked: Ida Closed, Teens, Child does not fit, 2026-04-21",
    "ages_out: Ida Auto, Young to Adult, 2026-04-04",
  ]);
});

test("UI-2 MEM-16 a birth date is missing only where the plan has an age band", () => {
  member("Any", club.plan({ name: "Any age", audience: { minAge: null, maxAgeExclusive: null } }), null);
  expect(tasks()).toEqual([]);
  member("Least", club.plan({ name: "Golden", audience: { minAge: 65, maxAgeExclusive: null } }), null);
  member("Most", young(), null);
  expect(tasks()).toEqual(["missing_birth_date: Ida Least, Golden, null", "missing_birth_date: Ida Most, Young, null"]);
});

test("UI-2 MEM-17 letters about new prices are one task with the last day that is in time", () => {
  for (const last of ["Lee", "Ortiz"]) member(last, club.adult);
  const input = { plans: [{ planId: club.adult.planId, changes: [{ months: 1 as const, change: { kind: "to" as const, cents: toCents(3900) } }] }], effectiveOn: toDay("2026-06-01"), scope: "first_draw_after_notice" as const, noticeDays: 30, excluded: [], reason: "Costs" };
  const preview = previewRise(club.cx(), input);
  const { riseId } = raisePrices(club.cx(), { ...input, expectedMembers: preview.raised, expectedAfterCents: preview.monthlyAfterCents });
  expect(tasks()).toEqual(["price_letters: 2 letters, print them in time, 2026-05-02"]);
  club.printLetters();
  expect(tasks()).toEqual([]);
  withdrawPriceRise(club.cx(), { riseId, memberRowIds: null });
});

test("UI-2 MEM-18 a paid-up member without a card is a task from thirty days before until the new term is paid; with a card there is none", () => {
  const lee = member("Lee", club.adult, "1980-01-01", 12);
  const card = member("Card", club.adult, "1980-01-01", 12);
  club.db.write((w) => {
    insertCard(w, { householdId: card.householdId, token: "test_succeeds:1", brand: "visa", last4: "4242", expiresMonth: 12, expiresYear: 2040, funding: "credit", replacesId: null, provenAt: null, collectsThroughOn: null, addedBy: null, addedAt: club.cx().now });
    setPaysBy(w, card.householdId, "card");
  });
  // Their benefits are unused as well, which is another task.
  const renewals = () => tasks().filter((task) => !task.startsWith("benefits_unused"));
  club.advanceTo("2027-02-02");
  expect(renewals()).toEqual([]);
  club.advanceTo("2027-02-03");
  expect(renewals()).toEqual(["renewal_by_hand: Ida Lee, Adult, 2027-03-05"]);
  club.advanceTo("2027-03-05");
  expect(club.invoices(lee.householdId).at(-1)).toMatchObject({ kind: "draw", drawOn: "2027-03-05", totalCents: 42_500, balanceCents: 42_500 });
  expect(tasks().filter((task) => task.includes("Ida Lee"))).toMatchObject([expect.stringMatching(/^renewal_unpaid: Ida Lee, Adult, invoice \d+, 2027-03-05$/)]);
  club.payAll(lee.householdId);
  expect(tasks().filter((task) => task.includes("Ida Lee"))).toEqual([]);
  expect(addDays(toDay("2027-03-05"), -30)).toBe("2027-02-03");
});

test("UI-2 BIL-20 a card charge of nobody this file knows is a task until somebody says whose it is", () => {
  club.db.write((w) =>
    w.exec(
      `insert into charge_attempt (id, amount_cents, ordinal, origin, state, sent_at, attempt_on) values ('x', 3700, 1, 'found', 'succeeded', ?, '2026-03-01')`,
      club.cx().now,
    ),
  );
  expect(tasks()).toEqual(["nobodys_charge: 1 card charge, say whose they are, null"]);
  club.db.write((w) => w.exec("update charge_attempt set resolution = 'not_charged', resolved_at = ? where id = 'x'", club.cx().now));
  expect(tasks()).toEqual([]);
});

test("UI-2 every task is of a kind that has its place in the order", () => {
  expect(new Set(taskKinds).size).toBe(taskKinds.length);
});
