/** Which fault of the account stands behind what a connection reports (DOC-10). */
import type { MailSecurity } from "#domain/mail/account.ts";
import type { AccountFault } from "#domain/mail/faults.ts";

/** The parts of a connection's error that say something. */
export type SmtpError = {
  readonly code?: string | undefined;
  /** What the system called it, where the library has a word of its own. */
  readonly originalCode?: string | undefined;
  readonly message: string;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly cause?: unknown;
};

export function replyOf(error: SmtpError): string {
  return error.response ?? "";
}

const byTlsCode: Readonly<Record<string, AccountFault>> = {
  CERT_HAS_EXPIRED: "certificate_expired",
  CERT_NOT_YET_VALID: "certificate_expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate_wrong_name",
  HOSTNAME_MISMATCH: "certificate_wrong_name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate_untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate_untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate_untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "certificate_untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate_untrusted",
  CERT_UNTRUSTED: "certificate_untrusted",
};

/** The library puts its own code in front of the system's; the text keeps what was there. */
const byText: readonly (readonly [RegExp, AccountFault])[] = [
  [/certificate has expired|certificate is not yet valid/i, "certificate_expired"],
  [/does not match certificate|altnames|hostname.*mismatch/i, "certificate_wrong_name"],
  [/self.signed certificate|unable to (verify|get)|issuer cert/i, "certificate_untrusted"],
  [/ENOTFOUND|EAI_AGAIN|EAI_NODATA|getaddrinfo|queryA/i, "name_not_found"],
  [/ECONNREFUSED/, "refused"],
  [/ENETUNREACH|EHOSTUNREACH|ETIMEDOUT/, "no_answer"],
  [/wrong version number|EPROTO\b|packet length too long|tlsv1 alert|ssl3|handshake/i, "encryption_failed"],
];

export function readAccountFault(error: SmtpError, security: MailSecurity): AccountFault {
  for (const code of codesOf(error)) {
    const known = byTlsCode[code];
    if (known) return known;
  }
  const text = [error.message, ...codesOf(error)].join(" ");
  const told = byText.find(([form]) => form.test(text))?.[1];
  if (told) return told;
  if (error.code === "EDNS") return "name_not_found";
  if (error.code === "EAUTH") return loginFault(error);
  if (error.code === "ETIMEDOUT") return "no_answer";
  if (error.code === "ETLS") return (error.responseCode ?? 0) >= 400 || /STARTTLS/i.test(error.message) ? "no_encryption" : "encryption_failed";
  if (error.code === "EPROTOCOL") return (error.responseCode ?? 0) >= 400 ? "busy" : "not_a_mail_server";
  if (error.code === "ECONNECTION" || error.code === "ESOCKET") return security === "tls" && error.responseCode === undefined ? "encryption_failed" : "busy";
  return "busy";
}

function loginFault({ responseCode: code, message }: SmtpError): AccountFault {
  if (code === undefined) return /credentials/i.test(message) ? "no_password" : "login_not_offered";
  // 500 to 504: the server does not know signing in, or not this way.
  if (code >= 500 && code <= 504) return "login_not_offered";
  return code >= 400 && code < 500 ? "busy" : "login_wrong";
}

/** The codes of an error and of what caused it. */
function codesOf(error: SmtpError): string[] {
  const codes: string[] = [];
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === "object" && at !== null; depth += 1) {
    if ("code" in at && typeof at.code === "string") codes.push(at.code);
    if ("originalCode" in at && typeof at.originalCode === "string") codes.push(at.originalCode);
    if ("errors" in at && Array.isArray(at.errors)) for (const one of at.errors as readonly unknown[]) if (typeof one === "object" && one !== null && "code" in one && typeof one.code === "string") codes.push(one.code);
    at = "cause" in at ? at.cause : undefined;
  }
  return codes;
}
