/**
 * How the number of members moves (INV-14): opening + joins + rejoins − cancels − lapses = closing. A
 * member who leaves twice at once (lapsed and then cancelled) leaves once, by what came first; who
 * cancels before the first day never was a member.
 */
import type { Day } from "../calendar.ts";

export type Absence = {
  readonly kind: "cancel" | "lapse";
  readonly fromOn: Day;
  /** The day of the rejoining; null while it lasts. */
  readonly untilOn: Day | null;
};

export type MemberMove = { readonly kind: "join" | "rejoin" | "cancel" | "lapse"; readonly on: Day };

/** The moves of one membership in their order; joining and leaving alternate. */
export function movesOf(startOn: Day, absences: readonly Absence[]): MemberMove[] {
  const moves: MemberMove[] = [];
  let inSince: Day | null = startOn;
  for (const { kind, fromOn, untilOn } of mergeAbsences(absences)) {
    if (inSince !== null && fromOn > inSince) moves.push(...comeIn(moves, inSince), { kind, on: fromOn });
    // An absence that began before the membership did only puts its beginning off.
    inSince = untilOn === null ? null : inSince === null || untilOn > inSince ? untilOn : inSince;
    if (untilOn === null) return moves;
  }
  if (inSince !== null) moves.push(...comeIn(moves, inSince));
  return moves;
}

function comeIn(before: readonly MemberMove[], on: Day): MemberMove[] {
  return [{ kind: before.length === 0 ? "join" : "rejoin", on }];
}

/** Absences that overlap or touch are one, of the kind that came first; those of no day are none. */
function mergeAbsences(absences: readonly Absence[]): Absence[] {
  const merged: Absence[] = [];
  const sorted = absences
    .filter(({ fromOn, untilOn }) => untilOn === null || untilOn > fromOn)
    .toSorted((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : 0));
  for (const one of sorted) {
    const last = merged.at(-1);
    if (!last || (last.untilOn !== null && one.fromOn > last.untilOn)) {
      merged.push(one);
      continue;
    }
    const untilOn = last.untilOn === null || one.untilOn === null ? null : one.untilOn > last.untilOn ? one.untilOn : last.untilOn;
    merged[merged.length - 1] = { ...last, untilOn };
  }
  return merged;
}

export type MemberCounts = {
  readonly opening: number;
  readonly joins: number;
  readonly rejoins: number;
  readonly cancels: number;
  readonly lapses: number;
  readonly closing: number;
};

/** Counts the moves of everybody over a period, both days included. */
export function countMoves(all: readonly (readonly MemberMove[])[], from: Day, to: Day): MemberCounts {
  const counts = { opening: 0, join: 0, rejoin: 0, cancel: 0, lapse: 0 };
  for (const { kind, on } of all.flat()) {
    if (on > to) continue;
    if (on < from) counts.opening += kind === "join" || kind === "rejoin" ? 1 : -1;
    else counts[kind] += 1;
  }
  const { opening, join: joins, rejoin: rejoins, cancel: cancels, lapse: lapses } = counts;
  return { opening, joins, rejoins, cancels, lapses, closing: opening + joins + rejoins - cancels - lapses };
}
