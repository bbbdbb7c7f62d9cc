import type { MailRefusals } from "#domain/mail/refusals.ts";
import type { Sentences } from "./sentence.ts";

const cannotSend = {
  draft: "A draft has no number yet. Issue it first, then send it.",
  void: "It is void, and void invoices are not sent.",
  household: "This document belongs to no single household. Send what is in it one by one.",
} as const;

export const mailSentences: Sentences<MailRefusals> = {
  mail_host_not_valid: ({ value }) =>
    `“${value}” is not the name of a mail server. It looks like smtp.example.com, without https:// and without the port.`,
  mail_port_not_valid: () => "The port is a number from 1 to 65535: 465 for encryption from the start, 587 for STARTTLS.",
  mail_sender_not_valid: ({ value }) => `“${value}” is not an e-mail address that mail can be sent from. Check it for a typing mistake.`,
  mail_sender_name_not_valid: () => "Type the name that people see as the sender, such as the practice’s name, on one line.",
  mail_password_needed: ({ host }) =>
    `Type the password for ${host}. A password is kept for one server and user only, and those have changed or none was typed yet.`,
  mail_not_set_up: () => "This practice does not send e-mail yet. Set up its account under Settings, E-mail.",
  mail_no_address: ({ name }) => `There is no e-mail address for ${name}. Add one to the payer’s chart, or print it.`,
  mail_address_bounced: ({ name }) => `Mail to the address of ${name} came back. Ask for another one, or print it.`,
  mail_not_sendable: ({ what }) => cannotSend[what],
  mail_not_found: () => "This message is not in the outbox. Open the outbox again.",
  mail_not_unsure: () => "This message is not in doubt any more. Open the outbox again to see what became of it.",
  mail_not_failed: () => "This message can be sent again only after it failed or when it is in doubt.",
  mail_not_gone: () => "Only a message that has gone out can come back. Open the outbox again to see what became of it.",
  mail_not_waiting: () => "This message has gone out, or somebody took it off already.",
  mailbox_host_not_valid: ({ value }) =>
    `“${value}” is not the name of a mail server. It looks like imap.example.com, without https:// and without the port.`,
  mailbox_port_not_valid: () => "The port of the mailbox is a number from 1 to 65535: 993 for encryption from the start, 143 for STARTTLS.",
  mailbox_user_needed: () => "Type the user of the mailbox, most often the whole address. Nobody reads a mailbox without one.",
  mailbox_password_needed: ({ host }) =>
    `Type the password for ${host}. A password is kept for one server and user only, and those have changed or none was typed yet.`,
  mailbox_same_not_possible: ({ host, sendingHost }) =>
    `The password for ${sendingHost || "sending"} is not shown to ${host}: the two servers do not plainly belong together. Switch off “Same as for sending” and type the user and password of the mailbox.`,
  mailbox_not_on: () => "The mailbox is not read yet. Switch it on under Settings, E-mail, and save.",
  mail_not_a_letter: () => "Only letters can be printed in place of a message. Print this document from where it was made.",
};
