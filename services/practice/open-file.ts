/** What happens to a practice file each time it is opened for work (BIL-20, control 34). */
import type { Database } from "#db/database.ts";
import { findPractice, raiseEpoch } from "#db/practice.ts";
import type { Instant } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import { endLeftOverSessions } from "../staff/session-view.ts";
import type { Cx } from "../context.ts";
import { doubtUnfinishedMail } from "../mail/left-over.ts";
import { arriveFromElsewhere } from "./billing-stop.ts";
import type { PracticeKind } from "#domain/practice/training-clock.ts";

export type OpenedFile = { readonly name: string; readonly kind: PracticeKind };

/**
 * Ends sessions of before, puts mail that was on its way into doubt (DOC-10), and on a computer the
 * file does not know raises the epoch and stops billing until a person confirms. `steadyNow` is real
 * time, unlike `cx.now` of a training practice.
 */
export function openForWork(cx: Cx, steadyNow: Instant, computerId: string): OpenedFile {
  const practice = cx.db.read((db) => findPractice(db));
  invariant(practice, "a practice file has its practice row");
  endLeftOverSessions(cx.db, steadyNow);
  doubtUnfinishedMail(cx);
  if (practice.computer_id === "") cx.db.write((db) => raiseEpoch(db, computerId, 0));
  else if (practice.computer_id !== computerId) arriveFromElsewhere(cx, "other_computer", computerId, 0);
  return { name: practice.name, kind: practice.kind };
}

/** Name and kind of the practice, for the label beside its file. */
export function labelOf(database: Database): OpenedFile {
  const practice = database.read((db) => findPractice(db));
  invariant(practice, "a practice file has its practice row");
  return { name: practice.name, kind: practice.kind };
}
