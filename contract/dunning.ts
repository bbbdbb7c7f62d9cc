/** Past-due households, their letters, and who needs a person (BIL-6, BIL-11..13, BIL-18, DOC-11). */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { noticeKinds } from "#domain/dunning/notice-kinds.ts";
import { noticeWritings } from "#domain/dunning/writing.ts";
import type {
  AttentionId,
  CaseId,
  DocumentId,
  HouseholdId,
  InvoiceId,
  MembershipId,
  NoticeId,
  PatientId,
} from "#domain/identity.ts";
import { cents, command, day, fileOut, id, instant, nothing, positiveCents, query, requiredText, stream } from "./base.ts";

export const caseCauses = ["manual_payer", "card_removed", "card_declined"] as const;
const kind = z.enum(noticeKinds);

/** A past-due household on the call list (BIL-13), with the three sentences of BIL-12. */
export const callRow = z.object({
  caseId: id<CaseId>(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  patientId: id<PatientId>().nullable(),
  phone: z.string(),
  members: z.string(),
  membershipId: id<MembershipId>().nullable(),
  invoiceId: id<InvoiceId>(),
  invoiceNumber: z.int(),
  /** `Payment 2 of 6`, where a drawn part of a payment plan is owed; null for dues. */
  planPart: z.string().nullable(),
  cause: z.enum(caseCauses),
  dayZeroOn: day,
  days: z.int(),
  amountCents: cents,
  owedCents: cents,
  owedInvoices: z.int(),
  lapseOn: day.nullable(),
  declineKind: z.enum(["soft", "hard", "authentication"]).nullable(),
  declinedOn: day.nullable(),
  staff: z.string(),
  patient: z.string(),
  next: z.string(),
  nextOn: day.nullable(),
  hasCard: z.boolean(),
  canRetry: z.boolean(),
  lastNotice: z.object({ kind, state: z.string(), on: day }).nullable(),
  waitingNoticeId: id<NoticeId>().nullable(),
});
export type CallRow = z.infer<typeof callRow>;

export const needsAttention = z.object({
  id: id<AttentionId>(),
  householdId: id<HouseholdId>(),
  name: z.string(),
  patientId: id<PatientId>().nullable(),
  kind: z.string(),
  /** What it is about, where a household may have several of one kind, such as `membership/12`. */
  subject: z.string(),
  reason: z.string(),
  sentence: z.string(),
  actions: z.array(z.enum(["look_again", "settle"])),
  sinceAt: instant,
});
export type NeedsAttention = z.infer<typeof needsAttention>;

export const waitingNotice = z.object({
  noticeId: id<NoticeId>(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  kind,
  dueOn: day,
  city: z.string(),
  postalCode: z.string(),
  /** Why it cannot be printed now, such as a missing address; empty when it can. */
  problem: z.string(),
});
export type WaitingNotice = z.infer<typeof waitingNotice>;

export const letterProgress = z.union([
  z.object({ state: z.literal("working"), done: z.int(), total: z.int() }),
  z.object({
    state: z.literal("done"),
    batchId: z.int(),
    documentId: id<DocumentId>(),
    letters: z.int(),
    pages: z.int(),
    leftOut: z.array(z.object({ householdId: id<HouseholdId>(), name: z.string(), reason: z.string() })),
    missingCharacters: z.array(z.string()),
  }),
]);
export type LetterProgress = z.infer<typeof letterProgress>;

export const printRun = z.object({
  batchId: z.int(),
  documentId: id<DocumentId>(),
  letters: z.int(),
  printedOn: day,
  by: z.string(),
  undoneAt: instant.nullable(),
  canUndo: z.boolean(),
});
export type PrintRun = z.infer<typeof printRun>;

/** One entry of what a household has been told, newest first. */
export const toldNotice = z.object({
  noticeId: id<NoticeId>(),
  kind,
  channel: z.string(),
  state: z.string(),
  dueOn: day,
  toldOn: day.nullable(),
  reason: z.string(),
  documentId: id<DocumentId>().nullable(),
});
export type ToldNotice = z.infer<typeof toldNotice>;

const dayNumber = z.int().min(0).max(400);

/** The whole of a practice's timetable; the rules about it are `checkedSettings`. */
export const dunningSettings = z.strictObject({
  graceDays: z.int().min(0).max(400),
  retryDays: z.array(dayNumber).max(20).readonly(),
  noticeDays: z.strictObject({
    past_due: dayNumber,
    past_due_fee: dayNumber,
    past_due_reminder: dayNumber,
    past_due_final: dayNumber,
  }),
  writing: z.partialRecord(kind, z.enum(noticeWritings)),
  channel: z.enum(["household", "letter"]),
});
export type DunningSettingsInput = z.infer<typeof dunningSettings>;

export const dunningSetup = z.object({
  version: z.int().nullable(),
  settings: dunningSettings,
  history: z.array(z.object({ by: z.string(), at: instant, changed: z.array(z.string()) })),
});
export type DunningSetup = z.infer<typeof dunningSetup>;

const causes = z.array(z.enum(caseCauses)).max(3).default([]);

export const dunningContract = {
  collections: {
    callList: query("billing.view").input(nothing).output(z.array(callRow)),
    exportCallList: query("export.all", { audit: "view" }).input(z.strictObject({ causes })).output(fileOut),
    /** Gives up what is open on one invoice, with a reason. */
    waive: command("writeoffs.approve", {
      invoiceId: id<InvoiceId>(),
      /** What the window showed; refused when it has changed meanwhile. */
      expectedCents: positiveCents,
      reason: requiredText(200),
    }).output(z.object({ waivedCents: cents })),
    /** Writes a letter that asks for a card, at most once a week. */
    askForCard: command("invoices.edit", { invoiceId: id<InvoiceId>() }).output(z.object({ noticeId: id<NoticeId>() })),
    /** Writes a reminder by hand (INV-5), at least three days after the last. */
    remind: command("invoices.edit", { invoiceId: id<InvoiceId>() }).output(z.object({ noticeId: id<NoticeId>() })),
  },
  attention: {
    list: query("billing.view").input(nothing).output(z.array(needsAttention)),
    /** Does the household's work now; refuses when the same still stands in the way. */
    lookAgain: command("billing.run", { attentionId: id<AttentionId>() }).output(z.object({ householdId: id<HouseholdId>() })),
    settle: command("billing.run", { attentionId: id<AttentionId>(), note: requiredText(200) }).output(
      z.object({ householdId: id<HouseholdId>() }),
    ),
  },
  notices: {
    /** Mail to print, in postal order (DOC-11). */
    toPrint: query("billing.view").input(nothing).output(z.array(waitingNotice)),
    preview: query("billing.view").input(z.strictObject({ noticeId: id<NoticeId>() })).output(fileOut),
    /** One merged PDF in postal order, archived, its letters marked as printed; closing the stream cancels it. */
    runBatch: stream("statements.print", { audit: "change" })
      .input(z.strictObject({ requestId: z.uuid(), noticeIds: z.array(id<NoticeId>()).min(1).max(2000) }))
      .output(eventIterator(letterProgress)),
    undo: command("statements.print", { batchId: z.int().positive() }).output(z.object({ waiting: z.int() })),
    /** Handed over or read out; it counts as sent today. */
    give: command("statements.print", { noticeId: id<NoticeId>() }).output(z.object({ noticeId: id<NoticeId>() })),
    /** A message about an act that is not sent after all (DOC-12). */
    takeOff: command("statements.print", { noticeId: id<NoticeId>() }).output(z.object({ noticeId: id<NoticeId>() })),
    runs: query("billing.view").input(nothing).output(z.array(printRun)),
    ofHousehold: query("billing.view")
      .input(z.strictObject({ householdId: id<HouseholdId>() }))
      .output(z.array(toldNotice)),
  },
  dunning: {
    read: query("billing.view").input(nothing).output(dunningSetup),
    save: command("settings.change", { basedOn: z.int().nullable(), settings: dunningSettings }).output(
      z.object({ version: z.int() }),
    ),
  },
};
