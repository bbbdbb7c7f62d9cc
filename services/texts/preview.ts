/**
 * Words as they are typed, on the very paper they will stand on (DOC-8): they are saved, the paper is
 * made by the code that prints it, and all of it is taken back.
 */
import type { WritableDb, ReadableDb } from "#db/database.ts";
import { findPayerWords } from "#db/dunning/letter-facts.ts";
import { findOwnText } from "#db/texts/own-texts.ts";
import { noticeKinds, type NoticeKind } from "#domain/dunning/notice-kinds.ts";
import { fieldsOf } from "#domain/dunning/notice-text.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { letterAsMail, type MailText } from "#domain/mail/mail-text.ts";
import type { DocumentKinds } from "#domain/statements/document-data.ts";
import type { TextWords } from "#domain/texts/definition.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import { paperWord, type WordPaper } from "#domain/texts/paper-words.ts";
import type { PlainTextId } from "#domain/texts/plain-texts.ts";
import { textDefinition, type TextId } from "#domain/texts/register.ts";
import type { Cx } from "../context.ts";
import { coverOf, signatureOf } from "../mail/mail-words.ts";
import { readPrinting, type Printing } from "../statements/print-setup.ts";
import { tryOut } from "../try-out.ts";
import { saveTextWithin } from "./manage.ts";
import { previewLetterOf } from "./preview-letter.ts";
import { previewBrochure, previewOffer } from "./preview-offer.ts";
import { previewCertificate, previewInvoice, previewReceipt, previewStatement, type Tried } from "./preview-paper.ts";
import { previewAgreementFrame, previewCreditNote, previewSchedule, previewSheet, previewYearly } from "./preview-words.ts";
import { languageOfHousehold } from "./words.ts";

export type TextSheet = { readonly [K in keyof DocumentKinds]: { readonly kind: K; readonly data: DocumentKinds[K] } }[keyof DocumentKinds];

export type TextTried = {
  readonly household: { readonly householdId: HouseholdId; readonly name: string; readonly language: TextLanguage } | null;
  readonly from: string;
  readonly examples: readonly string[];
  /** The paper they stand on; null for words of a message alone. */
  readonly sheet: TextSheet | null;
  readonly mail: MailText | null;
};

export type TextToTry = {
  readonly textId: TextId;
  readonly language: TextLanguage;
  readonly words: TextWords;
  /** Null: a household for which these words are written now, if there is one. */
  readonly householdId: HouseholdId | null;
};

/** Refuses what `checkedWords` refuses, and `payment_household_not_found`. */
export function previewText(cx: Cx, { textId, language, words, householdId }: TextToTry): TextTried {
  return tryOut<TextTried>(cx.db, (db) => {
    const basedOn = findOwnText(db, textId, language)?.revision ?? null;
    saveTextWithin(cx, db, { textId, language, basedOn, words });
    const chosen = householdId ?? findHouseholdFor(db, textId);
    if (chosen === null) return { household: null, from: "There is no household yet to try it with.", examples: [], sheet: null, mail: null };
    const household = { householdId: chosen, name: findPayerWords(db, chosen).name, language: languageOfHousehold(db, chosen) };
    return { household, ...tryWith(cx, db, { textId, language, householdId: chosen }) };
  });
}

type Trial = { readonly textId: TextId; readonly language: TextLanguage; readonly householdId: HouseholdId };

function tryWith(cx: Cx, db: WritableDb, { textId, language, householdId }: Trial): Omit<TextTried, "household"> {
  const printing = readPrinting(db, language);
  const { notice } = textDefinition(textId);
  const word = paperWord(textId);
  if (word !== undefined) return tryWord(cx, db, printing, word.paper, householdId);
  return notice === null ? tryPlain(cx, db, printing, textId as PlainTextId, householdId) : letter(cx, db, printing, notice, householdId);
}

