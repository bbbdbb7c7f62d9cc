/** The offer as a paper for the household (DOC-1), in its language, archived as it was made (DOC-2). */
import { insertDocument } from "#db/statements/records.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { DocumentId } from "#domain/identity.ts";
import type { PlanOfferData } from "#domain/plan-offer/present-plan-offer.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { readPrintingFor, type Printing } from "../statements/print-setup.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { sayText } from "../texts/words.ts";
import { readOfferWithin, type OfferAsk, type ReadOffer } from "./read-offer.ts";

/** Refuses what `readOfferWithin` refuses. */
export function prepareOffer(cx: Cx, ask: OfferAsk): PlanOfferData {
  return look<PlanOfferData>(cx, (db) => offerPaperOf(db, readPrintingFor(db, ask.householdId), ask, readOfferWithin(db, ask, cx.today), cx.today));
}

/** The offer in the language of its printing. */
export function offerPaperOf(
  db: ReadableDb,
  { setup, letterhead, language, homeCountry }: Printing,
  ask: Pick<OfferAsk, "householdId" | "periodMonths">,
  { offer, plan, members, fromOn, throughOn }: ReadOffer,
  today: Day,
): PlanOfferData {
  const household = readHouseholdOnPaper(db, ask.householdId, homeCountry);
  const values = { practice: letterhead.name, phone: letterhead.phone ?? "", payer: household.name, plan: plan.name };
  return {
    setup,
    letterhead,
    recipient: { name: household.name, addressLines: household.addressLines },
    householdNumber: String(household.number),
    datedOn: today,
    planName: plan.name,
    periodMonths: ask.periodMonths,
    members,
    fromOn,
    throughOn,
    offer,
    greeting: sayText(db, "offer.greeting", language, values),
    notInsurance: sayText(db, "plan.not_insurance", language, values),
  };
}

export function recordOffer(cx: Cx, ask: OfferAsk, { recipient, planName, offer }: PlanOfferData, file: StoredFile): { readonly documentId: DocumentId } {
  return act<{ readonly documentId: DocumentId }>(cx, (db) => {
    const documentId = insertDocument(db, {
      ...file,
      kind: "plan_offer",
      householdId: ask.householdId,
      title: `Offer of ${planName} for ${recipient.name}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    audit(cx, db, "plan_offer.made", `household/${ask.householdId}`, { after: { documentId, savedCents: offer.savedCents } });
    db.touch("documents", `household/${ask.householdId}`);
    return { documentId };
  });
}
