import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HouseholdId } from "#domain/identity.ts";
import { Refusal } from "#domain/refusal.ts";
import { noticeKinds } from "#domain/dunning/notice-kinds.ts";
import { textDefinition, textIds, type TextId } from "#domain/texts/register.ts";
import { textLanguages } from "#domain/texts/language.ts";
import type { NoticeData, StatementData, InvoiceData, ReceiptData } from "#domain/statements/document-data.ts";
import { openPastDueClub, type Member, type PastDueClub } from "../dunning/past-due.fixture.ts";
import { listLettersToPrint, previewLetter } from "../dunning/print-notices.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listTexts } from "./manage.ts";
import { previewText, type TextToTry } from "./preview.ts";

let office: PastDueClub;
let lee: Member;
beforeEach(() => {
  office = openPastDueClub("2026-11-05");
  lee = office.member("Lee");
});
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

const tried = (textId: TextId, over: Partial<TextToTry> = {}) => {
  const language = over.language ?? "en";
  return previewText(office.cx(), { textId, language, words: textDefinition(textId).defaults[language], householdId: lee.householdId, ...over });
};
const letterOf = (textId: TextId, over: Partial<TextToTry> = {}): NoticeData => {
  const { sheet } = tried(textId, over);
  if (sheet?.kind !== "notice") throw new Error(`no letter for ${textId}`);
  return sheet.data;
};
const rows = () => office.club.db.read((db) => db.get<{ n: number }>("select (select count(*) from own_text) + (select count(*) from audit) + (select count(*) from notice) as n"))?.n;

describe("DOC-8 a letter with a real household", () => {
  test("DOC-8 is the very letter that waits for the printer, in the words as they are typed", async () => {
    await office.advanceTo("2026-12-06", { prints: false });
    const [waiting] = listLettersToPrint(office.cx());
    expect(waiting?.kind).toBe("past_due");
    const printed = waiting && previewLetter(office.cx(), waiting.noticeId);
    const { examples, from } = tried("notice.past_due");
    expect(letterOf("notice.past_due")).toEqual(printed);
    expect([examples, from]).toEqual([[], "“Payment not received” as it stands with this household, with the amounts of today."]);
    const words = { subject: "About {amount}", body: "{payer} until {lapse_day}. {how_to_pay}" };
    expect(letterOf("notice.past_due", { words })).toMatchObject({ subject: "About $37.00", pay: printed?.pay });
    expect(letterOf("notice.past_due", { words }).body).toMatch(/^Rosa Lee until Jan 2, 2027\. You can pay/u);
  });

  test("DOC-8 nothing of the trial stays, and nobody hears of it", () => {
    const before = rows();
    const list = listTexts(office.cx());
    tried("notice.past_due", { words: { subject: "Hi", body: "{amount} {lapse_day} {phone}" } });
    tried("statement.message", { words: { subject: "", body: "Hello." } });
    expect(rows()).toBe(before);
    expect(listTexts(office.cx())).toEqual(list);
  });

  test("DOC-8 a household that has nothing of its kind is shown with examples, and they are named", () => {
    const { data, examples, from } = { ...tried("notice.card_expires_30"), data: letterOf("notice.card_expires_30") };
    expect(data.body).toContain("Dear Rosa Lee,");
    expect(data.body).not.toMatch(/[{}]/u);
    expect(examples).toEqual(["{card_expires}"]);
    expect(from).toContain("made up");
    expect(tried("notice.price_change").examples).toContain("{price_lines}");
  });

  test("BIL-11 a letter that asks for money never asks for nothing: where all is paid, the amount is an example", async () => {
    await office.advanceTo("2026-12-06", { prints: false });
    office.club.db.write((db) => db.exec("update invoice set balance_cents = 0"));
    const { examples } = tried("notice.past_due");
    expect(examples).toEqual(["{what_happened}", "{amount}"]);
    expect(letterOf("notice.past_due").body).not.toContain("$0.00");
    office.club.db.write((db) => db.exec("update invoice set balance_cents = 3700 where paid_cents = 0"));
  });

  test("DOC-8 what a household does have is never an example: its members, its open invoice", async () => {
    await office.advanceTo("2026-12-05", { prints: false });
    const { examples } = tried("notice.invoice_reminder");
    expect(examples).toEqual([]);
    expect(letterOf("notice.invoice_reminder")).toMatchObject({ pay: { amountCents: 3700 } });
    expect(letterOf("notice.renewal_30").body).toContain("Rosa Lee");
  });

  test.each(textLanguages)("DOC-8 every letter in %s leaves no brace and no word of the program behind", (language) => {
    for (const kind of noticeKinds) {
      const data = letterOf(`notice.${kind}`, { language });
      expect(`${data.subject} ${data.body}`, kind).not.toMatch(/[{}]|undefined|null|NaN/u);
      expect(data.setup.locale).toBe(language === "es" ? "es-US" : "en-US");
      expect(data.goodbye).toBe(language === "es" ? "Atentamente," : "With kind regards,");
    }
  });

  test("DOC-8 as an e-mail it has the same words, with the practice below", () => {
    const { mail } = tried("notice.lapsed");
    expect(mail?.subject).toBe("Your membership has ended");
    expect(mail?.body).toContain("Dear Rosa Lee,\n\n");
  });

  test("DOC-8 how to pay and the closing are tried in a letter that has them", () => {
    const words = { subject: "", body: "Bring cash." };
    expect(letterOf("letter.how_to_pay", { words })).toMatchObject({ paymentOptions: ["Bring cash."] });
    expect(letterOf("letter.how_to_pay", { words }).body).toContain("Bring cash.");
    expect(letterOf("letter.goodbye", { words: { subject: "", body: "Yours," } }).goodbye).toBe("Yours,");
  });
});

