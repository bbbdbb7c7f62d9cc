/** Returned messages as different mail servers write them, in words of our own, and what else a mailbox holds (DOC-10). */
import { blankHeaders, type MailParts } from "./returned-parts.ts";

export const ourId = "<outbox-7.1.k3x9@maple.example>";
export const lee = "lee@families.example";

const original = (id = ourId): string => `Received: from desk by smtp.maple.example\r\nMessage-ID: ${id}\r\nTo: Rosa Lee <${lee}>\r\nSubject: Your statement\r\n\r\nDear Rosa Lee`;

export type ReportOf = {
  readonly action?: string;
  readonly status?: string;
  readonly diagnostic?: string;
  readonly recipient?: string;
  readonly originalRecipient?: string;
  readonly id?: string;
};

/** A report as RFC 3464 has it. */
export function report({ action = "failed", status = "5.1.1", diagnostic = "smtp; 550 5.1.1 No such user here", recipient = lee, originalRecipient, id = ourId }: ReportOf = {}): MailParts {
  return {
    headers: {
      ...blankHeaders,
      from: "Mail Delivery System <MAILER-DAEMON@mx.families.example>",
      returnPath: "<>",
      subject: "Undelivered Mail Returned to Sender",
      contentType: 'multipart/report; report-type=delivery-status; boundary="b"',
      messageId: "<b1@mx.families.example>",
    },
    text: "This is the mail system. Your message could not be delivered.",
    statuses: [
      [
        "Reporting-MTA: dns; mx.families.example",
        "Arrival-Date: Mon, 2 Mar 2026 10:00:00 -0500",
        "",
        ...(originalRecipient === undefined ? [] : [`Original-Recipient: rfc822;${originalRecipient}`]),
        `Final-Recipient: rfc822; ${recipient}`,
        `Action: ${action}`,
        ...(status === "" ? [] : [`Status: ${status}`]),
        ...(diagnostic === "" ? [] : [`Diagnostic-Code: ${diagnostic}`]),
        "",
      ].join("\r\n"),
    ],
    originals: [original(id)],
  };
}

function plain(from: string, subject: string, text: string, more: Partial<MailParts["headers"]> = {}): MailParts {
  return { headers: { ...blankHeaders, from, subject, returnPath: "<>", contentType: "text/plain; charset=us-ascii", ...more }, text, statuses: [], originals: [] };
}

/** In the manner of qmail: prose only, the message copied below a line of dashes. */
export const likeQmail = plain(
  "MAILER-DAEMON@old.example",
  "failure notice",
  `Hi. This is the program at old.example that carries mail.\nI could not bring your message to these people. I have given up.\n\n<${lee}>:\nSorry, there is no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <desk@maple.example>\nMessage-ID: ${ourId}\nTo: ${lee}\nSubject: Your statement\n\nDear Rosa Lee`,
);

/** In the manner of an old Exchange: the message itself is attached. */
export const likeExchange: MailParts = {
  ...plain(
    "System Administrator <postmaster@families.example>",
    "Undeliverable: Your statement",
    `Your message did not reach some of the people it was for.\n\n      Subject: Your statement\n\nThese could not be reached:\n\n      ${lee}\n            The mailbox is full. The message was not stored.\n`,
  ),
  originals: [original()],
};

/** In the manner of Gmail: a header names whom it did not reach. */
export const likeGmail: MailParts = {
  ...plain(
    "Mail Delivery Subsystem <mailer-daemon@provider.example>",
    "Delivery Status Notification (Failure)",
    `Address not found\n\nYour message was not delivered because the address could not be found.\n\nThe answer from the other server was:\n\n550 5.1.1 The account does not exist.\n\n----- Original message -----\n\nMessage-ID: ${ourId}\nTo: ${lee}\n`,
    { failedRecipients: lee },
  ),
};

/** In the manner of Exim, whose subject says that it goes on trying. */
export const likeEximDelay = plain(
  "Mail Delivery System <Mailer-Daemon@relay.example>",
  "Warning: message 1abc delayed 24 hours",
  `This message was made by software that carries mail.\n\nA message that you sent has not yet been delivered to one of its recipients after 24 hours:\n\n  ${lee}\n    Delay reason: connection timed out\n\nIt will be retried for three days.\n\nMessage-ID: ${ourId}\n`,
);

export const likeEximFailure = plain(
  "Mail Delivery System <Mailer-Daemon@relay.example>",
  "Mail delivery failed: returning message to sender",
  `This message was made by software that carries mail.\n\nA message that you sent could not be delivered:\n\n  ${lee}\n    host mx.families.example: 552 message size exceeds the limit\n\n------ This is a copy of your message, with all its headers. ------\n\nMessage-ID: ${ourId}\nTo: ${lee}\n`,
);

/** What is no returned message, by what it is. */
export const others: readonly (readonly [what: string, parts: MailParts])[] = [
  ["a patient's answer, with ours below", { ...plain("Rosa Lee <lee@families.example>", "Re: Your statement", `Thank you!\n\n> Message-ID: ${ourId}\n> could not be delivered`), headers: { ...blankHeaders, from: "Rosa Lee <lee@families.example>", subject: "Re: Your statement", contentType: "text/plain" } }],
  ["an absence note", plain("Rosa Lee <lee@families.example>", "Automatic reply: Your statement", `I am away until Monday. ${ourId}`)],
  ["a colleague who passes a returned message on", plain("Sam <sam@maple.example>", "Fwd: Undelivered Mail Returned to Sender", `Look at this: ${lee} ${ourId} 550 5.1.1 no such user`, { returnPath: "<sam@maple.example>" })],
  ["a receipt that somebody read it", { ...report(), headers: { ...report().headers, contentType: "multipart/report; report-type=disposition-notification" } }],
  ["a complaint by feedback loop", { ...report(), headers: { ...report().headers, contentType: 'multipart/report; report-type="feedback-report"' } }],
  ["a returned message of somebody else", report({ id: "<20260302.1@newsletters.example>" })],
  ["a report that it arrived", report({ action: "delivered", status: "2.0.0", diagnostic: "" })],
  ["a report that it was passed on", report({ action: "relayed", status: "2.0.0", diagnostic: "" })],
  ["a newsletter from a mail server's own company", plain("Postmaster News <postmaster@news.example>", "Ten ways to be read", `Our ids look like ${ourId}`)],
];
