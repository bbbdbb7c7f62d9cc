import { describe, expect, test } from "vitest";
import { planLetterWords } from "./plan-letter-words.ts";
import { noticeLanguages } from "./settings.ts";

const en = planLetterWords("en");
const es = planLetterWords("es");

describe("DOC-8 the sentences of letters about plans", () => {
  test.each([
    [1, "$37.00 a month", "$37.00 al mes"],
    [3, "$37.00 a quarter", "$37.00 al trimestre"],
    [6, "$37.00 every six months", "$37.00 cada seis meses"],
    [12, "$37.00 a year", "$37.00 al año"],
  ])("DOC-8 a price for %i months in both languages", (months, english, spanish) => {
    expect([en.price("$37.00", months), es.price("$37.00", months)]).toEqual([english, spanish]);
  });

  test("MEM-16 a move says with which payment, to which plan and at what price; a question promises nothing", () => {
    const told = { member: "Ida", plan: "Adult", price: "$37.00 a month" };
    expect(en.moves({ ...told, day: "Jan 5, 2027" })).toBe("With the payment of Jan 5, 2027 Ida moves to the plan Adult, at $37.00 a month. You need not do anything.");
    expect(en.asks(told)).toContain("Until then nothing changes.");
    expect(es.moves({ ...told, day: "5 ene 2027" })).toContain("5 ene 2027");
  });

  test("MEM-17 a line names the member, the plan, both prices and from when", () => {
    for (const language of noticeLanguages) {
      const line = planLetterWords(language).line({ member: "Rosa", plan: "Adult", before: "$37.00", after: "$39.00", day: "Jun 1, 2026" });
      for (const part of ["Rosa", "Adult", "$37.00", "$39.00", "Jun 1, 2026"]) expect(line).toContain(part);
      expect(line.indexOf("$39.00")).toBeLessThan(line.indexOf("$37.00"));
    }
  });

  test("MEM-18 who pays by hand reads how, who has a card need not do anything, who ends reads the last day", () => {
    expect(en.renews("$425.00", "Jan 5, 2027")).toContain("You need not do anything.");
    expect(en.renewsByHand("$425.00", "Jan 5, 2027")).toContain("at our front desk or by check");
    expect(en.ends("Jan 4, 2027")).toContain("its last day is Jan 4, 2027");
    expect(es.ends("4 ene 2027")).toContain("su último día es el 4 ene 2027");
  });
});