describe("DOC-8 a paper with a real household", () => {
  const sheetOf = <T,>(textId: TextId, over: Partial<TextToTry> = {}): T => tried(textId, over).sheet?.data as T;

  test("DOC-4 the message of an age is shown on a statement that has it; without such a debt an amount is made up", async () => {
    const words = { subject: "", body: "{payer} owes {amount}." };
    const made = tried("statement.over_60", { words });
    expect(made.examples).toEqual(["The balance and its age"]);
    expect(sheetOf<StatementData>("statement.over_60", { words })).toMatchObject({ amountDueCents: 12_000, aging: { days61to90Cents: 12_000 } });
    await office.advanceTo("2026-12-06");
    office.sleepUntil("2027-01-15");
    const real = tried("statement.over_30", { words });
    expect(real.examples).toEqual([]);
    expect(sheetOf<StatementData>("statement.over_30", { words }).messages.days31to60).toBe("Rosa Lee owes $37.00.");
  });

  test("DOC-7 how to cancel stands on the receipt of dues the household really paid", () => {
    const { examples, from } = tried("receipt.how_to_cancel");
    expect([examples, from]).toEqual([[], expect.stringMatching(/^Receipt \d+ of this household\.$/u)]);
    expect(sheetOf<ReceiptData>("receipt.how_to_cancel", { words: { subject: "", body: "Write to {practice}." } }).howToCancel).toMatch(/^Write to .+\.$/u);
  });

  test("INV-1 a note stands on the household's newest invoice, the void note on a void one or an example", () => {
    expect(sheetOf<InvoiceData>("invoice.note", { words: { subject: "", body: "Thank you, {payer}." } }).note).toBe("Thank you, Rosa Lee.");
    const { examples } = tried("invoice.void");
    expect(examples).toEqual(["The invoice"]);
    expect(sheetOf<InvoiceData>("invoice.void")).toMatchObject({ note: "This invoice is void. Nothing is owed on it.", balanceCents: 0, paymentOptions: [] });
  });

  test("DOC-3 ways to pay are on the slip; taken away they are not", () => {
    expect(sheetOf<StatementData>("payment.ways", { words: { subject: "", body: "Cash\nCheck" } }).paymentOptions).toEqual(["Cash", "Check"]);
    expect(sheetOf<StatementData>("payment.ways", { words: { subject: "", body: "" } }).paymentOptions).toEqual([]);
  });

  test("PKG-12 the note of a gift certificate is tried on one that is made up, where none was bought", () => {
    const { examples, sheet } = tried("certificate.note", { language: "es" });
    expect(examples).toEqual(["The certificate"]);
    expect(sheet).toMatchObject({ kind: "desk_paper", data: { notes: ["Muestre este código al pagar. Se puede usar por partes y no vence."] } });
  });

  test("DOC-10 the lines with a document, and what stands below", () => {
    const { mail, sheet, examples } = tried("mail.document", { language: "es" });
    expect([sheet, examples]).toEqual([null, ["The document"]]);
    expect(mail?.subject).toMatch(/^Factura 1042 de /u);
    expect(tried("mail.signature", { words: { subject: "", body: "{practice}\nOpen from 8 to 5" } }).mail?.body).toMatch(/Open from 8 to 5\n$/u);
  });

  test.each(textLanguages)("DOC-8 every text can be tried in %s with any household", (language) => {
    for (const textId of textIds) {
      const { household, sheet, mail, from } = tried(textId, { language });
      expect(household, textId).toMatchObject({ householdId: lee.householdId, name: "Rosa Lee", language: "en" });
      expect(sheet !== null || mail !== null, textId).toBe(true);
      expect(from, textId).toMatch(/\.$/u);
    }
  });

  test.each(textLanguages)("DOC-8 as it ships in %s, each text is shown on a paper or message in which no field is left and nothing is missing", (language) => {
    for (const textId of textIds) {
      const { sheet, mail } = tried(textId, { language });
      const data = JSON.stringify({ ...(sheet?.data as object), setup: null });
      expect(data, textId).not.toMatch(/\{[a-z_]+\}|undefined|NaN|\[object/u);
      expect(`${mail?.subject ?? "-"}${mail?.body ?? "-"}`, textId).not.toMatch(/[{}]|undefined|NaN|\$0\.00/u);
      if (sheet?.kind === "notice") {
        expect(sheet.data.subject.trim(), textId).not.toBe("");
        expect(sheet.data.recipient.name, textId).toBe("Rosa Lee");
        expect(`${sheet.data.subject} ${sheet.data.body}`, textId).not.toMatch(/\$0\.00| ,| \.(?:\s|$)|\(\)| {2}/u);
        if (sheet.data.pay !== null) expect(sheet.data.pay.amountCents, textId).toBeGreaterThan(0);
      }
    }
  });

  test("DOC-8 a wrong field in any text is refused with the text's name and the field, in either language, and nothing is kept", () => {
    const before = rows();
    for (const textId of textIds) {
      for (const language of textLanguages) {
        const { defaults, name } = textDefinition(textId);
        const words = { subject: defaults[language].subject, body: `${defaults[language].body.slice(0, 3).replaceAll(/[{}]/gu, "")}{wrng}` };
        let refusal: unknown = null;
        try {
          tried(textId, { language, words });
        } catch (error) {
          refusal = error instanceof Refusal ? { code: error.code, text: error.facts["text" as never], field: error.facts["field" as never] } : error;
        }
        expect(refusal, textId).toEqual({ code: "text_field_unknown", text: name, field: "wrng" });
      }
    }
    expect(rows()).toBe(before);
  });
});

describe("DOC-8 papers about plans", () => {
  test("DOC-8 an offer to somebody of the household who has no plan, else one that is made up", () => {
    const words = { subject: "", body: "Dear {payer}, look at {plan}." };
    const made = tried("offer.greeting", { words });
    expect([made.sheet?.kind, made.examples]).toEqual(["plan_offer", ["The offer"]]);
    expect(made.sheet?.data).toMatchObject({ greeting: "Dear Rosa Lee, look at Adult.", offer: { lines: [] } });
    office.club.db.write((db) => db.exec("insert into patient (household_id, chart_number, first_name, last_name, sort_name, birth_on, created_at) select household_id, 'X1', 'Ida', 'Lee', 'lee ida', '1990-01-01', created_at from patient where id = ?", lee.patientId));
    expect(tried("offer.greeting", { words })).toMatchObject({ examples: [], from: "Adult, offered to Ida Lee." });
  });

  test("DOC-8 the brochure of the plans on sale, the same for everybody; without a plan that is said", () => {
    const { sheet, from } = tried("brochure.headline", { language: "es", words: { subject: "", body: "Venga" } });
    expect([sheet?.kind, from]).toEqual(["brochure", "The brochure of Adult, Child. It is the same for everybody."]);
    expect(sheet?.data).toMatchObject({ headline: "Venga" });
    office.club.db.write((db) => db.exec("update plan set state = 'closed'"));
    for (const textId of ["brochure.join", "plan.not_insurance", "offer.greeting"] as const)
      expect(tried(textId)).toMatchObject({ sheet: null, mail: null, from: "No plan is on sale, so there is no paper to show it on." });
  });
});

describe("DOC-8 which household", () => {
  test("DOC-8 without a choice it is one for which these words are written now", async () => {
    const ortiz = office.member("Ortiz");
    office.club.db.write((db) => db.exec("update household set contact_preference = 'print'"));
    await office.advanceTo("2026-12-06", { prints: false });
    const newest = Math.max(lee.householdId, ortiz.householdId);
    expect(tried("notice.past_due", { householdId: null }).household?.householdId).toBe(newest);
    expect(tried("statement.over_30", { householdId: null }).household).not.toBeNull();
  });

  test("DOC-8 its language is said, and the words that are edited are shown whatever it reads", () => {
    office.club.db.write((db) => db.exec("update patient set language = 'es' where id = ?", lee.patientId));
    expect(tried("notice.lapsed").household?.language).toBe("es");
    expect(letterOf("notice.lapsed").subject).toBe("Your membership has ended");
    expect(letterOf("notice.lapsed", { language: "es" }).subject).toBe("Su membresía ha terminado");
  });

  test("DOC-8 words that could not be saved are refused as saving them would be", () => {
    const refusal = (): unknown => {
      try {
        return tried("notice.past_due", { words: { subject: "Hi", body: "{amuont}" } });
      } catch (error) {
        return error instanceof Refusal ? error.code : error;
      }
    };
    expect(refusal()).toBe("text_field_unknown");
    expect(() => tried("notice.past_due", { householdId: 999_999 as HouseholdId })).toThrow("payment_household_not_found");
  });

  test("DOC-8 in a practice without families there is nobody to try it with, and that is said", () => {
    const empty = openPastDueClub("2026-11-05");
    try {
      const { household, sheet, from } = previewText(empty.cx(), { textId: "mail.signature", language: "en", words: textDefinition("mail.signature").defaults.en, householdId: null });
      expect([household, sheet, from]).toEqual([null, null, "There is no household yet to try it with."]);
    } finally {
      empty.dispose();
    }
  });
});
