/** Changes of memberships that a household is told of (DOC-12): leaving, resting, another plan or price. */
import type { NoticeRow } from "#db/dunning/notices.ts";
import { listMemberWords } from "#db/dunning/letter-facts.ts";
import { findHouseholdSums, isToldOf, listRefundsOn } from "#db/messages/facts.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findChange, type StoredChange } from "#db/memberships/change-log.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { findCancellation, findMembership, listHolds, listScheduleRecords, loadDrawFacts, type HoldRow, type MembershipRow } from "#db/memberships/records.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { eventWords } from "#domain/dunning/event-letter-words.ts";
import { idsOfEvent } from "#domain/dunning/message-event.ts";
import type { EventNotice } from "#domain/dunning/notice-kinds.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import { planLetterWords } from "#domain/dunning/plan-letter-words.ts";
import type { ChangeKind } from "#domain/memberships/change-words.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import { zeroCents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";
import { guardTelling } from "./guard-telling.ts";
import { moneyBack } from "./money-back.ts";
import { nextPaymentWords } from "./next-payment.ts";
import { tellWithLeaving } from "./refunded.ts";
import { tell } from "./tell.ts";

/** The changes that write, and as what; coming back and other draw days are agreed on with the person who asked. */
const toldAs: Partial<Record<ChangeKind, EventNotice>> = {
  cancel: "cancelled",
  hold: "hold_starts",
  plan_move: "plan_moved",
  pay_year: "plan_moved",
};

export type MadeChange = { readonly householdId: HouseholdId; readonly kind: ChangeKind; readonly changeId: number; readonly membershipIds: readonly MembershipId[] };

export function tellOfChange(cx: Work, db: WritableDb, made: MadeChange): void {
  guardTelling(cx, db, made.householdId, () => writeOfChange(cx, db, made));
}

function writeOfChange(cx: Work, db: WritableDb, { householdId, kind, changeId, membershipIds }: MadeChange): void {
  const notice = toldAs[kind];
  if (notice === undefined || !membershipIds.some((id) => isToldOf(db, id))) return;
  const [only] = membershipIds;
  const told = tell(cx, db, { householdId, kind: notice, ids: [changeId], membershipId: membershipIds.length === 1 ? (only ?? null) : null });
  // Money that went back with leaving is told of with it: one event, one message.
  if (told !== null && notice === "cancelled") tellWithLeaving(cx, db, householdId, membershipIds);
}

export type ToldChange = { readonly change: StoredChange; readonly membership: MembershipRow };

/** The changes of a message that stand, each membership once with its latest. */
export function changesOf(db: ReadableDb, notice: NoticeRow & { readonly kind: EventNotice }): ToldChange[] {
  const latest = new Map<MembershipId, ToldChange>();
  for (const changeId of idsOfEvent(notice.kind, notice.event)) {
    const change = findChange(db, changeId);
    if (!change || change.undoneAt !== null) continue;
    for (const id of change.membershipIds) {
      const membership = findMembership(db, id);
      if (membership && isToldOf(db, id) && stillSo(db, notice.kind, change, membership)) latest.set(id, { change, membership });
    }
  }
  return [...latest.values()];
}

/** A hold that was taken back and a cancellation that was withdrawn are not told any more. */
function stillSo(db: ReadableDb, kind: EventNotice, change: StoredChange, { id }: MembershipRow): boolean {
  if (kind === "cancelled") return findCancellation(db, id)?.kind === "cancelled";
  if (kind === "hold_starts") return holdOf(db, id, change.effectiveOn) !== undefined;
  return true;
}

function holdOf(db: ReadableDb, id: MembershipId, fromOn: Day): HoldRow | undefined {
  return listHolds(db, id).findLast(({ from, until }) => from === fromOn && until !== null && until > from);
}

export function changedValues(db: ReadableDb, notice: NoticeRow & { readonly kind: EventNotice }, today: Day, format: LetterFormat): MergeValues {
  const told = changesOf(db, notice);
  if (notice.kind === "cancelled") return leavingValues(db, notice, told, today, format);
  if (notice.kind === "hold_starts") return holdValues(db, notice.householdId, told, format);
  return moveValues(db, notice, told, format);
}

