/** The open office as its handlers see it. */
import type { StatusView } from "#contract/app.ts";
import type { PasswordHasher } from "#services/gateways/passwords.ts";
import type { Cx } from "#services/context.ts";
import type { NewPracticeForm } from "#services/practice/create-practice.ts";
import type { RunReport } from "#services/billing/run.ts";
import type { SignedIn } from "#services/staff/sign-in.ts";
import type { LockReason } from "#services/staff/lock.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import type { Announcement } from "./announcer.ts";
import type { Doorkeeper, Seat } from "./call.ts";
import type { DocumentRenderer } from "./documents/renderer.ts";
import type { MailDesk } from "./mail/mail-desk.ts";
import type { MailboxDesk } from "./mail/mailbox-desk.ts";
import type { FaultReporter } from "./middleware/errors.ts";
import type { OpenPractice } from "./open-practice.ts";
import type { ListedPractice } from "./practice-folder.ts";

/** The office behind the router. */
export interface OfficeCore extends Doorkeeper {
  readonly dataDir: string;
  readonly host: "electron" | "office_host";
  readonly version: string;
  readonly hasher: PasswordHasher;
  readonly reportFault: FaultReporter;
  /** The open practice, or null. Handlers behind the guard may count on one: `requirePractice`. */
  readonly practice: OpenPractice | null;
  requirePractice(): OpenPractice;
  /** The mail of the open practice (DOC-10). */
  requireMail(): MailDesk;
  requireMailbox(): MailboxDesk;
  /** Real time that never goes back, for sessions and waits. */
  steadyNow(): Instant;
  /** What the computer's clock shows. */
  wallNow(): Instant;
  /** The context of somebody who is not signed in yet; a practice must be open. */
  visitorCx(seat: Seat): Cx;
  /** Prints; started when first needed. */
  documents(): DocumentRenderer;
  status(seat: Seat): Promise<StatusView>;
  listPractices(): Promise<ListedPractice[]>;
  /** Repeats answer with the first reply (F-15); undefined when the id belongs to another operation. */
  once<T>(seat: Seat, requestId: string, operation: string, work: () => Promise<T>): Promise<T> | undefined;

  openPractice(seat: Seat, slug: string): Promise<void>;
  openSample(seat: Seat): Promise<void>;
  createPractice(seat: Seat, form: NewPracticeForm): Promise<void>;
  closePractice(): Promise<void>;
  /** `mayReplace`: the caller has seen that this person may put a backup in a sound file's place. */
  restore(seat: Seat, mayReplace: boolean, slug: string, fileName: string): Promise<{ breaches: number }>;

  sitDown(seat: Seat, signedIn: SignedIn): void;
  standUp(seat: Seat): void;
  lock(seat: Seat, reason: LockReason): void;
  /** Somebody is at a locked seat and types a password. */
  returning(seat: Seat): void;
  subscribe(seat: Seat, signal: AbortSignal | undefined): AsyncIteratorObject<Announcement, void, void>;
  /** A billing run at once. Refuses `billing_elsewhere` and `billing_stopped`. */
  runBillingNow(cx: Cx): Promise<RunReport>;
  advanceClock(cx: Cx, toOn: Day): Promise<{ todayOn: Day; runs: RunReport[] }>;
}

/** What every call brings along: the office it goes to and the seat it comes from. */
export type Call = { readonly office: OfficeCore; readonly seat: Seat };
