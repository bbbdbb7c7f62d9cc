/** How money is handed over at the desk (INV-7). */
import { z } from "zod";
import { tenders } from "#domain/ledger/accounts.ts";
import { positiveCents, text } from "./base.ts";

/** Tenders the desk can take without a relay; a card on file needs one (BIL-19). */
export const deskTenders = tenders.filter(
  (tender) => tender !== "card_on_file" && tender !== "package_unit",
);

export const tenderInput = z.strictObject({
  tender: z.enum([
    "cash",
    "check",
    "card_terminal",
    "ach",
    "hsa_card",
    "outside_financing",
    "gift_certificate",
    "wallet",
    "other",
  ]),
  amountCents: positiveCents,
  /** Cash put on the counter, for the change due; null for other tenders. */
  tenderedCents: positiveCents.nullable(),
  /** Check number, the code of a gift certificate, or the reference of the terminal or financing company. */
  reference: text(60),
});
export type TenderInput = z.infer<typeof tenderInput>;
