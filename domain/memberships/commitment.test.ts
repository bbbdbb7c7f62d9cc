import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import { commitmentOf, committedCents } from "./commitment.ts";
import type { DrawFacts, Hold } from "./draw-facts.ts";
import { firstScheduleRecord, type FirstSchedule } from "./enrolment.ts";

const joined = (over: Partial<FirstSchedule> = {}) =>
  firstScheduleRecord({
    joinOn: toDay("2026-01-10"),
    drawDay: 20,
    planVersionId: 1 as PlanVersionId,
    periodMonths: 1,
    priceCents: toCents(3900),
    includesFirstPeriod: false,
    firstMoney: "stub_now",
    ...over,
  });
const facts = (over: Partial<DrawFacts> = {}): DrawFacts => ({ records: [joined()], holds: [], endsOn: null, ...over });
const hold = (kind: Hold["kind"], from: string, until: string): Hold => ({ kind, from: toDay(from), until: toDay(until) });

test("MEM-13 twelve periods count from the first full draw: a stub is no commitment period", () => {
  expect(commitmentOf(facts(), 12)).toEqual({
    startOn: "2026-01-10",
    firstDuesOn: "2026-01-20",
    endsOn: "2027-01-20",
    priceCents: 3900,
    periods: 12,
  });
});

test("MEM-13 from month to month there is none", () => {
  expect(commitmentOf(facts(), 0)).toBeNull();
});

test("MEM-12 an extend shifts its end by the held days, a pause does not", () => {
  const end = (...holds: Hold[]) => commitmentOf(facts({ holds }), 12)?.endsOn;
  expect(end(hold("extend", "2026-03-01", "2026-04-01"))).toBe("2027-02-20");
  expect(end(hold("pause", "2026-03-01", "2026-04-01"))).toBe("2027-01-20");
  expect(end(hold("extend", "2027-02-01", "2027-03-01"))).toBe("2027-01-20");
});

test("MEM-11 another draw day does not move its end", () => {
  const later = { ...joined(), drawDay: 28, anchorOn: toDay("2026-05-28"), openingDays: { from: toDay("2026-05-20"), to: toDay("2026-05-28") } };
  expect(commitmentOf(facts({ records: [joined(), later] }), 12)?.endsOn).toBe("2027-01-20");
});

test("MEM-14 coming back begins a new one", () => {
  const back = joined({ joinOn: toDay("2026-09-01"), drawDay: 1, includesFirstPeriod: true });
  const absences = [{ from: toDay("2026-05-20"), to: toDay("2026-09-01") }];
  expect(commitmentOf(facts({ records: [joined(), back], absences }), 6)).toMatchObject({ startOn: "2026-09-01", endsOn: "2027-04-01" });
});

test("MEM-9 another plan begins its own", () => {
  const other = { ...joined({ planVersionId: 2 as PlanVersionId }), anchorOn: toDay("2026-06-20"), openingDays: null };
  const moved = facts({ records: [joined(), other] });
  expect(commitmentOf(moved, 12, (version) => version === 2)?.endsOn).toBe("2027-06-20");
  expect(commitmentOf(moved, 12)?.endsOn).toBe("2027-01-20");
});

test("MEM-13 dues that were billed count whether paid or owed; stubs and later terms do not", () => {
  const span = commitmentOf(facts(), 2);
  if (!span) throw new Error("a commitment");
  const period = (kind: string, from: string, cents = 3900) => ({ kind, from: toDay(from), amountCents: toCents(cents) });
  const billed = [period("stub", "2026-01-10", 1200), period("period", "2026-01-20"), period("period", "2026-02-20"), period("period", "2026-03-20")];
  expect(committedCents(span, billed)).toBe(7800);
});
