import { expect, test } from "vitest";
import { toCents } from "../money.ts";
import { agreementWords } from "./agreement-words.ts";
import { presentAgreement } from "./present-agreement.ts";
import { sampleAgreement, sampleSetup } from "./testing.ts";

test("MEM-8 the signed copy says who signed for whom, when, where and before whom", () => {
  const print = presentAgreement(sampleAgreement());
  expect(print.signature).toMatchObject({
    isDrawn: true,
    typed: null,
    name: { label: "Name", value: "Rosa Lee" },
    date: { value: "Nov 22, 2026" },
    note: "Signed on screen on Nov 22, 2026 at 10:42, Front desk, before Ana Ruiz.",
  });
  expect(print.agreed).toContainEqual({ label: "Member", value: "Mia Lee" });
  expect(print.agreed).toContainEqual({ label: "Dues", value: "$25.00 a month" });
  expect(print.agreed).toContainEqual({ label: "Activation fee of the plan", value: "$49.00" });
  expect(print.hash.value).toHaveLength(64);
});

test("MEM-8 a paper to sign has empty lines and the same fingerprint", () => {
  const print = presentAgreement(sampleAgreement({ signed: null }));
  expect(print.signature).toMatchObject({ isDrawn: false, typed: null, name: { value: "" }, date: { value: "" }, note: "" });
  expect(print.hash).toEqual(presentAgreement(sampleAgreement()).hash);
});

test("MEM-8 a typed name is printed as one and says so", () => {
  const { signed } = sampleAgreement();
  if (!signed) throw new Error("signed");
  const print = presentAgreement(sampleAgreement({ signed: { ...signed, staffName: "", signature: { kind: "typed", name: "Rosa Lee" } } }));
  expect(print.signature).toMatchObject({ isDrawn: false, typed: "Rosa Lee" });
  expect(print.signature.note).toBe("Signed by typing the name. Signed on screen on Nov 22, 2026 at 10:42, Front desk.");
});

test("MEM-8 the lines of a list stay lines, and paragraphs paragraphs", () => {
  expect(presentAgreement(sampleAgreement({ text: "One.\n\n\nTwo:\n• a\n• b\n\n" })).paragraphs).toEqual([["One."], ["Two:", "• a", "• b"]]);
});

test("DOC-8 the words around an agreement are there in English and Spanish", () => {
  expect(Object.keys(agreementWords("es-US"))).toEqual(Object.keys(agreementWords("en-US")));
  const print = presentAgreement(
    sampleAgreement({ setup: { ...sampleSetup(), locale: "es-US" }, agreed: { ...sampleAgreement().agreed, activationFeeCents: toCents(0) } }),
  );
  expect(print.letter.heading).toBe("Acuerdo");
  expect(print.agreed).toContainEqual({ label: "Cargo de activación del plan", value: "ninguno" });
  expect(print.signature.note).toMatch(/^Firmado en pantalla el 22 nov 2026 a las 10:42/u);
});