/** A heading or fixed word on the paper that has it. */
function tryWord(cx: Cx, db: ReadableDb, printing: Printing, kind: WordPaper, householdId: HouseholdId): Omit<TextTried, "household"> {
  switch (kind) {
    case "statement":
      return paper(kind, previewStatement(db, printing, householdId, null, cx.today));
    case "receipt":
      return paper(kind, previewReceipt(db, printing, householdId, cx.today));
    case "invoice":
      return paper(kind, previewInvoice(db, printing, householdId, false, cx.today));
    case "credit_note":
      return paper(kind, previewCreditNote(db, printing, householdId, cx.today));
    case "notice":
      return letter(cx, db, printing, kindOfLetter(db, householdId), householdId);
    case "agreement":
      return paper(kind, previewAgreementFrame(db, printing, householdId, cx.today));
    case "schedule":
      return paper("desk_paper", previewSchedule(db, printing, householdId, cx.today));
    case "plan_offer":
      return planPaper(kind, previewOffer(db, printing, householdId, cx.today));
    case "brochure":
      return planPaper(kind, previewBrochure(db, printing, cx.today));
    case "yearly_statement":
      return paper(kind, previewYearly(db, printing, householdId, cx.today));
    case "household_sheet":
      return paper(kind, previewSheet(db, printing, householdId, cx.today));
  }
}

/** Each text on the paper that has it; one that is added to the register without a place here does not compile. */
function tryPlain(cx: Cx, db: ReadableDb, printing: Printing, textId: PlainTextId, householdId: HouseholdId): Omit<TextTried, "household"> {
  switch (textId) {
    case "letter.how_to_pay":
    case "letter.goodbye":
      return letter(cx, db, printing, kindOfLetter(db, householdId), householdId);
    case "statement.over_30":
      return paper("statement", previewStatement(db, printing, householdId, "days31to60Cents", cx.today));
    case "statement.over_60":
      return paper("statement", previewStatement(db, printing, householdId, "days61to90Cents", cx.today));
    case "statement.over_90":
      return paper("statement", previewStatement(db, printing, householdId, "over90Cents", cx.today));
    case "statement.message":
    case "payment.ways":
      return paper("statement", previewStatement(db, printing, householdId, null, cx.today));
    case "receipt.how_to_cancel":
      return paper("receipt", previewReceipt(db, printing, householdId, cx.today));
    case "invoice.note":
    case "invoice.void":
      return paper("invoice", previewInvoice(db, printing, householdId, textId === "invoice.void", cx.today));
    case "certificate.note":
      return paper("desk_paper", previewCertificate(db, printing, householdId, cx.today));
    case "offer.greeting":
      return planPaper("plan_offer", previewOffer(db, printing, householdId, cx.today));
    case "plan.not_insurance":
    case "brochure.headline":
    case "brochure.promise":
    case "brochure.web":
    case "brochure.about":
    case "brochure.join":
      return planPaper("brochure", previewBrochure(db, printing, cx.today));
    case "mail.document":
    case "mail.signature":
      return message(db, printing, householdId);
  }
}

function planPaper(kind: "plan_offer", tried: Tried<DocumentKinds["plan_offer"]> | null): Omit<TextTried, "household">;
function planPaper(kind: "brochure", tried: Tried<DocumentKinds["brochure"]> | null): Omit<TextTried, "household">;
function planPaper(kind: "plan_offer" | "brochure", tried: Tried<unknown> | null): Omit<TextTried, "household"> {
  if (tried === null) return { from: "No plan is on sale, so there is no paper to show it on.", examples: [], sheet: null, mail: null };
  return { from: tried.from, examples: tried.examples, sheet: { kind, data: tried.data } as TextSheet, mail: null };
}

function paper<K extends "statement" | "receipt" | "invoice" | "desk_paper" | "credit_note" | "agreement" | "yearly_statement" | "household_sheet">(
  kind: K,
  { data, from, examples }: { readonly data: DocumentKinds[K]; readonly from: string; readonly examples: readonly string[] },
): Omit<TextTried, "household"> {
  return { from, examples, sheet: { kind, data } as TextSheet, mail: null };
}

function letter(cx: Cx, db: ReadableDb, printing: Printing, kind: NoticeKind, householdId: HouseholdId): Omit<TextTried, "household"> {
  const { data, from, examples } = previewLetterOf(db, printing, { kind, householdId, today: cx.today, now: cx.now, language: printing.language });
  const mail = letterAsMail(data, signatureOf(db, printing.language, printing.letterhead));
  return { from, examples, sheet: { kind: "notice", data }, mail };
}

