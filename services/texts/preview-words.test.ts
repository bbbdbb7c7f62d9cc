/** Headings and fixed words of the papers in the practice's own words (DOC-8): saved, on the paper, taken back. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { presentAgreement } from "#domain/statements/present-agreement.ts";
import { presentCreditNote, type CreditNoteData } from "#domain/statements/present-credit-note.ts";
import type { DocumentKinds } from "#domain/statements/document-data.ts";
import { presentHouseholdSheet } from "#domain/statements/present-household-sheet.ts";
import { presentStatement } from "#domain/statements/present-statement.ts";
import { presentYearlyStatement } from "#domain/yearly-statements/present-yearly-statement.ts";
import { textLanguages, type TextLanguage } from "#domain/texts/language.ts";
import { paperWords } from "#domain/texts/paper-words.ts";
import type { TextId } from "#domain/texts/register.ts";
import { openPastDueClub, type Member, type PastDueClub } from "../dunning/past-due.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { prepareStatement } from "../statements/prepare-statements.ts";
import { listTexts, readText, saveText } from "./manage.ts";
import { previewText } from "./preview.ts";

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

const own = (body: string) => ({ subject: "", body });
const tried = <T>(textId: TextId, body: string, language: TextLanguage = "en"): T =>
  previewText(office.cx(), { textId, language, words: own(body), householdId: lee.householdId }).sheet?.data as T;
const setup = () => office.club.db.read((db) => readPrinting(db)).setup;
/** Words that say what they must, and fit. */
const changed = ({ definition }: (typeof paperWords)[number]): string => Object.keys(definition.fields).map((field) => `{${field}}`).join(" ") || "Own";

describe("DOC-8 every heading and fixed word is edited, stands on the papers, and is taken back", () => {
  test("DOC-8 a practice that changed nothing prints with the words that ship", () => {
    expect(setup()).not.toHaveProperty("words");
  });

  test.each(textLanguages)("DOC-8 each word in %s: saved it is in the papers' setup, reset it is gone, and its history says both", (language) => {
    for (const word of paperWords) {
      const { revision } = saveText(office.cx(), { textId: word.id, language, basedOn: null, words: own(changed(word)) });
      expect(setup().words?.[language], word.id).toEqual({ [word.id]: changed(word) });
      expect(setup().words?.[language === "en" ? "es" : "en"], word.id).toEqual({});
      saveText(office.cx(), { textId: word.id, language, basedOn: revision, words: null });
      expect(setup(), word.id).not.toHaveProperty("words");
      expect(readText(office.cx(), word.id).history.map(({ words }) => words)).toEqual([null, own(changed(word))]);
    }
  });

  test("DOC-8 the list has each under its paper, and tells what is the practice's own", () => {
    saveText(office.cx(), { textId: "word.document.statement", language: "en", basedOn: null, words: own("Your account") });
    const row = listTexts(office.cx()).find(({ textId }) => textId === "word.document.statement");
    expect(row).toMatchObject({ name: "Statement: “Statement”", group: "Words of statements", writing: null, isSpanishBehind: true, en: { isOwn: true }, es: { isOwn: false } });
  });

  test("DOC-4 a statement that is made afterwards has the own heading; a household that reads Spanish keeps the Spanish one", () => {
    saveText(office.cx(), { textId: "word.document.statement", language: "en", basedOn: null, words: own("Your account") });
    const heading = () => presentStatement(prepareStatement(office.cx(), { householdId: lee.householdId, fromOn: null, note: "" })).letter.heading;
    expect(heading()).toBe("Your account");
    office.club.db.write((db) => db.exec("update patient set language = 'es' where id = ?", lee.patientId));
    expect(heading()).toBe("Estado de cuenta");
    saveText(office.cx(), { textId: "word.document.statement", language: "es", basedOn: null, words: own("Su cuenta") });
    expect(heading()).toBe("Su cuenta");
  });
});

describe("DOC-8 a word is tried on the paper that has it, before it is saved", () => {
  test("DOC-8 on a statement with something to pay", () => {
    expect(presentStatement(tried<DocumentKinds["statement"]>("word.document.amountDue", "Please pay")).slip?.facts.map(({ label }) => label)).toBeDefined();
    expect(JSON.stringify(presentStatement(tried<DocumentKinds["statement"]>("word.document.amountDue", "Please pay")))).toContain("Please pay");
  });

  test("INV-3 on a credit note, which is made up where the household has none", () => {
    const { examples, from } = previewText(office.cx(), { textId: "word.document.creditNote", language: "en", words: own("Credit memo"), householdId: lee.householdId });
    expect([examples, from]).toEqual([["The credit note"], "This household has no credit note: one is made up."]);
    expect(presentCreditNote(tried<CreditNoteData>("word.document.creditNote", "Credit memo")).letter.heading).toBe("Credit memo");
    expect(presentCreditNote(tried<CreditNoteData>("word.document.creditNote", "Nota", "es")).letter).toMatchObject({ heading: "Nota", language: "es" });
  });

  test("MEM-8 around an agreement, whose signed copies stay as they are", () => {
    const data = tried<DocumentKinds["agreement"]>("word.agreement.signature", "Sign here").agreements[0];
    if (!data) throw new Error("an agreement");
    expect(presentAgreement(data)).toMatchObject({ signature: { label: "Sign here", name: { value: "" } }, letter: { heading: "Agreement" } });
    expect(data.text).toMatch(/\S/u);
  });

  test("DOC-6 PPL-7 on the household's own year, and on its sheet", () => {
    expect(JSON.stringify(presentYearlyStatement(tried<DocumentKinds["yearly_statement"]>("word.yearly.dues", "Club dues")))).toContain("Club dues");
    expect(JSON.stringify(presentHouseholdSheet(tried<DocumentKinds["household_sheet"]>("word.sheet.balance", "Open now")))).toContain("Open now");
  });
});
