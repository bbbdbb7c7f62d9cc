/** What was wrong with mail and what to do about it, in plain words (DOC-10). */
import type { MailAccount } from "./account.ts";
import type { MailFault } from "./faults.ts";

export type FaultWords = {
  /** One sentence: what happened. */
  readonly what: string;
  /** One or two sentences: what to do. */
  readonly todo: string;
};

export type FaultPlace = Pick<MailAccount, "host" | "port" | "security" | "username" | "fromEmail"> & { readonly toEmail?: string };

export function faultWords(fault: MailFault, at: FaultPlace): FaultWords {
  return words[fault](at);
}

const words: Readonly<Record<MailFault, (at: FaultPlace) => FaultWords>> = {
  name_not_found: ({ host }) => ({
    what: `There is no mail server called ${host}, or this computer is not connected to the internet.`,
    todo: "Check the server’s name for a typing mistake, then the internet connection.",
  }),
  refused: ({ host, port }) => ({
    what: `The mail server ${host} does not take connections on port ${port}.`,
    todo: "Check the port: it is 465 for encryption from the start, and 587 for STARTTLS.",
  }),
  no_answer: ({ host, port }) => ({
    what: `The mail server ${host} did not answer on port ${port} in time.`,
    todo: "Check the port and the internet connection. Some networks close mail ports: ask whoever looks after yours.",
  }),
  no_encryption: ({ host, port }) => ({
    what: `The mail server ${host} does not offer encryption on port ${port}, so nothing was said to it.`,
    todo: "Choose encryption from the start with port 465, or ask your mail provider.",
  }),
  certificate_expired: ({ host }) => ({
    what: `The certificate of ${host} has expired, so it cannot show who it is.`,
    todo: "Check that this computer’s date is right. If it is, your mail provider has to renew it.",
  }),
  certificate_untrusted: ({ host }) => ({
    what: `Nobody this computer trusts stands behind the certificate of ${host}.`,
    todo: "Check the server’s name. A virus scanner or a network filter that reads mail can cause this too.",
  }),
  certificate_wrong_name: ({ host }) => ({
    what: `The certificate belongs to another server, not to ${host}.`,
    todo: "Use the server’s name exactly as your mail provider writes it.",
  }),
  encryption_failed: ({ host, port, security }) => ({
    what: `The encrypted connection to ${host} on port ${port} did not come about.`,
    todo:
      security === "tls"
        ? "This port may want STARTTLS: try that with port 587."
        : "This port may want encryption from the start: try that with port 465.",
  }),
  not_a_mail_server: ({ host, port }) => ({
    what: `What answers at ${host} on port ${port} is not a mail server.`,
    todo: "Check the server’s name and the port.",
  }),
  login_wrong: ({ host, username }) => ({
    what: `The mail server ${host} does not accept this user and password${username === "" ? "" : ` (${username})`}.`,
    todo: "Check both. Many providers ask for an app password, made in your account’s security settings, in place of your own.",
  }),
  login_not_offered: ({ host }) => ({
    what: `The mail server ${host} does not let anybody sign in with a user and a password.`,
    todo: "Your mail provider has to allow it, often called SMTP AUTH or app passwords. Leave the user empty if the server asks for none.",
  }),
  no_password: () => ({
    what: "The password is not on this computer.",
    todo: "Type it again in the e-mail settings. After a move to another computer this is needed once.",
  }),
  busy: ({ host }) => ({
    what: `The mail server ${host} is not taking mail right now.`,
    todo: "Nothing to do: it is tried again by itself.",
  }),
  sender_refused: ({ fromEmail }) => ({
    what: `The mail server does not let this account send as ${fromEmail}.`,
    todo: "Use the account’s own address as the sender in the e-mail settings.",
  }),
  recipient_refused: ({ toEmail = "" }) => ({
    what: `The mail server does not take mail for ${toEmail}.`,
    todo: "Ask the household for the right address, or print it.",
  }),
  greylisted: () => ({
    what: "The other side asks every new sender to try again a little later.",
    todo: "Nothing to do: it is tried again by itself.",
  }),
  too_large: () => ({
    what: "The message with its file is larger than the mail server takes.",
    todo: "Print it, or hand it over at the desk.",
  }),
  not_accepted: () => ({
    what: "The mail server did not accept the message.",
    todo: "Its own words are beside this. Print it, or change what they name and send it again.",
  }),
  later: () => ({
    what: "The mail server asked to try again later.",
    todo: "Nothing to do: it is tried again by itself.",
  }),
  connection_lost: () => ({
    what: "The connection broke while the message was on its way, so nobody can know whether it arrived.",
    todo: "Ask the household, or look into the account’s sent mail. Then send it again, or mark it as sent.",
  }),
  file_missing: () => ({
    what: "The file that belongs to the message cannot be read.",
    todo: "Send the document again from where it was made.",
  }),
  stopped_while_sending: () => ({
    what: "The program stopped while the message was on its way, so nobody can know whether it arrived.",
    todo: "Ask the household, or look into the account’s sent mail. Then send it again, or mark it as sent.",
  }),
  came_back_no_such_address: ({ toEmail = "" }) => ({
    what: `It came back: there is no mailbox for ${toEmail}.`,
    todo: "Correct the address on the chart and send it again, or print it.",
  }),
  came_back_mailbox_full: ({ toEmail = "" }) => ({
    what: `It came back: the mailbox of ${toEmail} was full.`,
    todo: "Send it again in some days, or print it.",
  }),
  came_back_too_large: ({ toEmail = "" }) => ({
    what: `It came back: it is larger than the mailbox of ${toEmail} takes.`,
    todo: "Print it, or hand it over at the desk.",
  }),
  came_back_taken_for_spam: ({ toEmail = "" }) => ({
    what: `It came back: the mail server behind ${toEmail} took it for advertising.`,
    todo: "Ask the household to allow your address, then send it again, or print it.",
  }),
  came_back_refused: ({ toEmail = "" }) => ({
    what: `It came back: the mail server behind ${toEmail} did not take it.`,
    todo: "Ask the household for another address, or print it.",
  }),
};

/** A server's own words as they are shown: one line, no more than a reader takes in. */
export function shownReply(reply: string): string {
  return reply.replaceAll(/[\p{Cc}\s]+/gu, " ").trim().slice(0, 300);
}
