/**
 * Everything that can go wrong with mail (DOC-10), and what follows from it. A fault of the account
 * stops the whole run and touches no message; a fault of a message is about that message alone.
 */

/** Found before any message is offered: the server, the way to it, or the sign-in. */
export const accountFaults = [
  "name_not_found",
  "refused",
  "no_answer",
  "no_encryption",
  "certificate_expired",
  "certificate_untrusted",
  "certificate_wrong_name",
  "encryption_failed",
  "not_a_mail_server",
  "login_wrong",
  "login_not_offered",
  "no_password",
  "busy",
] as const;
export type AccountFault = (typeof accountFaults)[number];

/** Of one message. */
export const messageFaults = [
  "sender_refused",
  "recipient_refused",
  "greylisted",
  "too_large",
  "not_accepted",
  "later",
  "connection_lost",
  "file_missing",
  "stopped_while_sending",
  "came_back_no_such_address",
  "came_back_mailbox_full",
  "came_back_too_large",
  "came_back_taken_for_spam",
  "came_back_refused",
] as const;
export type MessageFault = (typeof messageFaults)[number];

export type MailFault = AccountFault | MessageFault;

/** Why a message that had gone out came back (DOC-10), as the one who got it back reads it. */
export const bounceReasons = ["no_such_address", "mailbox_full", "too_large", "taken_for_spam", "refused"] as const;
export type BounceReason = (typeof bounceReasons)[number];

/** Whether the address will never take mail, so that nothing more is sent to it. */
export function isAddressBad(reason: BounceReason): boolean {
  return reason === "no_such_address";
}

export function faultOfBounce(reason: BounceReason): MessageFault {
  return `came_back_${reason}`;
}

export function hasComeBack(fault: MailFault | null): boolean {
  return fault?.startsWith("came_back_") === true;
}

export function isAccountFault(fault: MailFault): fault is AccountFault {
  return (accountFaults as readonly string[]).includes(fault);
}

/**
 * How sending one message ended. `again`: nothing was taken over, which the server said (4xx) or
 * which is sure because its text was never sent; `unsure`: nobody knows, so nobody sends it again
 * but a person.
 */
export type Delivery =
  | { readonly state: "sent"; readonly reply: string }
  | { readonly state: "again" | "failed" | "unsure"; readonly fault: MessageFault; readonly reply: string };

/** What one reply of a server means for a message that it answers. */
export function faultOfReply(code: number, during: "sender" | "recipient" | "data", reply: string): Exclude<Delivery, { state: "sent" }> {
  if (code >= 400 && code < 500) {
    const fault = during === "recipient" && isGreylisting(reply) ? "greylisted" : "later";
    return { state: "again", fault, reply };
  }
  // 552 is the size, 5.3.4 the same in the newer numbering.
  if (code === 552 || /\b5\.3\.4\b/.test(reply)) return { state: "failed", fault: "too_large", reply };
  const fault = during === "sender" ? "sender_refused" : during === "recipient" ? "recipient_refused" : "not_accepted";
  return { state: "failed", fault, reply };
}

function isGreylisting(reply: string): boolean {
  return /grey|gray|4\.7\.1|try again later/i.test(reply);
}
