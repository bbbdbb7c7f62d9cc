/**
 * A mail server as the office sees it (DOC-10). A practice without an account sends nothing. Training
 * and sample practices are given `localMail` only, which keeps everything on the computer (F-21).
 */
import type { Instant } from "#domain/calendar.ts";
import type { MailAccount } from "#domain/mail/account.ts";
import type { AccountFault, Delivery } from "#domain/mail/faults.ts";

export type MailServer = MailAccount & { readonly password: string };

export type OutgoingMail = {
  readonly messageId: string;
  readonly fromName: string;
  readonly fromEmail: string;
  readonly toName: string;
  readonly toEmail: string;
  readonly subject: string;
  readonly text: string;
  readonly writtenAt: Instant;
  /** PDFs, in the order in which they are read. */
  readonly attachments: readonly { readonly fileName: string; readonly bytes: Uint8Array }[];
};

/** One signed-in connection; messages go one after another. */
export type MailSession = {
  /** False after the server or the way to it gave up: another session is needed for the next message. */
  isOpen(): boolean;
  /** Offers one message. Never throws: what went wrong is in the answer. */
  deliver(mail: OutgoingMail): Promise<Delivery>;
  close(): void;
};

export type OpenedMail =
  | { readonly session: MailSession }
  | { readonly fault: AccountFault; readonly reply: string };

/** Connects, encrypts and signs in; offers nothing yet. Never throws. */
export type SmtpMail = { readonly kind: "smtp"; open(server: MailServer): Promise<OpenedMail> };

/** Takes every message and sends none. */
export type LocalMail = { readonly kind: "local"; open(server: MailServer): Promise<OpenedMail> };

export type MailGateway = SmtpMail | LocalMail;

export const localMail: LocalMail = {
  kind: "local",
  open: async () => ({
    session: {
      isOpen: () => true,
      deliver: async () => ({ state: "sent", reply: "" }),
      close: () => undefined,
    },
  }),
};