function leavingValues(db: ReadableDb, { householdId, dueOn }: NoticeRow, told: readonly ToldChange[], today: Day, format: LetterFormat): MergeValues {
  const { language, day } = format;
  const words = eventWords(language);
  const ends = told.flatMap(({ membership }) => {
    const cancellation = findCancellation(db, membership.id);
    return cancellation ? [{ membership, cancellation, named: namedOf(db, membership) }] : [];
  });
  const lines = ends.map(({ membership, cancellation: { effectiveOn }, named }) =>
    effectiveOn <= membership.start_on
      ? words.neverBegins({ ...named, day: day(membership.start_on) })
      : words.ends({ ...named, lastDay: day(addDays(effectiveOn, -1)) }),
  );
  const last = ends.map(({ cancellation }) => cancellation.effectiveOn).toSorted().at(-1);
  const ahead = new Set(
    ends.flatMap(({ cancellation }) =>
      cancellation.effectiveOn > today && cancellation.settlement !== "none" ? [words.unusedLater[cancellation.settlement]] : [],
    ),
  );
  const money = [...paymentsBeforeTheEnd(db, ends, format), ...moneyOfLeaving(db, { householdId, dueOn }, told, format), ...ahead];
  return {
    details: lines.join("\n"),
    last_day: last === undefined ? "" : day(addDays(last, -1)),
    what_next: money.length > 0 ? money.join("\n") : words.nothingOwed,
  };
}

/** Who leaves on a later day may still be asked for dues until then. */
function paymentsBeforeTheEnd(db: ReadableDb, ends: readonly { readonly membership: MembershipRow }[], { language, money, day }: LetterFormat): string[] {
  const words = planLetterWords(language);
  return ends.flatMap(({ membership }) => {
    const [next] = nextDraws(loadDrawFacts(db, membership.id), membership.billed_through_on, 1);
    return next && next.amountCents > 0 ? [words.renews(money(next.amountCents), day(next.chargeOn))] : [];
  });
}

/** What went back with it, what is kept as credit, and what is still owed on the account. */
function moneyOfLeaving(db: ReadableDb, { householdId, dueOn }: Pick<NoticeRow, "householdId" | "dueOn">, told: readonly ToldChange[], format: LetterFormat): string[] {
  const words = eventWords(format.language);
  const refunds = told.flatMap(({ membership }) => listRefundsOn(db, { householdId, membershipId: membership.id }, dueOn));
  const back = moneyBack(db, refunds, format);
  const sums = findHouseholdSums(db, householdId);
  return [
    ...(refunds.length === 0 ? [] : [...back.lines, back.arrives]),
    ...(sums && sums.creditCents > 0 ? [words.keptAsCredit(format.money(sums.creditCents))] : []),
    ...(sums && sums.owedCents > 0 ? [words.stillOwed(format.money(sums.owedCents))] : []),
  ];
}

function holdValues(db: ReadableDb, householdId: HouseholdId, told: readonly ToldChange[], { language, money, day }: LetterFormat): MergeValues {
  const words = eventWords(language);
  const holds = told.flatMap(({ change, membership }) => {
    const hold = holdOf(db, membership.id, change.effectiveOn);
    return hold?.until ? [{ hold, until: hold.until, named: namedOf(db, membership) }] : [];
  });
  const lines = holds.flatMap(({ hold, until, named }) => [
    words.held({ ...named, kind: hold.kind, from: day(hold.from), through: day(addDays(until, -1)) }),
    ...(hold.fee && hold.fee.cents > 0 ? [words.holdFee(money(hold.fee.cents), hold.fee.each)] : []),
  ]);
  const days = [...new Set(holds.map(({ until }) => until))].toSorted();
  // Paid days that are left out have come back as credit by now.
  const creditCents = findHouseholdSums(db, householdId)?.creditCents ?? zeroCents;
  const next = [...days.map((on) => words.goesOn(day(on))), ...(creditCents > 0 ? [words.keptAsCredit(money(creditCents))] : [])];
  return { details: lines.join("\n"), what_next: next.join("\n") };
}

function moveValues(db: ReadableDb, { householdId }: NoticeRow, told: readonly ToldChange[], format: LetterFormat): MergeValues {
  const { language, money, day } = format;
  const words = eventWords(language);
  const prices = planLetterWords(language);
  const lines = told.flatMap(({ change, membership }) => {
    const records = listScheduleRecords(db, membership.id);
    const [after, before] = [records.at(-1), records.at(-2)];
    const to = after && findPlanVersion(db, after.planVersionId);
    if (!after || !to) return [];
    const from = before && findPlanVersion(db, before.planVersionId);
    const { member } = namedOf(db, membership);
    const line = { member, after: to.name, price: prices.price(money(after.priceCents), after.periodMonths), day: day(change.effectiveOn) };
    return [from && from.name !== to.name ? words.moved({ ...line, before: from.name }) : words.movedPrice(line)];
  });
  return { details: lines.join("\n"), what_next: nextPaymentWords(db, householdId, format) ?? words.nothingAhead };
}

function namedOf(db: ReadableDb, membership: MembershipRow): { readonly member: string; readonly plan: string } {
  const [named] = listMemberWords(db, [membership.id]);
  return { member: named?.name ?? "", plan: named?.plan ?? "" };
}
