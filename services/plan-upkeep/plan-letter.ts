/** What a letter about a plan says as of today, and whether it is still to be said (MEM-16, MEM-17, MEM-18). */
import type { NoticeRow } from "#db/dunning/notices.ts";
import type { ReadableDb } from "#db/database.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { findMembership, listHolds, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { findNoticeDaysOfLetter, listMembersOfLetter, type LetterMember } from "#db/plan-upkeep/price-rises.ts";
import { findPays } from "#db/plan-upkeep/renewals.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { planLetterWords } from "#domain/dunning/plan-letter-words.ts";
import { isPlanNotice } from "#domain/dunning/notice-kinds.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import type { NoticeLanguage } from "#domain/dunning/settings.ts";
import type { MembershipId } from "#domain/identity.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import { allowedFrom } from "#domain/memberships/price-rise.ts";
import type { Cents } from "#domain/money.ts";
import { ageOutFactsOf, type AgeOutFacts } from "./age-out-of.ts";
import { factsAhead } from "./changes-ahead.ts";
import { ageOutEvent, holdEndEvent, renewalEvent } from "./plan-events.ts";
import { riseHoldsForMember } from "./rise-holds.ts";
import { termEndOf } from "./term-end.ts";

export type LetterFormat = {
  readonly language: NoticeLanguage;
  readonly money: (cents: Cents) => string;
  readonly day: (on: Day) => string;
};

/** Whom a letter about a plan is for; nothing for other letters. */
export function membersOfPlanLetter(db: ReadableDb, notice: NoticeRow): MembershipId[] | null {
  if (!isPlanNotice(notice.kind)) return null;
  if (notice.kind === "price_change") return membersTold(db, notice).map(({ membershipId }) => membershipId);
  return notice.membershipId === null ? [] : [notice.membershipId];
}

export function planLetterValues(db: ReadableDb, notice: NoticeRow, today: Day, format: LetterFormat): MergeValues {
  if (!isPlanNotice(notice.kind)) return {};
  if (notice.kind === "price_change") return priceValues(db, notice, today, format);
  const membership = notice.membershipId === null ? undefined : findMembership(db, notice.membershipId);
  if (!membership) return {};
  if (notice.kind === "hold_ends") return holdValues(db, membership, notice, format);
  return notice.kind === "age_out_60" || notice.kind === "age_out_30"
    ? ageOutValues(db, membership, format)
    : renewalValues(db, membership, format);
}

/** Whether a waiting letter about a plan still tells the truth; others are not judged here. */
export function isPlanLetterNeeded(db: ReadableDb, notice: NoticeRow, today: Day): boolean {
  if (!isPlanNotice(notice.kind)) return true;
  if (notice.kind === "price_change") return membersTold(db, notice).length > 0;
  const membership = notice.membershipId === null ? undefined : findMembership(db, notice.membershipId);
  if (!membership) return false;
  const facts = loadDrawFacts(db, membership.id);
  if (notice.kind === "hold_ends") {
    const hold = holdOf(db, membership.id, notice);
    return hold !== undefined && today < hold.untilOn && (facts.endsOn === null || facts.endsOn > hold.untilOn);
  }
  if (notice.kind === "renewal_30" || notice.kind === "renewal_14") {
    const { renewsOn } = endOf(db, membership);
    const goesOn = facts.endsOn === null || facts.endsOn >= renewsOn;
    return goesOn && notice.event === renewalEvent(membership.id, renewsOn) && today < renewsOn;
  }
  const out = ageOutFactsOf(db, membership, facts);
  return out !== null && isTold(out) && out.first !== null && notice.event === ageOutEvent(membership.id, out.birthdayOn) && today < out.first.from;
}

/** Whether a household is written to about a birthday: only where something will happen, or may. */
export function isTold(out: AgeOutFacts): boolean {
  return out.decision.what !== "stay" && out.newCents !== null;
}

/** Whom a letter of a price rise is still true for. */
function membersTold(db: ReadableDb, notice: NoticeRow): LetterMember[] {
  return listMembersOfLetter(db, notice.id).filter((member) => member.tookEffectOn !== null || riseHoldsForMember(db, member));
}

