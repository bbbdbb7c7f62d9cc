/** Blocks time out for a provider, a room or the whole office, once or repeating (PPL-16). */
import type { WritableDb } from "#db/database.ts";
import { listAppointments } from "#db/schedule/appointments.ts";
import { endBlockOut, findBlockOut, insertBlockOut, insertSkip, isSkipped, listSkips, removeBlockOutRow, type BlockOutRow } from "#db/schedule/block-outs.ts";
import { findProvider, findRoom } from "#db/schedule/columns.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { BlockOutId, RoomId, StaffId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { blockedSpan, checkBlockOut, isBlockedOn, type BlockOutTerms } from "#domain/schedule/block-out.ts";
import { spansOverlap } from "#domain/schedule/slot.ts";
import { takesPlace } from "#domain/schedule/visit-state.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { zoneOf } from "./place.ts";

export type BlockOutToAdd = BlockOutTerms & {
  /** Without either it is the whole office. */
  readonly providerId: StaffId | null;
  readonly roomId: RoomId | null;
};

export type AddedBlockOut = {
  readonly blockOutId: BlockOutId;
  /** Appointments of the next months that lie in it: they stay, and are to be moved. */
  readonly appointments: number;
};

/** How far ahead appointments are looked for. */
const daysAhead = 120;

/** Refuses `block_out_wrong`, `appointment_no_provider` and `appointment_no_room`. */
export function addBlockOut(cx: Cx, input: BlockOutToAdd): AddedBlockOut {
  return act<AddedBlockOut>(cx, (db) => addWithin(cx, db, input));
}

