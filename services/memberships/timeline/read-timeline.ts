/**
 * The whole history of one membership, newest first (MEM-20): every event, draw, settlement and letter,
 * by whom; each amount with its explanation.
 */
import { listBilledLines, listLetterEvents, listRecordedEvents, listSettledParts } from "#db/memberships/timeline.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { csvAmount, csvText } from "#domain/exports/csv.ts";
import { dayInZone } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import type { TimelineGroup } from "#domain/memberships/event-words.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { look, type Cx } from "../../context.ts";
import { readPlace, writePlace } from "../../paging.ts";
import { requireMembership } from "../require.ts";
import { billedItem, letterItem, recordedItem, settledItem, type MembershipEvent, type Reading } from "./items.ts";

export type TimelineQuery = {
  readonly membershipId: MembershipId;
  /** Empty: everything. */
  readonly groups: readonly TimelineGroup[];
  readonly after?: string | null | undefined;
  readonly limit: number;
};

/** Refuses `membership_not_found` and `list_place_unknown`. */
export function readTimeline(cx: Cx, query: TimelineQuery): { rows: MembershipEvent[]; next: string | null } {
  return look<{ rows: MembershipEvent[]; next: string | null }>(cx, (db) => {
    const after = readPlace(query.after);
    const items = itemsOf(db, query).filter(
      ({ key, place }) => !after || key < String(after.key) || (key === after.key && place < after.id),
    );
    const page = items.slice(0, query.limit);
    const last = page.at(-1);
    return {
      rows: page.map(({ event }) => event),
      next: items.length > query.limit && last ? writePlace(last.key, last.place) : null,
    };
  });
}

/** The same as a spreadsheet, whole. Refuses `membership_not_found`. */
export function exportTimeline(cx: Cx, membershipId: MembershipId): string {
  return look<string>(cx, (db) =>
    csvText<MembershipEvent>(
      [
        { header: "Day", cell: (row) => row.on },
        { header: "What", cell: (row) => row.title },
        { header: "Details", cell: (row) => row.detail },
        { header: "Amount", cell: (row) => (row.amountCents === null ? "" : csvAmount(row.amountCents)) },
        { header: "How the amount came to be", cell: (row) => row.explain?.sentence ?? "" },
        { header: "By", cell: (row) => row.by },
      ],
      itemsOf(db, { membershipId, groups: [] }).map(({ event }) => event),
    ),
  );
}

type Placed = { readonly key: string; readonly place: number; readonly event: MembershipEvent };

function itemsOf(db: ReadableDb, { membershipId, groups }: Pick<TimelineQuery, "membershipId" | "groups">): Placed[] {
  requireMembership(db, membershipId);
  const practice = findPractice(db);
  const zone = practice?.time_zone ?? "UTC";
  const reading: Reading = {
    digits: currencyDigits(practice?.currency ?? "USD") ?? 2,
    dayOf: (at) => dayInZone(at, zone),
  };
  const events = [
    ...listRecordedEvents(db, membershipId).map((row) => recordedItem(row, reading)),
    ...listBilledLines(db, membershipId).map((row) => billedItem(row, reading)),
    ...listSettledParts(db, membershipId).map((row) => settledItem(row, reading)),
    ...listLetterEvents(db, membershipId).map((row) => letterItem(row, reading)),
  ].filter(({ group }) => groups.length === 0 || groups.includes(group));
  // Oldest first gives each its place, so that pages meet without a gap however many share a moment.
  return events
    .map((event) => ({ event, key: `${event.on} ${event.at ?? ""}` }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map((one, place) => ({ ...one, place }))
    .toReversed();
}
