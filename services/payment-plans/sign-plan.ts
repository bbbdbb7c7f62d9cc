/**
 * Signs the schedule of a payment plan (INV-6): on the screen, with the strokes or the typed name and
 * the signed copy, or on paper, with its scan now or later. What is kept is the schedule word for word
 * and its hash; a drawn plan is drawn from then on.
 */
import { setSignedPaper, markSigned, type PlanRow } from "#db/payment-plans/plans.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { insertDocument } from "#db/statements/records.ts";
import { findPractice } from "#db/practice.ts";
import { findStaff } from "#db/staff.ts";
import { checkSignature, type Signature } from "#domain/agreements/signature.ts";
import { timeInZone, type Day } from "#domain/calendar.ts";
import type { DocumentId, PaymentPlanId } from "#domain/identity.ts";
import { scheduleWords } from "#domain/payment-plans/schedule-words.ts";
import { refuse } from "#domain/refusal.ts";
import type { PrintSetup } from "#domain/statements/document-data.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { fillWords } from "#domain/texts/fill-words.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { requireRunning } from "./change-plan.ts";
import { paperOfPlan } from "./plan-paper.ts";
import { wordsOfPlan, type PlanWords } from "./plan-words.ts";
import { readPlan } from "./view-plans.ts";

export type PlanSigned = { readonly planId: PaymentPlanId; readonly documentId: DocumentId | null };

type OnScreen = {
  readonly planId: PaymentPlanId;
  readonly signer: string;
  readonly signature: Signature;
  /** The hash of the words that were shown. */
  readonly fingerprint: string;
};

/** What the signed copy is made from. Refuses `plan_not_there`, `plan_ended`, `plan_signed_already`, `plan_changed_meanwhile`, `signature_wrong`. */
export function planCopyToSign(cx: Cx, signing: OnScreen): DeskPaperData {
  return look<DeskPaperData>(cx, (db) => {
    const { words } = requireToSign(cx, db, signing.planId, signing.fingerprint);
    const signer = signing.signer.trim();
    const paper = paperOfPlan(db, readPlan(db, signing.planId, cx.today), words);
    return {
      ...paper.data,
      signers: [],
      signed: {
        signer,
        signature: checkSignature(signing.signature, signer),
        note: noteOf(cx, db, paper.data.setup, signer),
      },
    };
  });
}

/** Refuses what `planCopyToSign` refuses. */
export function signPlanOnScreen(cx: Cx, signing: OnScreen & { readonly copy: StoredFile }): PlanSigned {
  return act<PlanSigned>(cx, (db) => {
    const { plan, words } = requireToSign(cx, db, signing.planId, signing.fingerprint);
    const signer = signing.signer.trim();
    const signature = checkSignature(signing.signature, signer);
    const documentId = keep(cx, db, plan, signing.copy);
    return sign(cx, db, plan, words, { method: "screen", on: cx.today, by: signer, signature: JSON.stringify(signature), documentId });
  });
}

export type OnPaper = {
  readonly planId: PaymentPlanId;
  readonly signer: string;
  readonly signedOn: Day;
  /** The scan, already in the documents folder; null when it comes later. */
  readonly scan: StoredFile | null;
};

/** Refuses `plan_not_there`, `plan_ended`, `plan_signed_already` and `signed_day_wrong`. */
export function signPlanOnPaper(cx: Cx, { planId, signer, signedOn, scan }: OnPaper): PlanSigned {
  return act<PlanSigned>(cx, (db) => {
    const { plan, words } = requireToSign(cx, db, planId, null);
    if (signedOn > cx.today || signedOn < plan.startedOn) refuse("signed_day_wrong", { todayOn: cx.today });
    const documentId = scan === null ? null : keep(cx, db, plan, scan);
    return sign(cx, db, plan, words, { method: "paper", on: signedOn, by: signer.trim(), signature: null, documentId });
  });
}

/** The scan of a paper that was marked as signed before. Refuses `plan_not_there` and `plan_not_on_paper`. */
export function attachPlanScan(cx: Cx, { planId, scan }: { readonly planId: PaymentPlanId; readonly scan: StoredFile }): PlanSigned {
  return act<PlanSigned>(cx, (db) => {
    const plan = readPlan(db, planId, cx.today);
    if (plan.signMethod !== "paper") refuse("plan_not_on_paper", {});
    const documentId = keep(cx, db, plan, scan);
    setSignedPaper(db, planId, documentId);
    audit(cx, db, "payment_plan.scanned", `payment_plan/${planId}`, { before: { documentId: plan.documentId }, after: { documentId } });
    touch(db, plan);
    return { planId, documentId };
  });
}

function requireToSign(cx: Work, db: ReadableDb, planId: PaymentPlanId, fingerprint: string | null): { plan: PlanRow; words: PlanWords } {
  requireRunning(db, planId);
  const plan = readPlan(db, planId, cx.today);
  if (plan.signedOn !== null) refuse("plan_signed_already", { signedOn: plan.signedOn });
  const words = wordsOfPlan(db, plan, cx.today);
  if (fingerprint !== null && fingerprint !== words.fingerprint) refuse("plan_changed_meanwhile", {});
  return { plan, words };
}

function sign(
  cx: Work,
  db: WritableDb,
  plan: PlanRow,
  words: PlanWords,
  signed: {
    readonly method: "screen" | "paper";
    readonly on: Day;
    readonly by: string;
    readonly signature: string | null;
    readonly documentId: DocumentId | null;
  },
): PlanSigned {
  const { planId } = plan;
  markSigned(db, planId, {
    ...signed,
    agreed: words.agreed,
    agreedHash: words.fingerprint,
    at: cx.now,
    before: cx.actor.staffId,
    workstation: cx.actor.workstation,
  });
  audit(cx, db, "payment_plan.signed", `payment_plan/${planId}`, {
    after: { signer: signed.by, method: signed.method, signedOn: signed.on, fingerprint: words.fingerprint, documentId: signed.documentId },
  });
  touch(db, plan);
  return { planId, documentId: signed.documentId };
}

function keep(cx: Work, db: WritableDb, plan: PlanRow, file: StoredFile): DocumentId {
  return insertDocument(db, {
    ...file,
    kind: "agreement",
    householdId: plan.householdId,
    title: `Signed payment plan of ${plan.payerName}`,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
}

function noteOf(cx: Cx, db: ReadableDb, { locale, words: own }: PrintSetup, signer: string): string {
  const time = timeInZone(cx.now, findPractice(db)?.time_zone ?? "UTC");
  const before = cx.actor.staffId === null ? "" : (findStaff(db, cx.actor.staffId)?.name ?? "");
  const said = scheduleWords(locale, own);
  return fillWords(before === "" ? said.signedAt : said.signedBefore, { name: signer, time, staff: before, workstation: cx.actor.workstation });
}

function touch(db: WritableDb, { planId, householdId }: PlanRow): void {
  db.touch("payment-plans", "documents", "billing", `payment-plan/${planId}`, `household/${householdId}`);
}
