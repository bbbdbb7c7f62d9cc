/**
 * What a statement says to a household by the age of its oldest open amount (DOC-4): the older the
 * debt, the firmer the words, all of them the office's own.
 */
import type { AgeMessages, AgingLine } from "./document-data.ts";

/** The message of the oldest bucket that holds money; empty when nothing is open. */
export function ageMessage(aging: AgingLine, messages: AgeMessages): string {
  if (aging.over90Cents > 0) return messages.over90;
  if (aging.days61to90Cents > 0) return messages.days61to90;
  if (aging.days31to60Cents > 0) return messages.days31to60;
  if (aging.days0to30Cents > 0) return messages.days0to30;
  return "";
}
