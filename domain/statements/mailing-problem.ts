/** Why a household cannot get a letter now; such letters are left out of a run and said, never printed half (DOC-5). */
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
