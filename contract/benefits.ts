/** Benefits over the years, whom to call about unused ones, and wallets (PKG-10, PKG-11). */
import { z } from "zod";
import type { BenefitGrantId, BenefitUseId, HouseholdId, InvoiceId, MembershipId, NoticeId, PatientId, RecallCallId } from "#domain/identity.ts";
import { cents, command, day, fileOut, id, nothing, query, sumCents, text } from "./base.ts";

const use = z.object({
  useId: id<BenefitUseId>(),
  grantId: id<BenefitGrantId>(),
  usedOn: day,
  patientName: z.string(),
  serviceName: z.string(),
  providerName: z.string(),
  invoiceId: id<InvoiceId>(),
  invoiceNumber: z.int().nullable(),
  listCents: cents,
  offCents: cents,
  undoneOn: day.nullable(),
});

export const benefitStory = z.object({
  grantId: id<BenefitGrantId>(),
  label: z.string(),
  /** As the plan grants it, or carried over from an earlier grant. */
  origin: z.enum(["plan", "rollover"]),
  fromOn: day,
  /** The last day on which it can be used; null: as long as the membership. */
  untilOn: day.nullable(),
  quantity: z.int(),
  used: z.int(),
  closedOn: day.nullable(),
  rolled: z.int(),
  forfeited: z.int(),
  left: z.int(),
  uses: z.array(use),
});
export type BenefitStory = z.infer<typeof benefitStory>;

export const recallRow = z.object({
  membershipId: id<MembershipId>(),
  patientId: id<PatientId>(),
  patientName: z.string(),
  householdId: id<HouseholdId>(),
  phone: z.string(),
  planName: z.string(),
  unused: z.string(),
  units: z.int(),
  lastOn: day,
  days: z.int(),
  stage: z.literal([30, 60, 120]),
  isDue: z.boolean(),
  call: z.object({ callId: id<RecallCallId>(), calledOn: day, note: z.string() }).nullable(),
  /** The last letter or e-mail about this year: waiting to go out, printed or sent. */
  letter: z.object({ noticeId: id<NoticeId>(), writtenOn: day, state: z.enum(["queued", "printed", "sent"]) }).nullable(),
});
export type RecallRow = z.infer<typeof recallRow>;

export const walletView = z.object({
  membershipId: id<MembershipId>(),
  patientId: id<PatientId>(),
  patientName: z.string(),
  planName: z.string(),
  householdId: id<HouseholdId>(),
  leftCents: sumCents,
  isUsable: z.boolean(),
  /** The last day on which it can be spent; null while the membership goes on. */
  lastOn: day.nullable(),
  moves: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(["banked", "taken_back", "spent", "given_back", "forfeited", "to_credit"]),
      cents,
      movedOn: day,
      invoiceId: id<InvoiceId>().nullable(),
      invoiceNumber: z.int().nullable(),
      receiptNumber: z.int().nullable(),
      by: z.string(),
    }),
  ),
});
export type WalletView = z.infer<typeof walletView>;

const lettersAsk = {
  membershipIds: z.array(id<MembershipId>()).min(1).max(2000),
  /** Whom we wrote to within so many days is left out, unless `anyway`. */
  withinDays: z.int().min(0).max(365).default(60),
  anyway: z.boolean().default(false),
};

const lettersAnswer = z.object({
  /** To be printed, one a household. */
  noticeIds: z.array(id<NoticeId>()),
  emails: z.int(),
  members: z.int(),
  /** Written to within the span: left out, or written to again when asked. */
  recently: z.array(z.object({ patientName: z.string(), writtenOn: day })),
  /** Letters that wait but cannot be printed before this is put right. */
  problems: z.array(z.object({ householdId: id<HouseholdId>(), name: z.string(), reason: z.string() })),
});
export type RecallLettersAnswer = z.infer<typeof lettersAnswer>;

const called = z.object({ callId: id<RecallCallId>() });

export const benefitsContract = {
  benefits: {
    /** Everything a membership was ever granted, with what was used, rolled over and lost. */
    history: query("memberships.view").input(z.strictObject({ membershipId: id<MembershipId>() })).output(z.array(benefitStory)),
  },
  recall: {
    list: query("memberships.view").input(nothing).output(z.array(recallRow)),
    exportCsv: query("export.all", { audit: "view" }).input(nothing).output(fileOut),
    markCalled: command("memberships.change", { membershipId: id<MembershipId>(), note: text(200) }).output(called),
    undoCalled: command("memberships.change", { callId: id<RecallCallId>() }).output(called),
    /** What `writeLetters` would do, tried out. */
    foretellLetters: query("statements.print").input(z.strictObject(lettersAsk)).output(lettersAnswer),
    /** A letter or an e-mail to each household, by its channel; the row says when it was written. */
    writeLetters: command("statements.print", lettersAsk).output(lettersAnswer),
    /** Calls a letter off that has not gone out. */
    callOffLetter: command("statements.print", { noticeId: id<NoticeId>() }).output(z.object({ noticeId: id<NoticeId>() })),
  },
  wallets: {
    ofHousehold: query("memberships.view")
      .input(z.strictObject({ householdId: id<HouseholdId>() }))
      .output(z.object({ usableCents: sumCents, wallets: z.array(walletView) })),
  },
};
