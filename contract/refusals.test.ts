import { describe, expect, test } from "vitest";
import { declaredFacts, type Facts } from "./refusal-facts.fixture.ts";
import { isRefusalCode, refusalCodes, refusalSentence } from "./refusals.ts";

const facts = declaredFacts();
const say = (code: string, given: Facts): string => refusalSentence(code as never, given as never);
const cases = [...facts].flatMap(([code, sets]) => sets.map((given) => [code, JSON.stringify(given), given] as const));
const everySentence = (): { code: string; words: string }[] => cases.map(([code, , given]) => ({ code, words: say(code, given) }));

test("F-17 every code has declared facts and words, and no words are without a code", () => {
  expect(refusalCodes.length).toBeGreaterThan(100);
  expect([...facts.keys()].toSorted()).toEqual(refusalCodes.toSorted());
  expect(refusalCodes.filter((code) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(code))).toEqual([]);
});

describe("F-17 every refusal is a sentence for the desk, whatever its facts", () => {
  test.each(cases)("F-17 %s %s", (code, _, given) => {
    const words = say(code, given);
    expect(words.length).toBeGreaterThan(12);
    expect(words.length).toBeLessThan(420);
    // It begins like a sentence and ends like one.
    expect(words).toMatch(/^[\p{Lu}\p{N}“$€£{]/u);
    expect(words).toMatch(/[.?!]”?$/);
    expect(words).not.toMatch(/\s{2,}|^\s|\s$|\s[.,;]/);
    expect(words).not.toMatch(/undefined|\bnull\b|NaN|\[object|\$\{|Invalid Date/);
    // No code, no SQL, no path, no stack (control 20).
    expect(words).not.toMatch(/[a-z]_[a-z]|SQLITE|constraint failed|node_modules|\.ts\b|[A-Za-z]:\\|\/(home|usr|var|tmp|Users)\//);
    expect(words).not.toMatch(/\bat \w+ \(|Error:|exception/i);
  });

  test("F-17 the words are plain: none of them blames or speaks of the machine", () => {
    const bad = /\b(invalid|illegal|aborted|fatal|error code|parameter|foreign key|database row|bad request|unauthorized|malformed|payload)\b/i;
    expect(everySentence().filter(({ words }) => bad.test(words))).toEqual([]);
  });

  test("F-17 amounts and days are written for people", () => {
    const raw = everySentence().filter(({ words }) => /\b12345\b|2026-03-05|T14:00/.test(words));
    expect(raw).toEqual([]);
  });
});

test("F-17 a sentence uses its facts: other numbers, other words", () => {
  expect(say("hold_too_long", { months: 3 })).not.toBe(say("hold_too_long", { months: 5 }));
  expect(say("allocation_over_balance", { number: 12, balanceCents: 2500 })).toMatch(/25\.00.*12/);
  expect(say("cash_too_little", { tenderedCents: 2000, amountCents: 3700 })).toMatch(/20\.00.*37\.00/);
});

test("S5 a name in a sentence stays as it was typed", () => {
  const odd = "Zoë <b>O’Brien</b> ${x}";
  const named = cases.filter(([, , given]) => Object.hasOwn(given, "name"));
  expect(named.length).toBeGreaterThan(10);
  const told = named.filter(([code, , given]) => say(code, given).includes("Rosa Lee"));
  for (const [code, , given] of told) expect(say(code, { ...given, name: odd })).toContain(odd);
});

test("F-17 only known codes have words", () => {
  expect(isRefusalCode("hold_too_long")).toBe(true);
  for (const stranger of ["", "toString", "constructor", "__proto__", "hasOwnProperty", "HOLD_TOO_LONG", "hold too long"])
    expect({ stranger, known: isRefusalCode(stranger) }).toEqual({ stranger, known: false });
});
