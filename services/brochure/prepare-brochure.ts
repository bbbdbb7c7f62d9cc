/** A brochure of plans (DOC-1): the terms on sale and the practice's own words, so that a change of either is in the next print. */
import { findPlan, type PlanRow } from "#db/memberships/plans.ts";
import { findServiceByCode } from "#db/catalogue/services.ts";
import { insertDocument } from "#db/statements/records.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { BrochureData } from "#domain/brochure/present-brochure.ts";
import type { DocumentId, PlanId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { PaperName } from "#domain/statements/envelope.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import type { TextId } from "#domain/texts/register.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { readPrinting } from "../statements/print-setup.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { sayText, textLines } from "../texts/words.ts";

export type BrochureAsk = { readonly planIds: readonly PlanId[]; readonly language: TextLanguage; readonly paper: PaperName };

/** In the order chosen. Refuses `brochure_plan_not_sold`. */
export function prepareBrochure(cx: Cx, ask: BrochureAsk): BrochureData {
  return look<BrochureData>(cx, (db) => brochureOf(db, ask, cx.today));
}

export function brochureOf(db: ReadableDb, { planIds, language, paper }: BrochureAsk, today: Day): BrochureData {
  const plans = planIds.map((planId) => requireOnSale(db, planId));
  const { setup, letterhead } = readPrinting(db, language);
  const values = { practice: letterhead.name, phone: letterhead.phone ?? "" };
  const say = (id: TextId): string => sayText(db, id, language, values);
  const lines = (id: TextId): string[] => textLines(db, id, language, values);
  return {
    setup: { ...setup, paper },
    letterhead,
    madeOn: today,
    plans: plans.map(({ terms }) => terms),
    serviceNames: namesOf(db, plans, today),
    headline: say("brochure.headline"),
    promise: say("brochure.promise"),
    about: lines("brochure.about"),
    join: lines("brochure.join"),
    notInsurance: lines("plan.not_insurance"),
    code: codeOf(say("brochure.web"), letterhead.phone),
  };
}

function requireOnSale(db: ReadableDb, planId: PlanId): PlanRow {
  const plan = findPlan(db, planId);
  return plan?.state === "on_sale" ? plan : refuse("brochure_plan_not_sold", { plan: plan?.name ?? "One of the plans" });
}

/** Patients know a service by its name; discounts speak of its code. */
function namesOf(db: ReadableDb, plans: readonly PlanRow[], today: Day): Record<string, string> {
  const codes = plans.flatMap(({ terms }) => terms.discounts.flatMap(({ on }) => (on.kind === "service" ? [on.code] : [])));
  return Object.fromEntries(codes.flatMap((code) => {
    const service = findServiceByCode(db, code, today);
    return service ? [[code.toLowerCase(), service.name]] : [];
  }));
}

/** The web address where there is one, with its scheme, as telephones want it; else the telephone. */
function codeOf(web: string, phone: string | null): BrochureData["code"] {
  const address = web.trim();
  if (address !== "") return { kind: "web", text: /^https?:\/\//i.test(address) ? address : `https://${address}`, shown: address.replace(/^https?:\/\//i, "") };
  const digits = phone?.replaceAll(/[^\d+]/g, "") ?? "";
  return phone === null || digits === "" ? null : { kind: "phone", text: `tel:${digits}`, shown: phone };
}

export function recordBrochure(cx: Cx, { plans }: BrochureData, file: StoredFile): { readonly documentId: DocumentId } {
  return act<{ readonly documentId: DocumentId }>(cx, (db) => {
    const names = plans.map(({ name }) => name).join(", ");
    const documentId = insertDocument(db, { ...file, kind: "brochure", householdId: null, title: `Brochure: ${names}`, createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "brochure.made", `document/${documentId}`, { after: { plans: names } });
    db.touch("documents");
    return { documentId };
  });
}
