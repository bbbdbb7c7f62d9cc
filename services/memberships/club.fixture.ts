/** A training practice with plans and families for tests of memberships: a clock that is moved day by day. */
import { addFamily, addMember, named } from "#db/people/testing.ts";
import type { WritableDb } from "#db/database.ts";
import { insertSettings } from "#db/dunning/settings.ts";
import { insertPractice } from "#db/practice.ts";
import { openTestFile, type TestFile } from "#db/testing.ts";
import { addDays, toDay, toInstant, type Day, type Instant, type PeriodMonths } from "#domain/calendar.ts";
import { eventNoticeKinds, type NoticeKind } from "#domain/dunning/notice-kinds.ts";
import { defaultDunning } from "#domain/dunning/settings.ts";
import type { HouseholdId, InvoiceId, MembershipId, PatientId } from "#domain/identity.ts";
import type { FirstMoney } from "#domain/memberships/enrolment.ts";
import { plainBenefit, plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import { noAddress } from "#domain/people/address.ts";
import { runBilling, type RunReport } from "../billing/run.ts";
import type { Cx } from "../context.ts";
import { listLettersToPrint, prepareLetters, recordLetters } from "../dunning/print-notices.ts";
import { noCards } from "../gateways/cards.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { addPlan } from "../plans/change-plan.ts";
import type { PlanView } from "../plans/plan-view.ts";
import { enrolPatients, type Enrolled } from "./enrol.ts";
import type { EnrolmentInput } from "./enrolment-plan.ts";
import { quoteEnrolment } from "./quote-enrolment.ts";

export type Club = {
  readonly file: TestFile;
  readonly db: TestFile["db"];
  readonly adult: PlanView;
  readonly child: PlanView;
  today(): Day;
  cx(): Cx;
  family(last: string, ...members: readonly [first: string, birthOn: string | null][]): Family;
  join(householdId: HouseholdId, first: string, last: string, birthOn: string | null): PatientId;
  plan(terms: Partial<PlanTerms>): PlanView;
  /** Enrols at today's quote and, unless told otherwise, pays the first amount in cash. */
  enrol(household: HouseholdId, members: readonly EnrolMember[], over?: EnrolOver): Enrolled;
  /** Moves the clock one day at a time, runs billing on each, and prints the letters that wait, unless told not to. */
  advanceTo(day: string, over?: { readonly prints?: boolean }): RunReport[];
  /** The computer is off: the clock moves, nothing runs. */
  sleepUntil(day: string): void;
  /** Prints every waiting letter today; answers the kinds, in the order printed. */
  printLetters(): NoticeKind[];
  runNow(): RunReport;
  /** Moves the clock to a day at once and runs billing there, as after days with the computer off. */
  leapTo(day: string): RunReport;
  /** Takes cash for everything the household owes. */
  payAll(household: HouseholdId): void;
  invoices(household: HouseholdId): InvoiceShown[];
  balance(household: HouseholdId): { balanceCents: number; creditCents: number };
  dispose(): void;
};

export type Family = { readonly householdId: HouseholdId; readonly patientIds: readonly PatientId[] };
export type EnrolMember = {
  readonly patientId: PatientId;
  readonly plan: PlanView;
  readonly periodMonths?: PeriodMonths;
  readonly waive?: string;
};
export type EnrolOver = {
  readonly drawDay?: number | null;
  readonly startOn?: string;
  readonly firstMoney?: FirstMoney;
  readonly agreement?: EnrolmentInput["agreement"];
  readonly unpaid?: boolean;
};
export type InvoiceShown = {
  readonly invoiceId: InvoiceId;
  readonly kind: string;
  readonly invoicedOn: Day;
  readonly drawOn: Day | null;
  readonly totalCents: number;
  readonly balanceCents: number;
  readonly lines: number;
};

export const adultTerms: PlanTerms = {
  ...plainTerms,
  name: "Adult",
  descriptor: "Two cleanings a year",
  audience: { minAge: 14, maxAgeExclusive: null },
  prices: [
    { months: 1, priceCents: toCents(3700) },
    { months: 12, priceCents: toCents(42500) },
  ],
  activation: { feeCents: toCents(9900), basis: "per_member", cap: null, includesFirstPeriod: false },
  reactivation: { rule: "months_of_dues", months: 6, fixedCents: toCents(0) },
  commitmentPeriods: 0,
  earlyExit: { kind: "none" },
  autoRenew: true,
  taxRatePpm: 0,
  benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year")],
  discounts: [],
  waitingDays: 0,
  ageOut: "ask",
  insuredAllowed: false,
  agreementRequired: false,
  agreementText: "",
};

export const childTerms: PlanTerms = {
  ...adultTerms,
  name: "Child",
  audience: { minAge: null, maxAgeExclusive: 14 },
  prices: [{ months: 1, priceCents: toCents(2500) }],
};

/**
 * `tells`: the practice writes about what is done at the desk, as most do (DOC-12). By default this one does
 * not, so that the letters of a story are those that the story is about.
 */
export function openClub(today: string, { tells = false }: { readonly tells?: boolean } = {}): Club {
  const file = openTestFile();
  const { db } = file;
  let now: Day = toDay(today);
  let request = 0;
  const cx = (): Cx => ({
    db,
    actor: { staffId: null, workstation: "Front desk" },
    today: now,
    now: toInstant(`${now}T15:00:00.000Z`),
    gateways: { cards: noCards },
    request: { id: `request-${(request += 1)}`, operation: "test" },
  });
  db.write((w) =>
    insertPractice(w, {
      name: "Training practice",
      kind: "training",
      specialty: "dental",
      time_zone: "America/New_York",
      currency: "USD",
      lineage_id: "lineage",
      epoch: 1,
      computer_id: "this",
      created_at: toInstant(`${today}T12:00:00.000Z`),
    }),
  );
  if (!tells) db.write((w) => tellNobodyOfActs(w, toInstant(`${today}T12:00:00.000Z`)));
  const adult = addPlan(cx(), { terms: adultTerms, state: "on_sale" });
  const child = addPlan(cx(), { terms: childTerms, state: "on_sale" });
  const balance: Club["balance"] = (householdId) =>
    db.read((r) =>
      r.get<{ balanceCents: number; creditCents: number }>(
        "select balance_cents as balanceCents, credit_cents as creditCents from household where id = ?",
        householdId,
      ),
    ) ?? { balanceCents: Number.NaN, creditCents: Number.NaN };
  return {
    file,
    db,
    adult,
    child,
    today: () => now,
    cx,
    family: (last, ...members) =>
      addFamily(
        db,
        members.map(([first, birthOn]) => named(first, last, birthOn === null ? null : toDay(birthOn))),
        { address: { ...noAddress, line1: "12 Elm Street", city: "Lowell", region: "MA", postalCode: "01852" } },
      ),
    join: (householdId, first, last, birthOn) =>
      addMember(db, householdId, named(first, last, birthOn === null ? null : toDay(birthOn))),
    plan: (terms) => addPlan(cx(), { terms: { ...adultTerms, ...terms }, state: "on_sale" }),
    enrol: (householdId, members, over = {}) => {
      const enrolment: EnrolmentInput = {
        householdId,
        members: members.map((member) => ({
          patientId: member.patientId,
          planVersionId: member.plan.planVersionId,
          periodMonths: member.periodMonths ?? 1,
          waiveActivationReason: member.waive ?? null,
        })),
        startOn: toDay(over.startOn ?? now),
        drawDay: over.drawDay ?? null,
        firstMoney: over.firstMoney ?? "stub_now",
        agreement: over.agreement ?? "not_needed",
      };
      const quote = quoteEnrolment(cx(), enrolment);
      const dueCents = toCents(quote.today.cents - quote.creditUsedCents);
      return enrolPatients(cx(), {
        enrolment,
        expectedTodayCents: quote.today.cents,
        mayWaiveFees: true,
        payment:
          over.unpaid === true || dueCents === 0
            ? null
            : { tender: "cash", amountCents: dueCents, tenderedCents: null, reference: "" },
      });
    },
    advanceTo: (day, over = {}) => {
      const reports: RunReport[] = [];
      while (now < day) {
        now = addDays(now, 1);
        reports.push(runBilling(cx(), "training"));
        if (over.prints !== false) printLetters(cx());
      }
      return reports;
    },
    sleepUntil: (day) => (now = toDay(day)),
    printLetters: () => printLetters(cx()),
    runNow: () => runBilling(cx(), "asked"),
    leapTo: (day) => {
      now = toDay(day);
      return runBilling(cx(), "training");
    },
    payAll: (householdId) => {
      const { balanceCents } = balance(householdId);
      if (balanceCents <= 0) return;
      takeAtDesk(cx(), {
        householdId,
        tender: "cash",
        amountCents: toCents(balanceCents),
        tenderedCents: null,
        reference: "",
        choices: null,
        note: "",
      });
    },
    invoices: (householdId) =>
      db.read((r) =>
        r.all<InvoiceShown>(
          `select id as invoiceId, kind, invoiced_on as invoicedOn, draw_on as drawOn, total_cents as totalCents,
             balance_cents as balanceCents, (select count(*) from invoice_line where invoice_id = invoice.id) as lines
           from invoice where household_id = ? order by id`,
          householdId,
        ),
      ),
    balance,
    dispose: () => file.dispose(),
  };
}

/** A practice that writes no messages about what is done at the desk. */
export function tellNobodyOfActs(db: WritableDb, at: Instant): void {
  const writing = Object.fromEntries(eventNoticeKinds.map((kind) => [kind, "off" as const]));
  insertSettings(db, { settings: { ...defaultDunning, writing }, createdBy: null, createdAt: at });
}

/** Prints what waits without making a PDF: the families of the club all live at one good address. */
export function printLetters(cx: Cx): NoticeKind[] {
  const waiting = listLettersToPrint(cx).filter(({ problem }) => problem === "");
  if (waiting.length === 0) return [];
  const { letters } = prepareLetters(cx, waiting.map(({ noticeId }) => noticeId));
  recordLetters(cx, letters, { sha256: `run-${cx.today}`, bytes: 1, pages: letters.length });
  return waiting.map(({ kind }) => kind);
}

/** The periods in force of a membership, as text to compare. */
export function periodsOf(club: Club, membershipId: MembershipId | undefined): string[] {
  return club.db.read((r) =>
    r
      .all<{ from_on: string; to_on: string; kind: string; amount_cents: number }>(
        "select from_on, to_on, kind, amount_cents from period where membership_id = ? and in_force = 1 order by from_on",
        membershipId ?? 0,
      )
      .map((row) => `${row.from_on} ${row.to_on} ${row.kind} ${row.amount_cents}`),
  );
}
