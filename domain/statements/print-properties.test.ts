import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "../calendar.ts";
import { addCents, toCents } from "../money.ts";
import { openingAt, sinceLastZero } from "./account.ts";
import { ageMessage } from "./age-message.ts";
import { foldSheet, layOutWindows, papers, type EnvelopeName, type PaperName, type Rect } from "./envelope.ts";
import { mailingProblem } from "./mailing-problem.ts";
import { printAmount, printDay, printMoney, printPeriod } from "./print-format.ts";

const locales = ["en-US", "en-GB", "en-CA", "en-IN", "es-US", "es-MX", "es-ES", "fr-CA", "fr-FR", "de-DE", "de-CH", "pt-BR", "it-IT", "ja-JP", "ko-KR", "zh-CN", "sv-SE", "pl-PL"];
const currencies = [
  { code: "USD", decimals: 2, symbol: "$" },
  { code: "EUR", decimals: 2, symbol: "€" },
  { code: "JPY", decimals: 0, symbol: "¥" },
] as const;

/** Reads a printed amount back by the locale's own signs. */
function readBack(text: string, locale: string): number {
  const part = (type: string): string => new Intl.NumberFormat(locale).formatToParts(-1_234_567.8).find((each) => each.type === type)?.value ?? "";
  const plain = text.replaceAll(part("group"), "").replace(part("decimal"), ".").replaceAll(/[\s\u00a0\u202f]/g, "");
  return Number(plain.replace("\u2212", "-"));
}

describe("F-1 amounts on paper in every language", () => {
  test.each(locales)("%s: each can be read back to the cent, with a real minus and the currency's own decimals", (locale) => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.constantFrom(...currencies), (cents, currency) => {
        const text = printAmount(toCents(cents), currency, locale);
        const unit = currency.decimals === 0 ? 1 : 100;
        expect(Math.round(readBack(text, locale) * unit)).toBe(cents);
        expect(text.startsWith("\u2212")).toBe(cents < 0);
        expect(text).not.toContain("-");
        expect(text).not.toContain(currency.symbol);
        expect(printMoney(toCents(cents), currency, locale)).toContain(currency.symbol);
      }),
      { numRuns: 40 },
    );
  });

  test("the largest sums lose nothing on their way through text", () => {
    for (const cents of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      const digits = printAmount(toCents(cents), currencies[0], "en-US").replaceAll(/\D/g, "");
      expect(digits).toBe(String(Math.abs(cents)));
    }
  });
});

test("F-6 a printed period says both its ends, in any language", () => {
  for (const locale of locales) expect(printPeriod(toDay("2026-11-10"), toDay("2026-12-09"), locale)).toBe(`${printDay(toDay("2026-11-10"), locale)} – ${printDay(toDay("2026-12-09"), locale)}`);
});

describe("DOC-4 where a statement begins, whatever happened before", () => {
  const steps = fc
    .array(fc.record({ gap: fc.integer({ min: 0, max: 20 }), cents: fc.constantFrom(-3700, -100, 100, 3700, 2500, -2500) }), { maxLength: 25 })
    .map((list) => {
      let on: Day = toDay("2026-01-01");
      return list.map(({ gap, cents }) => {
        on = addDays(on, gap);
        return { on, netCents: toCents(cents) };
      });
    });
  const sum = (list: readonly { netCents: number }[]): number => addCents(...list.map(({ netCents }) => netCents));

  test("before its first day the account stood at nothing, and from there to the end it did so on no evening before the last", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { fromOn, openingCents } = sinceLastZero(list, toDay("2027-01-01"));
        expect(openingCents).toBe(0);
        expect(sum(list.filter(({ on }) => on < fromOn))).toBe(0);
        const days = [...new Set(list.filter(({ on }) => on >= fromOn).map(({ on }) => on))];
        for (const day of days.slice(0, -1)) expect(sum(list.filter(({ on }) => on <= day))).not.toBe(0);
      }),
    );
  });

  test("opening and what follows make the closing balance, from whatever day", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -30, max: 600 }), (list, later) => {
        const fromOn = addDays(toDay("2026-01-01"), later);
        const { openingCents } = openingAt(list, fromOn);
        expect(addCents(openingCents, sum(list.filter(({ on }) => on >= fromOn)))).toBe(sum(list));
      }),
    );
  });
});

