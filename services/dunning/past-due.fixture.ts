/** A club for stories about past-due members: families who pay by hand or by a scripted card, days that pass with or without the printer. */
import { insertCard, setPaysBy } from "#db/charging/cards.ts";
import { addDays, toInstant, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import { standingOf } from "#domain/memberships/standing.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import type { RunReport } from "../billing/run.ts";
import { runBillingAsEquipped } from "../billing/run-with-cards.ts";
import type { Cx } from "../context.ts";
import { noCards, type CardGateway } from "../gateways/cards.ts";
import { openClub, printLetters, type Club, type EnrolMember, type EnrolOver } from "../memberships/club.fixture.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";

export type Member = {
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly membershipId: MembershipId;
};

export type PastDueClub = {
  readonly club: Club;
  today(): Day;
  cx(): Cx;
  /** Somebody who joins today and pays the first month in cash. */
  member(last: string, over?: EnrolOver & { readonly plan?: EnrolMember["plan"]; readonly token?: string }): Member;
  /** Gives a household a card of the scripted processor, to be charged from now on. */
  giveCard(householdId: HouseholdId, token: string): void;
  /** One run a day; the letters are printed each day unless told not to. */
  advanceTo(day: string, over?: { readonly prints?: boolean }): Promise<RunReport[]>;
  /** The computer was off: the clock moves, nothing runs. */
  sleepUntil(day: string): void;
  runOnce(): Promise<RunReport>;
  print(): NoticeKind[];
  standing(member: Member): string;
  /** `kind state due told` of every notice of a household, in their order. */
  notices(householdId: HouseholdId): string[];
  /** `day due state reason` of every retry decided. */
  retries(householdId: HouseholdId): string[];
  /** Cases: `cause dayZero outcome closed`. */
  cases(householdId: HouseholdId): string[];
  balance(householdId: HouseholdId): number;
  dispose(): void;
};

export function openPastDueClub(today: string, cards: CardGateway = noCards): PastDueClub {
  const club = openClub(today);
  let runs = 0;
  const cx = (): Cx => ({
    ...club.cx(),
    now: toInstant(`${club.today()}T15:${String((runs += 1) % 60).padStart(2, "0")}:00.000Z`),
    gateways: { cards },
  });
  const work = (): Cx => {
    const { request: _, ...rest } = cx();
    return rest;
  };
  const lines = (sql: string, householdId: HouseholdId): string[] =>
    club.db.read((db) => db.all<{ line: string }>(sql, householdId).map(({ line }) => line));
  const giveCard: PastDueClub["giveCard"] = (householdId, token) =>
    club.db.write((db) => {
      insertCard(db, {
        householdId,
        token,
        brand: "visa",
        last4: "4242",
        expiresMonth: 12,
        expiresYear: 2035,
        funding: "credit",
        replacesId: null,
        provenAt: null,
        collectsThroughOn: null,
        addedBy: null,
        addedAt: cx().now,
      });
      setPaysBy(db, householdId, "card");
    });
  const runOnce = (): Promise<RunReport> => runBillingAsEquipped(work, "training");
  return {
    club,
    today: () => club.today(),
    cx: work,
    member: (last, over = {}) => {
      const { plan = club.adult, token, ...enrol } = over;
      const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
      const [patientId] = patientIds;
      if (patientId === undefined) throw new Error("one person");
      const [membershipId] = club.enrol(householdId, [{ patientId, plan }], enrol).membershipIds;
      if (membershipId === undefined) throw new Error("one membership");
      if (token !== undefined) giveCard(householdId, token);
      return { householdId, patientId, membershipId };
    },
    giveCard,
    advanceTo: async (day, over = {}) => {
      const reports: RunReport[] = [];
      while (club.today() < day) {
        club.sleepUntil(addDays(club.today(), 1));
        reports.push(await runOnce());
        if (over.prints !== false) printLetters(work());
      }
      return reports;
    },
    sleepUntil: (day) => club.sleepUntil(day),
    runOnce,
    print: () => printLetters(work()),
    standing: ({ membershipId }) => club.db.read((db) => standingOf(loadStandingFacts(db, membershipId), club.today())),
    notices: (householdId) =>
      lines(
        `select kind || ' ' || state || ' ' || due_on || ' ' || coalesce(told_on, '-') as line
         from notice where household_id = ? order by id`,
        householdId,
      ),
    retries: (householdId) =>
      lines(
        `select r.day || ' ' || r.due_on || ' ' || r.state || case r.reason when '' then '' else ' ' || r.reason end as line
         from dunning_retry r join dunning_case c on c.id = r.case_id where c.household_id = ? order by r.day`,
        householdId,
      ),
    cases: (householdId) =>
      lines(
        `select cause || ' ' || day_zero_on || ' ' || coalesce(outcome || ' ' || closed_on, 'open') as line
         from dunning_case where household_id = ? order by id`,
        householdId,
      ),
    balance: (householdId) => club.balance(householdId).balanceCents,
    dispose: () => club.dispose(),
  };
}
