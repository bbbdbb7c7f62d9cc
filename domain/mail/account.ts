/**
 * The practice's own account with a mail server (DOC-10). The connection is always encrypted: from
 * its first byte, or by STARTTLS before anything else is said. The password is no part of it: it is
 * kept encrypted, and is bound to the server and the user it was typed for.
 */
import { isEmail } from "../people/email.ts";
import { refuse } from "../refusal.ts";

/** `tls` is encrypted from the first byte (port 465), `starttls` before the first word (port 587). */
export const mailSecurities = ["tls", "starttls"] as const;
export type MailSecurity = (typeof mailSecurities)[number];

export type MailAccount = {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  /** Empty where the server asks for none. */
  readonly username: string;
  readonly fromName: string;
  readonly fromEmail: string;
};

export const blankAccount: MailAccount = { host: "", port: 465, security: "tls", username: "", fromName: "", fromEmail: "" };

export const usualPort: Readonly<Record<MailSecurity, number>> = { tls: 465, starttls: 587 };

/** A name, or an address in numbers; never a URL or a name with a port. */
const hostForm = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$|^\[?[0-9a-f]*:[0-9a-f:.]+\]?$/i;

export function isMailHost(host: string): boolean {
  return hostForm.test(host);
}

/**
 * The account as it is kept, without blanks around. Refuses `mail_host_not_valid`,
 * `mail_port_not_valid`, `mail_sender_not_valid`, `mail_sender_name_not_valid`.
 */
export function checkedAccount(typed: MailAccount): MailAccount {
  const account = {
    ...typed,
    host: typed.host.trim().toLowerCase(),
    username: typed.username.trim(),
    fromName: typed.fromName.trim(),
    fromEmail: typed.fromEmail.trim(),
  };
  if (!isMailHost(account.host)) refuse("mail_host_not_valid", { value: account.host });
  if (!Number.isInteger(account.port) || account.port < 1 || account.port > 65_535) refuse("mail_port_not_valid", {});
  if (!isEmail(account.fromEmail)) refuse("mail_sender_not_valid", { value: account.fromEmail });
  if (account.fromName === "" || hasControlSign(account.fromName)) refuse("mail_sender_name_not_valid", {});
  return account;
}

function hasControlSign(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** What a password is bound to: it is never shown to another server, nor given for another user. */
export function passwordPlace({ host, username }: Pick<MailAccount, "host" | "username">): string {
  return `${host}\n${username}`;
}

/** The part behind the @, for the ids of messages. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}
