/** Who joined (DOC-12): one message to the household with everybody's plan, price and first day, and the signed agreements. */
import type { NoticeRow } from "#db/dunning/notices.ts";
import { isToldOf, listSignedCopies, type SignedCopy } from "#db/messages/facts.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { listMemberWords } from "#db/dunning/letter-facts.ts";
import { findMembership, listScheduleRecords } from "#db/memberships/records.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { eventWords } from "#domain/dunning/event-letter-words.ts";
import { idsOfEvent } from "#domain/dunning/message-event.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import { planLetterWords } from "#domain/dunning/plan-letter-words.ts";
import type { Work } from "../context.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";
import { guardTelling } from "./guard-telling.ts";
import { nextPaymentWords } from "./next-payment.ts";
import { tell } from "./tell.ts";

export function tellOfJoining(cx: Work, db: WritableDb, householdId: HouseholdId, membershipIds: readonly MembershipId[]): void {
  const [only, ...others] = membershipIds;
  guardTelling(cx, db, householdId, () => {
    tell(cx, db, { householdId, kind: "signup", ids: membershipIds, membershipId: others.length === 0 ? (only ?? null) : null });
  });
}

/** Who of them is still told of: nobody whose membership was deleted as a mistake, or who has died. */
export function joinedOf(db: ReadableDb, notice: NoticeRow): MembershipId[] {
  return (idsOfEvent("signup", notice.event) as MembershipId[]).filter((id) => isToldOf(db, id));
}

/**
 * What goes with the message: every signed copy, once. Behind a letter only those that were signed on the
 * screen: a scan may be of another maker, which cannot be put into the print run, and its paper is at hand.
 */
export function copiesOf(db: ReadableDb, notice: NoticeRow): SignedCopy[] {
  if (notice.kind !== "signup") return [];
  const copies = listSignedCopies(db, joinedOf(db, notice));
  return notice.channel === "email" ? copies : copies.filter(({ method }) => method === "screen");
}

export function joinedValues(db: ReadableDb, notice: NoticeRow, format: LetterFormat): MergeValues {
  const { language, money, day } = format;
  const words = eventWords(language);
  const prices = planLetterWords(language);
  const copies = copiesOf(db, notice);
  const lines = joinedOf(db, notice).flatMap((id) => {
    const membership = findMembership(db, id);
    const record = listScheduleRecords(db, id)[0];
    const [named] = listMemberWords(db, [id]);
    if (!membership || !record || !named) return [];
    return [words.joined({ member: named.name, plan: named.plan, price: prices.price(money(record.priceCents), record.periodMonths), day: day(membership.start_on) })];
  });
  return {
    details: lines.join("\n"),
    what_next: nextPaymentWords(db, notice.householdId, format) ?? words.nothingAhead,
    agreement: copies.length === 0 ? "" : words.agreement(copies.length, notice.channel === "email"),
  };
}
