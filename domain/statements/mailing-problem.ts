/** Why a household cannot get a letter now; such letters are left out of a run and said, never printed half (DOC-5). */
import { addressBlock, recipientLines } from "./address-block.ts";
import type { PrintSetup, Recipient } from "./document-data.ts";
import { layOutWindows } from "./envelope.ts";

export type MailingFacts = {
  readonly payerStatus: string | null;
  readonly line1: string;
  readonly city: string;
};

/** Empty when a letter can be sent. */
export function mailingProblem(facts: MailingFacts): string {
  if (facts.payerStatus === "deceased") return "The payer is recorded as deceased: choose a new payer";
  if (facts.line1.trim() === "") return "No street in the address";
  if (facts.city.trim() === "") return "No town in the address";
  return "";
}

/** What keeps an address from showing whole behind the window even in the smallest type (DOC-3); empty when it fits. */
export function windowProblem(setup: Pick<PrintSetup, "paper" | "envelope" | "addressWindow">, recipient: Recipient): string {
  const { addressBox } = layOutWindows(setup.envelope, setup.paper, setup.addressWindow);
  const { tooLong } = addressBlock(addressBox, recipientLines(recipient));
  if (tooLong === null) return "";
  return tooLong.reason === "too_many_lines"
    ? `The address has ${tooLong.lines} lines; the window has room for ${tooLong.most}`
    : `Too wide for the window: “${tooLong.text}”`;
}
