/** DOC-8, DOC-12: the sentences about what was done, in both languages: whole, with every fact, for one and for several. */
import { describe, expect, test } from "vitest";
import { eventWords, type WayBack } from "./event-letter-words.ts";
import { noticeLanguages } from "./settings.ts";

const en = eventWords("en");
const es = eventWords("es");
const rosa = { member: "Rosa", plan: "Adult" };
const ways: readonly WayBack[] = ["card", "terminal", "bank", "cash", "check", "credit", "certificate", "other"];

/** One sentence or more, begun with a capital, a figure or a name, and ended. */
const whole = /^[\p{Lu}\d$][^\n{}]*[.:\d]$/u;

describe("DOC-12 who joins, leaves and rests", () => {
  test("DOC-12 each line names the member, the plan and the day", () => {
    for (const words of [en, es])
      for (const line of [
        words.joined({ ...rosa, price: "$37.00", day: "Dec 5" }),
        words.ends({ ...rosa, lastDay: "Dec 5" }),
        words.neverBegins({ ...rosa, day: "Dec 5" }),
        ...(["pause", "extend", "billing_only"] as const).map((kind) => words.held({ ...rosa, kind, from: "Dec 5", through: "Jan 4" })),
      ]) {
        for (const part of ["Rosa", "Adult", "Dec 5"]) expect(line).toContain(part);
        expect(line).toMatch(whole);
      }
  });

  test("DOC-12 MEM-12 only a hold in billing only leaves the benefits alone", () => {
    const held = (kind: "pause" | "extend" | "billing_only", words = en): string => words.held({ ...rosa, kind, from: "a", through: "b" });
    expect(held("billing_only")).toContain("benefits go on");
    expect(held("pause")).toContain("Benefits rest");
    expect(held("extend")).toContain("Benefits rest");
    expect(held("billing_only", es)).toContain("los beneficios siguen");
    expect(new Set([held("pause"), held("extend"), held("billing_only")]).size).toBe(3);
  });

  test.each([
    [1, true, "The signed agreement is attached.", "El acuerdo firmado va adjunto."],
    [1, false, "The signed agreement is enclosed.", "El acuerdo firmado va incluido."],
    [3, true, "The signed agreements are attached.", "Los acuerdos firmados van adjuntos."],
    [3, false, "The signed agreements are enclosed.", "Los acuerdos firmados van incluidos."],
  ] as const)("DOC-12 MEM-8 %i agreements, by mail %s", (count, isMail, english, spanish) => {
    expect([en.agreement(count, isMail), es.agreement(count, isMail)]).toEqual([english, spanish]);
  });

  test("DOC-12 another plan names both plans; the same plan at another price only its own", () => {
    const move = { member: "Rosa", after: "Perio", price: "$55.00 a month", day: "Dec 5, 2026" };
    expect(en.moved({ ...move, before: "Adult" })).toBe("Rosa: Perio instead of Adult, at $55.00 a month, from Dec 5, 2026.");
    expect(en.movedPrice(move)).toBe("Rosa, Perio: $55.00 a month, from Dec 5, 2026.");
    expect(es.moved({ ...move, before: "Adult" })).toContain("en lugar de Adult");
  });
});

describe("DOC-12 INV-9 money", () => {
  test("DOC-12 INV-9 every way back is said in its own words, with the amount, in both languages", () => {
    for (const language of noticeLanguages) {
      const words = eventWords(language);
      const lines = ways.map((way) => words.back("$10.00", way, "Visa 4242"));
      for (const line of lines) {
        expect(line).toContain("$10.00");
        expect(line).toMatch(whole);
      }
      expect(new Set(lines).size).toBe(ways.length);
      expect(lines.filter((line) => line.includes("Visa 4242"))).toHaveLength(1);
    }
  });

  test("DOC-12 a receipt names the amount, the card and the day; its lines the member and the days", () => {
    expect(en.charged("$37.00", "Visa ending in 4242", "Dec 5, 2026")).toBe("Thank you. On Dec 5, 2026 we charged $37.00 to your Visa ending in 4242.");
    expect(es.charged("$37.00", "Visa terminada en 4242", "5 dic 2026")).toBe("Gracias. El 5 dic 2026 cobramos $37.00 con su Visa terminada en 4242.");
    for (const words of [en, es]) {
      const line = words.paidLine({ ...rosa, amount: "$37.00", from: "a", through: "b" });
      for (const part of ["Rosa", "Adult", "$37.00", "a", "b"]) expect(line).toContain(part);
      expect(words.paidOther("Fee", "$5.00")).toBe("Fee: $5.00");
      expect(words.tax("$1.00")).toContain("$1.00");
    }
  });

  test("DOC-12 MEM-12 a fee for the hold once, and for each payment that is left out, are not the same sentence", () => {
    for (const words of [en, es]) {
      expect(words.holdFee("$5.00", true)).not.toBe(words.holdFee("$5.00", false));
      for (const each of [true, false]) expect(words.holdFee("$5.00", each)).toContain("$5.00");
    }
  });
});

describe("DOC-12 packages", () => {
  test.each([
    [1, "Ten massages for Rosa: 1 use, $80.00.", "Ten massages para Rosa: 1 uso, $80.00."],
    [10, "Ten massages for Rosa: 10 uses, $80.00.", "Ten massages para Rosa: 10 usos, $80.00."],
  ])("DOC-12 bought with %i", (uses, english, spanish) => {
    const bought = { packageName: "Ten massages", owner: "Rosa", uses, price: "$80.00" };
    expect([en.bought(bought), es.bought(bought)]).toEqual([english, spanish]);
  });

  test.each([
    [1, "Rosa has 1 use of Ten massages left.", "A Rosa le queda 1 uso de Ten massages."],
    [4, "Rosa has 4 uses of Ten massages left.", "A Rosa le quedan 4 usos de Ten massages."],
  ])("DOC-12 %i left", (left, english, spanish) => {
    const facts = { packageName: "Ten massages", owner: "Rosa", left };
    expect([en.left(facts), es.left(facts)]).toEqual([english, spanish]);
  });

  test("DOC-8 no sentence is the same in both languages, and none is empty", () => {
    const plain = (words: typeof en): string[] => [
      words.nothingAhead,
      words.nothingOwed,
      words.noEnd,
      words.fromFirstUse,
      words.unusedLater.credit,
      words.unusedLater.refund,
      words.arrives.days,
      words.arrives.mail,
      words.arrives.now,
      words.goesOn("x"),
      words.until("x"),
      words.stillToPay("x"),
      words.stillOwed("x"),
      words.keptAsCredit("x"),
    ];
    const [english, spanish] = [plain(en), plain(es)];
    for (const [index, sentence] of english.entries()) {
      expect(sentence).toMatch(/\.$/u);
      expect(spanish[index]).not.toBe(sentence);
      expect(spanish[index]).toMatch(/\.$/u);
    }
  });
});
