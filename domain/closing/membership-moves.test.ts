import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, toDay, type Day } from "../calendar.ts";
import { countMoves, movesOf, type Absence, type MemberMove } from "./membership-moves.ts";

const start = toDay("2026-01-10");
const absence = (kind: Absence["kind"], fromOn: string, untilOn: string | null = null): Absence => ({
  kind,
  fromOn: toDay(fromOn),
  untilOn: untilOn === null ? null : toDay(untilOn),
});
const words = (moves: readonly MemberMove[]): string[] => moves.map(({ kind, on }) => `${kind} ${on}`);

test.each<[what: string, absences: Absence[], moves: string[]]>([
  ["never leaves", [], ["join 2026-01-10"]],
  ["cancels", [absence("cancel", "2026-04-10")], ["join 2026-01-10", "cancel 2026-04-10"]],
  ["lapses and joins again", [absence("lapse", "2026-04-10", "2026-06-01")], ["join 2026-01-10", "lapse 2026-04-10", "rejoin 2026-06-01"]],
  ["lapses, then somebody cancels too: once, by what came first", [absence("lapse", "2026-04-10"), absence("cancel", "2026-05-10")], ["join 2026-01-10", "lapse 2026-04-10"]],
  ["cancels before the first day: never a member", [absence("cancel", "2026-01-10")], []],
  ["cancels before the first day and joins later", [absence("cancel", "2026-01-10", "2026-03-01")], ["join 2026-03-01"]],
  ["leaves and joins again on one day: never away", [absence("cancel", "2026-04-10", "2026-04-10")], ["join 2026-01-10"]],
  [
    "joins again on the day of the next leaving: away all along",
    [absence("lapse", "2026-04-10", "2026-05-01"), absence("cancel", "2026-05-01", "2026-07-01")],
    ["join 2026-01-10", "lapse 2026-04-10", "rejoin 2026-07-01"],
  ],
  [
    "leaves twice",
    [absence("cancel", "2026-06-01"), absence("lapse", "2026-03-01", "2026-04-01")],
    ["join 2026-01-10", "lapse 2026-03-01", "rejoin 2026-04-01", "cancel 2026-06-01"],
  ],
])("INV-14 somebody who %s", (_, absences, moves) => {
  expect(words(movesOf(start, absences))).toEqual(moves);
});

test("INV-14 a month counts its own days, the first and the last included", () => {
  const all = [
    movesOf(toDay("2026-03-01"), []),
    movesOf(toDay("2026-03-31"), []),
    movesOf(toDay("2026-04-01"), []),
    movesOf(toDay("2026-01-01"), [absence("cancel", "2026-03-31")]),
    movesOf(toDay("2026-01-01"), [absence("lapse", "2026-02-28", "2026-03-15")]),
    movesOf(toDay("2026-01-01"), [absence("lapse", "2026-03-02")]),
  ];
  expect(countMoves(all, toDay("2026-03-01"), toDay("2026-03-31"))).toEqual({
    opening: 2,
    joins: 2,
    rejoins: 1,
    cancels: 1,
    lapses: 1,
    closing: 3,
  });
});

const someAbsence = fc.record({ kind: fc.constantFrom("cancel" as const, "lapse" as const), at: fc.nat(90), length: fc.option(fc.nat(40)) });

test("INV-14 for any history opening + joins + rejoins − cancels − lapses = closing = who is a member on the last day, and periods chain", () => {
  const histories = fc.array(fc.record({ start: fc.nat(90), absences: fc.array(someAbsence, { maxLength: 4 }) }), { maxLength: 8 });
  fc.assert(
    fc.property(histories, fc.nat(100), fc.nat(100), (members, a, b) => {
      const day = (n: number): Day => addDays(toDay("2026-01-01"), n);
      const known = members.map(({ start: on, absences }) => ({
        startOn: day(on),
        absences: absences.map(({ kind, at, length }): Absence => ({ kind, fromOn: day(at), untilOn: length === null ? null : day(at + length) })),
      }));
      const all = known.map(({ startOn, absences }) => movesOf(startOn, absences));
      const [from, to] = [day(Math.min(a, b)), day(Math.max(a, b))];
      const counts = countMoves(all, from, to);
      const isAway = (absences: readonly Absence[], on: Day): boolean => absences.some(({ fromOn, untilOn }) => fromOn <= on && (untilOn === null || on < untilOn));
      const members_ = (on: Day): number => known.filter(({ startOn, absences }) => startOn <= on && !isAway(absences, on)).length;
      expect(counts.closing).toBe(members_(to));
      expect(counts.opening).toBe(members_(addDays(from, -1)));
      expect(countMoves(all, addDays(to, 1), addDays(to, 30)).opening).toBe(counts.closing);
      for (const moves of all) moves.forEach(({ kind }, index) => expect(kind === "join" || kind === "rejoin").toBe(index % 2 === 0));
    }),
    { numRuns: 300 },
  );
});