/** A message that carries the household's newest document, or an invoice that is made up. */
function message(db: ReadableDb, printing: Printing, householdId: HouseholdId): Omit<TextTried, "household"> {
  const title = db.get<{ title: string }>("select title from document where household_id = ? order by id desc limit 1", householdId)?.title;
  const example = printing.language === "es" ? "Factura 1042" : "Invoice 1042";
  const mail = coverOf(db, printing.language, printing.letterhead, { title: title ?? example, payer: findPayerWords(db, householdId).name });
  return {
    from: title === undefined ? "This household has no document yet: one is made up." : `As it would go out with “${title}”.`,
    examples: title === undefined ? ["The document"] : [],
    sheet: null,
    mail,
  };
}

/** The newest kind of letter of a household that says how to pay; a reminder where it has none. */
function kindOfLetter(db: ReadableDb, householdId: HouseholdId): NoticeKind {
  const kinds = noticeKinds.filter((kind) => fieldsOf[kind].includes("how_to_pay"));
  const found = db.get<{ kind: NoticeKind }>(
    `select kind from notice where household_id = ? and state <> 'skipped' and kind in (${kinds.map(() => "?").join(",")}) order by id desc limit 1`,
    householdId,
    ...kinds,
  );
  return found?.kind ?? "invoice_reminder";
}

/** One that has what these words are about, the newest first; else any with a member; else any. */
function findHouseholdFor(db: ReadableDb, textId: TextId): HouseholdId | null {
  const { notice } = textDefinition(textId);
  const ask = (sql: string, ...values: string[]): HouseholdId | undefined => db.get<{ id: HouseholdId }>(sql, ...values)?.id;
  return (
    (notice === null
      ? ask(ofPaper[textId] ?? ofWord[paperWord(textId)?.paper ?? "notice"] ?? "select household_id as id from notice order by id desc limit 1")
      : ask(
          `select n.household_id as id from notice n left join invoice i on i.id = n.invoice_id
           where n.kind = ? and n.state not in ('skipped', 'cancelled') order by coalesce(i.balance_cents, 1) > 0 desc, n.id desc limit 1`,
          notice,
        )) ??
    ask("select household_id as id from membership order by next_draw_on is null, id limit 1") ??
    ask("select id from household where payer_patient_id is not null order by id limit 1") ??
    null
  );
}

const owing = "select id from household where balance_cents > 0 order by balance_cents desc, id limit 1";
const newest = {
  payment: "select household_id as id from payment where reversed_on is null order by id desc limit 1",
  invoice: "select household_id as id from invoice where number is not null and voided_on is null order by id desc limit 1",
} as const;
/** By the paper that a heading or fixed word stands on. */
const ofWord: Readonly<Partial<Record<WordPaper, string>>> = {
  statement: owing,
  receipt: newest.payment,
  invoice: newest.invoice,
  credit_note: "select i.household_id as id from credit_note c join invoice i on i.id = c.invoice_id order by c.id desc limit 1",
  yearly_statement: newest.payment,
  household_sheet: newest.payment,
  agreement: newest.payment,
  schedule: "select household_id as id from payment_plan order by id desc limit 1",
  plan_offer: newest.payment,
  brochure: newest.payment,
};
const ofPaper: Readonly<Partial<Record<TextId, string>>> = {
  "statement.message": owing,
  "statement.over_30": owing,
  "statement.over_60": owing,
  "statement.over_90": owing,
  "payment.ways": owing,
  "receipt.how_to_cancel": newest.payment,
  "invoice.note": newest.invoice,
  "invoice.void": "select household_id as id from invoice where voided_on is not null order by id desc limit 1",
  "certificate.note": "select household_id as id from gift_certificate order by id desc limit 1",
  "mail.document": "select household_id as id from document where household_id is not null order by id desc limit 1",
  "mail.signature": "select household_id as id from document where household_id is not null order by id desc limit 1",
};