function ageOutValues(db: ReadableDb, membership: MembershipRow, { language, money, day }: LetterFormat): MergeValues {
  const out = ageOutFactsOf(db, membership, loadDrawFacts(db, membership.id));
  if (!out) return {};
  const words = planLetterWords(language);
  const told = {
    member: nameOf(db, membership),
    plan: out.successor?.name ?? "",
    price: out.newCents === null ? "" : words.price(money(out.newCents), out.months),
  };
  return {
    birthday: day(out.birthdayOn),
    what_next:
      out.decision.what === "move" ? words.moves({ ...told, day: day(out.first?.from ?? out.birthdayOn) }) : words.asks(told),
  };
}

function priceValues(db: ReadableDb, notice: NoticeRow, today: Day, { language, money, day }: LetterFormat): MergeValues {
  const words = planLetterWords(language);
  const noticeDays = findNoticeDaysOfLetter(db, notice.id) ?? 0;
  // A letter that is printed late names a later day, so that what it promises holds.
  const members = membersTold(db, notice).map((member) => ({
    ...member,
    from: allowedFrom(member.wishedOn, notice.toldOn ?? today, noticeDays),
  }));
  const earliest = members.map(({ from }) => from).toSorted()[0];
  return {
    price_lines: members
      .map(({ patientName, planName, periodMonths, oldCents, newCents, from }) =>
        words.line({
          member: patientName,
          plan: planName,
          before: words.price(money(oldCents), periodMonths),
          after: words.price(money(newCents), periodMonths),
          day: day(from),
        }),
      )
      .join("\n"),
    rise_day: earliest === undefined ? "" : day(earliest),
  };
}

function renewalValues(db: ReadableDb, membership: MembershipRow, { language, money, day }: LetterFormat): MergeValues {
  const facts = loadDrawFacts(db, membership.id);
  const { renewsOn, ends } = endOf(db, membership);
  const words = planLetterWords(language);
  const first = nextDraws(factsAhead(db, membership, facts), membership.billed_through_on, 24).find(({ from }) => from >= renewsOn);
  const pays = findPays(db, membership.household_id);
  const isCharged = pays.paysBy === "card" && pays.hasCard === 1;
  const lastDay = day(addDays(renewsOn, -1));
  if (ends || !first) return { renewal_day: day(renewsOn), what_next: words.ends(lastDay) };
  const [amount, dueOn] = [money(first.amountCents), day(first.chargeOn)];
  const what = isCharged ? words.renews(amount, dueOn) : words.renewsByHand(amount, dueOn);
  return { renewal_day: day(renewsOn), what_next: what };
}

/** The end of the term as the records have it: with an end entered, the day of that end. */
function endOf(db: ReadableDb, membership: MembershipRow): { readonly renewsOn: Day; readonly ends: boolean } {
  const facts = loadDrawFacts(db, membership.id);
  const { renewsOn, ends } = termEndOf(db, membership, facts);
  return { renewsOn, ends: ends || (facts.endsOn !== null && facts.endsOn <= renewsOn) };
}

/** The hold that a letter is about, as long as it ends on the day the letter names. */
function holdOf(db: ReadableDb, membershipId: MembershipId, notice: NoticeRow): { readonly untilOn: Day } | undefined {
  return listHolds(db, membershipId).flatMap(({ id, until }) =>
    until !== null && notice.event === holdEndEvent(id, until) ? [{ untilOn: until }] : [],
  )[0];
}

function holdValues(db: ReadableDb, membership: MembershipRow, notice: NoticeRow, { language, money, day }: LetterFormat): MergeValues {
  const hold = holdOf(db, membership.id, notice);
  if (!hold) return {};
  const words = planLetterWords(language);
  const facts = factsAhead(db, membership, loadDrawFacts(db, membership.id));
  const first = nextDraws(facts, membership.billed_through_on, 24).find(({ chargeOn }) => chargeOn >= hold.untilOn);
  const pays = findPays(db, membership.household_id);
  const isCharged = pays.paysBy === "card" && pays.hasCard === 1;
  if (!first) return { hold_end: day(hold.untilOn), what_next: words.nothingDue };
  const [amount, dueOn] = [money(first.amountCents), day(first.chargeOn)];
  return { hold_end: day(hold.untilOn), what_next: isCharged ? words.renews(amount, dueOn) : words.renewsByHand(amount, dueOn) };
}

function nameOf(db: ReadableDb, membership: MembershipRow): string {
  return findEnrolPatient(db, membership.patient_id)?.name ?? "";
}
