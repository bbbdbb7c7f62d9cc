/**
 * Why a message came back, from the status code (RFC 3463) and the words beside it (DOC-10). Only
 * what plainly says that there is no such mailbox stops an address; everything in doubt was refused.
 */
import type { BounceReason } from "./faults.ts";

/** Said of a mailbox or a place that is not there. */
const nobody =
  /(user|recipient|mailbox|address|account|addressee)( \S+){0,3} (is )?(unknown|not found|does(n['’]t| not) exist|invalid)|(unknown|no such|invalid) (local )?(user|recipient|mailbox|address|account|person)|no mailbox here|does(n['’]t| not) exist|host (or domain name )?(unknown|not found)|domain (name )?(not found|does not exist)|there is no (such )?mailbox/i;
const full = /over ?quota|quota (is )?exceed|exceeded .{0,30}quota|mailbox (is )?full|mailbox .{0,40}is full|insufficient (system )?storage|out of storage/i;
const large = /(too (large|big|long)|exceeds? .{0,30}(size|limit)|size limit|maximum message size)/i;
const spam = /spam|\bblocked\b|blacklist|blocklist|block list|reputation|\bunsolicited\b|\bpolicy\b|\bdmarc\b|\bspf\b/i;

/** What says by its number alone that there is no such mailbox or domain. */
const goneCodes = new Set(["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"]);

export function reasonOfReturn({ status, words }: { readonly status: string; readonly words: string }): BounceReason {
  const subject = status.slice(2);
  if (subject === "2.2" || (status === "" && full.test(words))) return "mailbox_full";
  // Servers that answer with a general number say what they mean in words.
  if (isGeneral(status) && full.test(words)) return "mailbox_full";
  if (goneCodes.has(status)) return "no_such_address";
  if (subject === "3.4" || subject === "2.3") return "too_large";
  if (isGeneral(status) && large.test(words)) return "too_large";
  if (isGeneral(status) && nobody.test(words) && !spam.test(words) && !status.startsWith("4")) return "no_such_address";
  if (subject.startsWith("7.") && spam.test(words)) return "taken_for_spam";
  if (isGeneral(status) && spam.test(words)) return "taken_for_spam";
  return "refused";
}

/** No number, or one that says no more than that it failed. */
function isGeneral(status: string): boolean {
  return status === "" || /^[45]\.(0\.0|1\.0|2\.0|5\.0|3\.0)$/.test(status);
}
