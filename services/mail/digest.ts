/** Mail on Today (DOC-10, DOC-11): what failed or is in doubt, what waits, and what stands in the way of all of it. */
import { countWaitingLetters } from "#db/dunning/notices.ts";
import { findAccount } from "#db/mail/account.ts";
import { countOpenMail } from "#db/mail/outbox.ts";
import type { ReadableDb } from "#db/database.ts";
import { shownFault } from "./account.ts";

export type MailDigest = {
  readonly letters: number;
  readonly waiting: number;
  readonly failed: number;
  readonly unsure: number;
  /** Empty when nothing stands in the way. */
  readonly trouble: string;
};

export function mailDigest(db: ReadableDb): MailDigest {
  const account = findAccount(db);
  const { queued, failed, unsure } = countOpenMail(db);
  return {
    letters: countWaitingLetters(db),
    waiting: queued,
    failed,
    unsure,
    trouble: account?.isOn ? (shownFault(account)?.what ?? "") : "",
  };
}
