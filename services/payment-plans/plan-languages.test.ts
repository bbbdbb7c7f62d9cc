/** The schedule of a payment plan in the language of who signs it (DOC-8, INV-6), in the practice's own words. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signatureSheet } from "#domain/agreements/signature.ts";
import type { PaymentPlanId } from "#domain/identity.ts";
import { presentDeskPaper } from "#domain/statements/present-desk-paper.ts";
import { paperWords } from "#domain/texts/paper-words.ts";
import { openCardClub, type CardClub, type CardMember } from "../charging/card-club.fixture.ts";
import { saveText } from "../texts/manage.ts";
import { previewText } from "../texts/preview.ts";
import { agreePlan } from "./agree-plan.ts";
import { drawnRequest, visitInvoice } from "./drawn-club.fixture.ts";
import { readPlanPaper, readPlanWords } from "./plan-paper.ts";
import { planCopyToSign, signPlanOnScreen } from "./sign-plan.ts";

let house: CardClub;
let lee: CardMember;
let planId: PaymentPlanId;
beforeEach(() => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
  ({ planId } = agreePlan(house.cx(), drawnRequest([visitInvoice(house, lee.householdId, 90_000)])));
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const reads = (language: "en" | "es") => house.db.write((db) => db.exec("update patient set language = ? where id = (select payer_patient_id from household where id = ?)", language, lee.householdId));
const paper = () => presentDeskPaper(readPlanPaper(house.cx(), planId).data);
const everything = () => JSON.stringify(readPlanPaper(house.cx(), planId).data);
const words = () => readPlanWords(house.cx(), planId);
const sign = () =>
  signPlanOnScreen(house.cx(), { planId, signer: "Rosa Lee", signature: { kind: "typed", name: "Rosa Lee" }, fingerprint: words().fingerprint, copy: { sha256: "copy", bytes: 10, pages: 1 } });

describe("DOC-8 the schedule of a payment plan in the language of who signs it", () => {
  test("DOC-8 a Spanish household reads and signs Spanish: headings, each payment, and what it allows", () => {
    reads("es");
    expect(paper()).toMatchObject({ letter: { heading: "Plan de pagos", language: "es" }, total: { label: "Total del plan" } });
    expect(paper().sections).toMatchObject([{ name: "3 pagos, cada mes", rows: [{ text: "Pago 1", detail: "Pendiente" }, { text: "Pago 2" }, { text: "Pago 3" }] }]);
    expect(words().sentences).toEqual([
      "Acepto hacer estos pagos a más tardar en los días indicados arriba. No se añaden intereses ni cargos.",
      expect.stringMatching(/^Autorizo a .+ a cobrar a mi tarjeta registrada \(Visa 1001\), o a la tarjeta que la sustituya, cada pago en su día\.$/u),
      expect.stringContaining("Puedo retirar esta autorización"),
    ]);
    expect(everything()).not.toMatch(/Payment|Invoice|Household|Agreed|Signed|Not yet|[{}]\w+\}/u);
  });

  test("DOC-8 an English household next to it reads English, as before", () => {
    expect(paper()).toMatchObject({ letter: { heading: "Payment plan", language: "en" } });
    expect(paper().sections[0]?.name).toBe("3 payments, every month");
    expect(words().sentences[0]).toBe("I agree to make these payments on or before the days above. No interest and no charge is added.");
  });

  test("DOC-8 the signed copy says in that language when and where it was signed", () => {
    reads("es");
    const { data } = { data: planCopyToSign(house.cx(), { planId, signer: "Rosa Lee", signature: { kind: "drawn", ...signatureSheet, strokes: [[40, 150, 60, 60, 120, 60, 130, 150]] }, fingerprint: words().fingerprint }) };
    expect(presentDeskPaper(data).signed?.note).toMatch(/^Firmado por Rosa Lee a las \d\d:\d\d, en Scheduler\.$/u);
  });

  test("INV-6 what was signed in Spanish stays so, word for word, though the household reads English from then on and the words changed", () => {
    reads("es");
    const before = words();
    sign();
    reads("en");
    saveText(house.cx(), { textId: "word.schedule.promise", language: "es", basedOn: null, words: { subject: "", body: "Acepto." } });
    expect(words()).toEqual(before);
    expect(paper().notes.slice(0, 3)).toEqual(before.sentences);
  });

  test("INV-6 words that changed between reading and signing are not signed unseen", () => {
    const { fingerprint } = words();
    reads("es");
    expect(words().fingerprint).not.toBe(fingerprint);
    expect(() => signPlanOnScreen(house.cx(), { planId, signer: "Rosa Lee", signature: { kind: "typed", name: "Rosa Lee" }, fingerprint, copy: { sha256: "copy", bytes: 10, pages: 1 } })).toThrow("plan_changed_meanwhile");
  });

  test("DOC-8 the practice's own words stand in it with their fields filled, and are gone when they are taken back", () => {
    const own = { subject: "", body: "{practice} may take from {card} what is due." };
    const { revision } = saveText(house.cx(), { textId: "word.schedule.allow", language: "en", basedOn: null, words: own });
    expect(words().sentences[1]).toMatch(/^\S.* may take from my card on file \(Visa 1001\) what is due\.$/u);
    saveText(house.cx(), { textId: "word.schedule.allow", language: "en", basedOn: revision, words: null });
    expect(words().sentences[1]).toMatch(/^I allow /u);
  });

  test.each(["en", "es"] as const)("DOC-8 every word of it is tried in %s on the household's own plan, and on one that is made up", (language) => {
    const other = house.member("Ortiz");
    for (const { id, definition, paper: kind } of paperWords) {
      if (kind !== "schedule") continue;
      for (const householdId of [lee.householdId, other.householdId]) {
        const { sheet, examples } = previewText(house.cx(), { textId: id, language, words: definition.defaults[language], householdId });
        expect(sheet?.kind).toBe("desk_paper");
        expect(JSON.stringify({ ...(sheet?.data as object), setup: null })).not.toMatch(/\{\w+\}|undefined|NaN/u);
        expect(examples).toEqual(householdId === lee.householdId ? [] : ["The payment plan"]);
      }
    }
  });
});