test("DOC-4 the message is the oldest open amount's, however much is younger", () => {
  const messages = { days0to30: "a", days31to60: "b", days61to90: "c", over90: "d" };
  const cents = fc.constantFrom(0, 1, 5000).map(toCents);
  fc.assert(
    fc.property(cents, cents, cents, cents, (days0to30Cents, days31to60Cents, days61to90Cents, over90Cents) => {
      const ages = [over90Cents, days61to90Cents, days31to60Cents, days0to30Cents];
      const oldest = ages.findIndex((each) => each > 0);
      const aging = { days0to30Cents, days31to60Cents, days61to90Cents, over90Cents } as Parameters<typeof ageMessage>[0];
      expect(ageMessage(aging, messages)).toBe(oldest === -1 ? "" : ["d", "c", "b", "a"][oldest]);
    }),
  );
});

test.each([
  [{ payerStatus: "active", line1: "12 Oak St", city: "Lowell" }, /^$/],
  [{ payerStatus: null, line1: "12 Oak St", city: "Lowell" }, /^$/],
  [{ payerStatus: "deceased", line1: "12 Oak St", city: "Lowell" }, /payer/],
  [{ payerStatus: "active", line1: " \t", city: "Lowell" }, /street/],
  [{ payerStatus: "active", line1: "12 Oak St", city: " " }, /town/],
])("DOC-5 a letter to %j", (facts, problem) => {
  expect(mailingProblem(facts)).toMatch(problem);
});

describe("DOC-3 every envelope with every paper", () => {
  const pairs = (["single-10", "double-10", "double-9", "dl"] as const).flatMap((envelope) => (["letter", "a4"] as const).map((paper): [EnvelopeName, PaperName] => [envelope, paper]));
  const inside = (inner: Rect, outer: Rect): boolean =>
    inner.xMm >= outer.xMm - 0.011 && inner.yMm >= outer.yMm - 0.011 && inner.xMm + inner.widthMm <= outer.xMm + outer.widthMm + 0.011 && inner.yMm + inner.heightMm <= outer.yMm + outer.heightMm + 0.011;

  test.each(pairs)("%s with %s: three panels that fit, windows on the first, text below them", (envelope, paper) => {
    let layout: ReturnType<typeof layOutWindows>;
    try {
      layout = layOutWindows(envelope, paper);
    } catch (error) {
      expect((error as { code?: string }).code).toBe("sheet_does_not_fit_envelope");
      return;
    }
    const { fold, addressBox, senderBox, seen, bodyStartsAtMm } = layout;
    const sheet = { xMm: 0, yMm: 0, ...papers[paper] };
    const panels = [fold.firstFoldMm, fold.perforationMm - fold.firstFoldMm, sheet.heightMm - fold.perforationMm];
    for (const panel of panels) expect(panel > 0 && panel <= fold.firstFoldMm + 0.011).toBe(true);
    expect(foldSheet(envelope, paper)).toEqual(fold);
    for (const box of [addressBox, ...(senderBox ? [senderBox] : [])]) {
      expect(inside(box, sheet)).toBe(true);
      expect(seen.some((area) => inside(box, area))).toBe(true);
      expect(box.yMm + box.heightMm).toBeLessThanOrEqual(fold.firstFoldMm);
    }
    for (const area of seen) expect(bodyStartsAtMm).toBeGreaterThanOrEqual(Math.min(area.yMm + area.heightMm, fold.firstFoldMm));
  });
});

