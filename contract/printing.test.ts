import { describe, expect, test } from "vitest";
import { nudgeOf, printingOf, usualKind } from "#domain/printing/choice.ts";
import { printFaults } from "#domain/printing/outcome.ts";
import { isReachable, printerStates } from "#domain/printing/printers.ts";
import { printingChange, readWorkstationPrinting, withChange } from "./printing.ts";
import { faultSentence, heldUpSentence, whyAskedSentence } from "./printing-words.ts";

const choice = { printer: "HP", tray: "Tray1", copies: 2, sides: "long" } as const;
const invoice = { way: "now", choice } as const;

describe("what this computer kept", () => {
  test("DOC-9 is read as it was written", () => {
    const kept = { kinds: { invoice }, nudges: { HP: { rightMm: 0.5, downMm: -2 } } };
    expect(readWorkstationPrinting(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  test("DOC-9 loses only the part that is not ours any more", () => {
    const kept = readWorkstationPrinting({
      kinds: { invoice, receipt: { way: "sometimes", choice }, letter: { way: "ask", choice: { ...choice, copies: 0 } }, poster: invoice },
      nudges: { HP: { rightMm: 0.5, downMm: 0 }, Old: { rightMm: 0.4, downMm: 0 }, Far: { rightMm: 11, downMm: 0 }, "-x": { rightMm: 1, downMm: 0 } },
      more: true,
    });
    expect(kept).toEqual({ kinds: { invoice }, nudges: { HP: { rightMm: 0.5, downMm: 0 } } });
  });

  test.each([undefined, null, 1, "x", [], { kinds: [], nudges: null }, { kinds: "invoice" }])("DOC-9 %j is a desk that remembers nothing", (kept) => {
    expect(readWorkstationPrinting(kept)).toEqual({ kinds: {}, nudges: {} });
  });

  test("DOC-9 has no more printers than a desk can have", () => {
    const nudges = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`P${index}`, { rightMm: 1, downMm: 0 }]));
    expect(Object.keys(readWorkstationPrinting({ nudges }).nudges)).toHaveLength(200);
  });
});

describe("a change", () => {
  const before = { kinds: { invoice }, nudges: { HP: { rightMm: 1, downMm: 1 } } };

  test("DOC-9 of one kind leaves the other kinds and the corrections", () => {
    const after = withChange(before, { kind: "receipt", printing: { way: "open", choice } });
    expect(after).toEqual({ kinds: { invoice, receipt: { way: "open", choice } }, nudges: before.nudges });
    expect(printingOf(after, "label")).toBe(usualKind);
  });

  test("DOC-3 of a printer's correction is that printer's alone, and none is forgotten", () => {
    const after = withChange(before, { printer: "Back", nudge: { rightMm: -0.5, downMm: 0 } });
    expect([nudgeOf(after, "Back"), nudgeOf(after, "HP"), nudgeOf(after, "Other")]).toEqual([
      { rightMm: -0.5, downMm: 0 },
      { rightMm: 1, downMm: 1 },
      { rightMm: 0, downMm: 0 },
    ]);
    expect(withChange(after, { printer: "HP", nudge: { rightMm: 0, downMm: 0 } }).nudges).toEqual({ Back: { rightMm: -0.5, downMm: 0 } });
    expect(nudgeOf(before, "toString")).toEqual({ rightMm: 0, downMm: 0 });
  });

  test("DOC-3 goes in steps of half a millimetre, at most a centimetre", () => {
    const ok = (rightMm: number) => printingChange.safeParse({ printer: "HP", nudge: { rightMm, downMm: 0 } }).success;
    expect([-10, -0.5, 0, 0.5, 10].map(ok)).toEqual([true, true, true, true, true]);
    expect([-10.5, 0.25, 0.1, 11, Number.NaN, Number.POSITIVE_INFINITY].map(ok)).toEqual([false, false, false, false, false, false]);
  });
});

describe("words", () => {
  test.each(printFaults)("F-17 “%s” is told plainly, with the printer's name where it matters, and a way on", (fault) => {
    const sentence = faultSentence(fault, "Front desk");
    expect(sentence).not.toContain("_");
    expect(sentence).toMatch(/^[A-Z“].*[.]$/u);
    expect(sentence).toMatch(/choose|open|save|look|restart/iu);
    expect(faultSentence(fault, "")).not.toContain("“”");
  });

  test("F-17 every fault and every reason to ask has its own words", () => {
    expect(new Set(printFaults.map((fault) => faultSentence(fault, "X"))).size).toBe(printFaults.length);
    const reasons = (["no_printers", "no_standard_printer", "printer_gone", "printer_not_ready"] as const).map((why) => whyAskedSentence(why, "X"));
    expect(new Set(reasons).size).toBe(4);
    expect(whyAskedSentence("printer_gone", "Front desk")).toBe("The remembered printer “Front desk” is gone from this computer. Choose another one.");
  });

  test("DOC-9 exactly the states that hold a job up are told after it was handed over", () => {
    for (const state of printerStates) expect(heldUpSentence(state) === "", state).toBe(isReachable({ state }));
  });
});