function addWithin(cx: Cx, db: WritableDb, input: BlockOutToAdd): AddedBlockOut {
  const terms = checkBlockOut(input);
  requireColumn(db, input);
  const { providerId, roomId } = input;
  const blockOutId = insertBlockOut(db, { ...terms, providerId, roomId, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "block_out.added", `block_out/${blockOutId}`, { after: shownOf({ ...terms, providerId, roomId }) });
  db.touch("schedule");
  return { blockOutId, appointments: countInside(cx, db, { ...terms, providerId, roomId }) };
}

function requireColumn(db: WritableDb, { providerId, roomId }: BlockOutToAdd): void {
  if (providerId !== null && roomId !== null) refuse("block_out_wrong", { what: "time" });
  const provider = providerId === null ? null : findProvider(db, providerId);
  if (provider === undefined || provider?.isEnded) refuse("appointment_no_provider", { name: provider?.name ?? "This person" });
  const room = roomId === null ? null : findRoom(db, roomId);
  if (room === undefined || room?.isEnded) refuse("appointment_no_room", { name: room?.name ?? "This room" });
}

function shownOf({ title, fromMinute, minutes, firstOn, untilOn, everyWeeks, weekdays, providerId, roomId }: BlockOutToAdd) {
  return { title, fromMinute, minutes, firstOn, untilOn, everyWeeks, weekdays, providerId, roomId };
}

export type BlockOutChange = {
  readonly blockOutId: BlockOutId;
  readonly version: number;
  /** The day from which it was opened. */
  readonly onDay: Day;
  /** That day only, that day and all after it, or all of it. */
  readonly scope: "one" | "following" | "all";
  readonly title: string;
  readonly fromMinute: number;
  readonly minutes: number;
  /** Of a repeating one that stays repeating; a single day takes none of them. */
  readonly untilOn: Day | null;
  readonly everyWeeks: number;
  readonly weekdays: number;
  readonly providerId: StaffId | null;
  readonly roomId: RoomId | null;
};

/**
 * Changes a block-out for one day, from a day on, or whole. But for the whole of it, the days before keep what they had. Refuses
 * `block_out_not_found`, `record_changed_meanwhile`, and what `addBlockOut` refuses.
 */
export function changeBlockOut(cx: Cx, { blockOutId, version, onDay, scope, ...wanted }: BlockOutChange): AddedBlockOut {
  return act<AddedBlockOut>(cx, (db) => {
    const block = requireBlockOut(db, blockOutId, version);
    if (!isBlockedOn(block, onDay) || isSkipped(db, blockOutId, onDay)) refuse("block_out_wrong", { what: "day" });
    const whole = scope === "all" || block.everyWeeks === 0 || (scope === "following" && onDay === block.firstOn);
    if (whole) return replaceWhole(cx, db, block, wanted);
    if (scope === "one") {
      insertSkip(db, blockOutId, onDay);
      return replaced(cx, db, block, { ...wanted, firstOn: onDay, untilOn: null, everyWeeks: 0, weekdays: 0 }, onDay);
    }
    endBlockOut(db, blockOutId, addDays(onDay, -1));
    return keepSkips(db, block, replaced(cx, db, block, { ...wanted, firstOn: onDay }, onDay), onDay);
  });
}

/** The whole of it begins when it began; days that were left out stay so. */
function replaceWhole(cx: Cx, db: WritableDb, block: BlockOutRow, wanted: Omit<BlockOutToAdd, "firstOn">): AddedBlockOut {
  removeBlockOutRow(db, block.blockOutId, cx.now);
  return keepSkips(db, block, replaced(cx, db, block, { ...wanted, firstOn: block.firstOn }, null), block.firstOn);
}

function replaced(cx: Cx, db: WritableDb, block: BlockOutRow, wanted: BlockOutToAdd, fromOn: Day | null): AddedBlockOut {
  const added = addWithin(cx, db, wanted);
  audit(cx, db, "block_out.changed", `block_out/${block.blockOutId}`, { before: shownOf(block), after: { ...shownOf(wanted), fromOn, replacedBy: added.blockOutId } });
  return added;
}

function keepSkips(db: WritableDb, block: BlockOutRow, added: AddedBlockOut, from: Day): AddedBlockOut {
  for (const on of listSkips(db, block.blockOutId, from)) insertSkip(db, added.blockOutId, on);
  return added;
}

function countInside(cx: Cx, db: WritableDb, block: BlockOutToAdd): number {
  const timeZone = zoneOf(db);
  const from = block.firstOn < cx.today ? cx.today : block.firstOn;
  return listAppointments(db, from, addDays(from, daysAhead), cx.today).filter(
    (one) =>
      takesPlace(one.state) &&
      (block.providerId === null || one.providerId === block.providerId) &&
      (block.roomId === null || one.roomId === block.roomId) &&
      isBlockedOn(block, one.visitOn) &&
      spansOverlap(one, blockedSpan(block, one.visitOn, timeZone)),
  ).length;
}

export type BlockOutToRemove = {
  readonly blockOutId: BlockOutId;
  readonly version: number;
  /** One day of a repeating one; null for all of it. */
  readonly onDay: Day | null;
};

/** Refuses `block_out_not_found`, `record_changed_meanwhile` and, for a day that has it not, `block_out_wrong`. */
export function removeBlockOut(cx: Cx, { blockOutId, version, onDay }: BlockOutToRemove): { readonly blockOutId: BlockOutId } {
  return act<{ readonly blockOutId: BlockOutId }>(cx, (db) => {
    const block = requireBlockOut(db, blockOutId, version);
    if (onDay === null || block.everyWeeks === 0) removeBlockOutRow(db, blockOutId, cx.now);
    else {
      if (!isBlockedOn(block, onDay) || isSkipped(db, blockOutId, onDay)) refuse("block_out_wrong", { what: "day" });
      insertSkip(db, blockOutId, onDay);
    }
    audit(cx, db, "block_out.removed", `block_out/${blockOutId}`, { before: { title: block.title }, after: { onDay } });
    db.touch("schedule");
    return { blockOutId };
  });
}

function requireBlockOut(db: WritableDb, id: BlockOutId, version: number): BlockOutRow {
  const block = findBlockOut(db, id) ?? refuse("block_out_not_found", {});
  return block.version === version ? block : refuse("record_changed_meanwhile", {});
}
