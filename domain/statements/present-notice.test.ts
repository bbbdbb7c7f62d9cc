import { describe, expect, test } from "vitest";
import { toCents } from "../money.ts";
import { mailingProblem } from "./mailing-problem.ts";
import { presentNotice } from "./present-notice.ts";
import { sampleNotice, sampleSetup } from "./testing.ts";

describe("a letter about a missed payment", () => {
  test("BIL-11 the amount and the day stand where the eye goes first, and again on the slip", () => {
    const print = presentNotice(sampleNotice());
    expect(print.due).toEqual({ label: "To pay", value: "$74.00", when: "Please pay by Jan 1, 2027" });
    expect(print.slip).toMatchObject({ amountDue: { value: "$74.00" }, payer: "Rosa Lee" });
    expect(print.slip?.facts).toContainEqual({ label: "Please pay by", value: "Jan 1, 2027" });
    expect(print.paragraphs).toHaveLength(6);
    expect(print.goodbye).toEqual(["With kind regards,", "Alder Street Dental"]);
  });

  test("DOC-3 nothing beside the window says what it is about", () => {
    const { letter } = presentNotice(sampleNotice());
    expect(letter.heading).toBe("Letter");
    expect(JSON.stringify([letter.facts, letter.address, letter.title])).not.toMatch(/74|ends|member|paid|due/iu);
  });

  test("BIL-11 a letter that asks for no money has no amount and no slip", () => {
    const print = presentNotice(sampleNotice({ pay: null }));
    expect(print.due).toBeNull();
    expect(print.slip).toBeNull();
  });

  test("BIL-11 without a day to pay by none is named", () => {
    const print = presentNotice(sampleNotice({ pay: { amountCents: toCents(7400), byOn: null, invoiceNumber: "2042" } }));
    expect(print.due).toMatchObject({ when: "" });
    expect(print.slip?.facts).toHaveLength(2);
  });

  test("DOC-8 in Spanish its fixed words are Spanish", () => {
    const print = presentNotice(sampleNotice({ setup: { ...sampleSetup(), locale: "es-US" } }));
    expect(print.due).toMatchObject({ label: "Por pagar", when: "Pague a más tardar el 1 ene 2027" });
    expect(print.goodbye[0]).toBe("Atentamente,");
    expect(print.letter.language).toBe("es");
  });

  test("F-20 a training letter carries its mark", () => {
    expect(presentNotice(sampleNotice({ setup: { ...sampleSetup(), training: true } })).letter.mark).toBe("TRAINING – not a real letter");
  });
});

test.each([
  [{ payerStatus: "deceased", line1: "1 Elm", city: "Lowell" }, "The payer is recorded as deceased: choose a new payer"],
  [{ payerStatus: "active", line1: "  ", city: "Lowell" }, "No street in the address"],
  [{ payerStatus: null, line1: "1 Elm", city: "" }, "No town in the address"],
  [{ payerStatus: null, line1: "1 Elm", city: "Lowell" }, ""],
])("DOC-5 who cannot get a letter is left out and said: %o", (facts, problem) => {
  expect(mailingProblem(facts)).toBe(problem);
});
