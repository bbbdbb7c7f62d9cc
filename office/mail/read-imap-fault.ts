/** Which fault stands behind what a connection to a mailbox reports (DOC-10). */
import type { MailSecurity } from "#domain/mail/account.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import { readAccountFault } from "./read-fault.ts";

/** The parts of a connection's error that say something. */
export type ImapError = {
  readonly code?: string | undefined;
  readonly message: string;
  /** `NO` or `BAD`: the server's answer to a command. */
  readonly responseStatus?: string | undefined;
  readonly responseText?: string | undefined;
  readonly authenticationFailed?: boolean | undefined;
  readonly serverResponseCode?: string | undefined;
  readonly cause?: unknown;
};

const silence = new Set(["CONNECT_TIMEOUT", "GREETING_TIMEOUT", "UPGRADE_TIMEOUT", "ETIMEOUT", "ETIMEDOUT"]);
const strange = /^(ParserError|InvalidResponse|MissingTag|UnexpectedTag|LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooManyTokens|TooManyResponses|ResponseProcessingFailed)/;

export function readImapFault(error: ImapError, security: MailSecurity): AccountFault {
  const { code = "", message } = error;
  if (/login.{0,20}(disabled|not (allowed|supported))|LOGINDISABLED|unsupported authentication|no matching authentication/i.test(message)) return "login_not_offered";
  if (error.authenticationFailed === true || error.serverResponseCode === "AUTHENTICATIONFAILED") return "login_wrong";
  if (/STARTTLS/i.test(message) || code === "MissingServerExtension") return "no_encryption";
  if (silence.has(code)) return "no_answer";
  if (strange.test(code)) return "not_a_mail_server";
  // A command that was refused, or a line that broke after the greeting.
  if (error.responseStatus !== undefined || code === "NoConnection" || code === "EConnectionClosed" || code === "StateLogout") return "busy";
  if (code === "ClosedAfterConnectText" || code === "ClosedAfterConnectTLS") return "not_a_mail_server";
  return readAccountFault({ code, message, cause: error.cause }, security);
}
