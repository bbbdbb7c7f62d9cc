/**
 * Recall by letter or e-mail (PKG-10, DOC-1): one to each household of the members chosen, by its
 * channel. Each member's row on the list says when; nobody is written to twice within a span unless
 * the desk says so. What is unused is read again when the letter goes out, so that it tells the truth.
 */
import { insertRecallCall, listMembersOfRecallLetter, nextRecallNumber } from "#db/benefits/recall.ts";
import { cancelWaiting, findNotice, type NoticeRow } from "#db/dunning/notices.ts";
import { cancelMailsOf, isMailBeingSent } from "#db/mail/outbox.ts";
import { listHouseholdMailing } from "#db/people/mailing.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import { unusedLine } from "#domain/dunning/recall-letter-words.ts";
import { listOf } from "#domain/dunning/letter-words.ts";
import type { NoticeLanguage } from "#domain/dunning/settings.ts";
import type { HouseholdId, MembershipId, NoticeId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { mailingProblem } from "#domain/statements/mailing-problem.ts";
import { act, type Cx } from "../context.ts";
import { queueNotice } from "../dunning/queue-notice.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { readRecall, type RecallRow } from "./recall.ts";

export type RecallLettersAsk = {
  readonly membershipIds: readonly MembershipId[];
  readonly withinDays: number;
  /** Writes also to whom we wrote within the span. */
  readonly anyway: boolean;
};

export type RecallLettersAnswer = {
  /** To be printed, one a household. */
  readonly noticeIds: NoticeId[];
  readonly emails: number;
  readonly members: number;
  readonly recently: { readonly patientName: string; readonly writtenOn: Day }[];
  readonly problems: { readonly householdId: HouseholdId; readonly name: string; readonly reason: string }[];
};

/** Refuses `recall_not_there` when none of them is on the list any more, and `recall_written_recently` when all were written to. */
export function writeRecallLetters(cx: Cx, ask: RecallLettersAsk): RecallLettersAnswer {
  return act<RecallLettersAnswer>(cx, (db) => writeWithin(cx, db, ask));
}

/** The same, tried out: what the dialog shows before. */
export function foretellRecallLetters(cx: Cx, ask: RecallLettersAsk): RecallLettersAnswer {
  return tryOut<RecallLettersAnswer>(cx.db, (db) => writeWithin(cx, db, ask));
}

function writeWithin(cx: Cx, db: WritableDb, ask: RecallLettersAsk): RecallLettersAnswer {
  const wanted = new Set(ask.membershipIds);
  const chosen = readRecall(db, cx.today).filter(({ membershipId }) => wanted.has(membershipId));
  if (chosen.length === 0) refuse("recall_not_there", {});
  const since = addDays(cx.today, -ask.withinDays);
  const recently = chosen.flatMap(({ patientName, letter }) => (letter !== null && letter.writtenOn > since ? [{ patientName, writtenOn: letter.writtenOn }] : []));
  const members = ask.anyway ? chosen : chosen.filter(({ letter }) => letter === null || letter.writtenOn <= since);
  if (members.length === 0) {
    const last = recently.map(({ writtenOn }) => writtenOn).toSorted().at(-1) ?? cx.today;
    refuse("recall_written_recently", { people: recently.length, onDay: last, days: ask.withinDays });
  }
  const written = [...Map.groupBy(members, ({ householdId }) => householdId)].map(([householdId, rows]) => ({ householdId, ...writeTo(cx, db, householdId, rows) }));
  const letters = written.filter(({ channel }) => channel === "letter");
  db.touch("recall");
  return {
    noticeIds: letters.map(({ noticeId }) => noticeId),
    emails: written.length - letters.length,
    members: members.length,
    recently,
    problems: listHouseholdMailing(db, letters.map(({ householdId }) => householdId)).flatMap((row) => {
      const reason = mailingProblem(row);
      return reason === "" ? [] : [{ householdId: row.householdId, name: row.name, reason }];
    }),
  };
}

function writeTo(cx: Cx, db: WritableDb, householdId: HouseholdId, rows: readonly RecallRow[]): { readonly noticeId: NoticeId; readonly channel: string } {
  const noticeId =
    queueNotice(cx, db, {
      householdId,
      membershipId: rows[0]?.membershipId ?? null,
      event: `recall/${nextRecallNumber(db)}`,
      kind: "recall",
      dueOn: cx.today,
    }) ?? refuse("recall_not_there", {});
  for (const { membershipId, lastOn } of rows)
    insertRecallCall(db, { membershipId, yearEndsOn: addDays(lastOn, 1), calledOn: cx.today, note: "", noticeId, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "recall.written", `household/${householdId}`, { after: { noticeId, members: rows.length } });
  return { noticeId, channel: findNotice(db, noticeId)?.channel ?? "" };
}

/** A letter that waits does not go out; its members are asked for again. Refuses `recall_letter_gone`. */
export function callOffRecallLetter(cx: Cx, noticeId: NoticeId): { readonly noticeId: NoticeId } {
  return act<{ readonly noticeId: NoticeId }>(cx, (db) => {
    const notice = findNotice(db, noticeId);
    if (notice?.kind !== "recall" || notice.state !== "queued" || isMailBeingSent(db, noticeId)) refuse("recall_letter_gone", {});
    cancelWaiting(db, { noticeId }, "Called off", cx.now);
    cancelMailsOf(db, noticeId, cx.now, cx.actor.staffId);
    audit(cx, db, "recall.letter_called_off", `household/${notice.householdId}`, { before: { noticeId } });
    db.touch("recall", "notices", "outbox", `household/${notice.householdId}`);
    return { noticeId };
  });
}

/** Whom a letter is about and who still has something to use, as of a day. */
function stillUnused(db: ReadableDb, notice: NoticeRow, today: Day): RecallRow[] {
  const about = new Set(listMembersOfRecallLetter(db, notice.id).map(({ membershipId, yearEndsOn }) => `${membershipId} ${yearEndsOn}`));
  return readRecall(db, today, notice.householdId).filter(({ membershipId, lastOn }) => about.has(`${membershipId} ${addDays(lastOn, 1)}`));
}

/** Whoever has used everything by now, or has an appointment, is not written to. */
export function isRecallLetterNeeded(db: ReadableDb, notice: NoticeRow, today: Day): boolean {
  return notice.state === "queued" && stillUnused(db, notice, today).length > 0;
}

/** Nothing for other letters. */
export function recallLetterValues(
  db: ReadableDb,
  notice: NoticeRow,
  today: Day,
  { language, day }: { readonly language: NoticeLanguage; readonly day: (on: Day) => string },
): MergeValues {
  if (notice.kind !== "recall") return {};
  const rows = stillUnused(db, notice, today);
  const first = rows.map(({ lastOn }) => lastOn).toSorted()[0];
  return {
    members: listOf([...new Set(rows.map(({ patientName }) => patientName))], language),
    benefits: rows.map(({ patientName, benefits, lastOn }) => unusedLine(language, { member: patientName, benefits, lastDay: day(lastOn) })).join("\n"),
    use_by: first === undefined ? "" : day(first),
  };
}
