/** A message of the practice's mailbox, taken apart as far as it matters for what came back (DOC-10). */

/** The few headers that tell whether a message may be a returned one; empty where it has none. */
export type MailHeaders = {
  readonly from: string;
  readonly returnPath: string;
  readonly subject: string;
  readonly contentType: string;
  readonly failedRecipients: string;
  readonly messageId: string;
};

export const blankHeaders: MailHeaders = { from: "", returnPath: "", subject: "", contentType: "", failedRecipients: "", messageId: "" };

export type MailParts = {
  readonly headers: MailHeaders;
  /** What a person reads of it. */
  readonly text: string;
  /** Its parts of type message/delivery-status. */
  readonly statuses: readonly string[];
  /** The message that was sent, whole or only its headers, as it was given back. */
  readonly originals: readonly string[];
};

/** A folder of the mailbox that is read. */
export const mailFolders = ["inbox", "junk"] as const;
export type MailFolder = (typeof mailFolders)[number];
