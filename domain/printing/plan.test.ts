import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printWays } from "./choice.ts";
import { printKindNames, printKindOf, printKinds, printKindWords } from "./kinds.ts";
import { planPrint } from "./plan.ts";
import { isReachable, printerStates, printerStateWords } from "./printers.ts";
import { choice, found, remembering } from "./printing.fixture.ts";

const nothing = remembering({});
const now = (printer: string | null) => remembering({ invoice: { way: "now", choice: choice({ printer, tray: "Tray2", copies: 2, sides: "long" }) } });

describe("how a document goes out", () => {
  test("DOC-9 a desk that remembers nothing asks, and offers the standard printer", () => {
    expect(planPrint(nothing, found({ Front: "ready", Back: "ready" }, "Back"), "invoice")).toEqual({
      way: "ask",
      choice: { printer: "Back", tray: null, copies: 1, sides: "printer" },
      why: null,
      printer: "Back",
    });
  });

  test("DOC-9 without a standard printer the first one that can be reached is offered", () => {
    expect(planPrint(nothing, found({ Off: "offline", Front: "ready" }), "invoice")).toMatchObject({ way: "ask", why: null, choice: { printer: "Front" } });
    expect(planPrint(nothing, found({ Off: "offline" }), "invoice")).toMatchObject({ way: "ask", choice: { printer: "Off" } });
  });

  test("DOC-9 a remembered printer takes the document at once, with tray, copies and sides", () => {
    expect(planPrint(now("Front"), found({ Front: "ready", Back: "ready" }, "Back"), "invoice")).toEqual({
      way: "now",
      choice: { printer: "Front", tray: "Tray2", copies: 2, sides: "long" },
    });
  });

  test("DOC-9 each kind goes its own way", () => {
    const settings = remembering({
      statement: { way: "now", choice: choice({ printer: "Back" }) },
      receipt: { way: "now", choice: choice({ printer: "Front" }) },
      letter: { way: "open", choice: choice() },
    });
    const plans = printKinds.map((kind) => planPrint(settings, found({ Front: "ready", Back: "ready" }), kind));
    expect(plans.map((plan) => (plan.way === "now" ? plan.choice.printer : plan.way))).toEqual(["Back", "ask", "Front", "open", "ask", "ask", "ask", "ask"]);
  });

  test("DOC-9 “the standard printer” is the one of the day", () => {
    const plan = (standard: string | null) => planPrint(now(null), found({ Front: "ready", Back: "ready" }, standard), "invoice");
    expect(plan("Front")).toMatchObject({ way: "now", choice: { printer: "Front" } });
    expect(plan("Back")).toMatchObject({ way: "now", choice: { printer: "Back" } });
    expect(plan(null)).toMatchObject({ way: "ask", why: "no_standard_printer" });
  });

  test("DOC-9 a remembered printer that is gone is asked about: its tray is not carried to another", () => {
    expect(planPrint(now("Sold"), found({ Front: "ready" }, "Front"), "invoice")).toEqual({
      way: "ask",
      why: "printer_gone",
      printer: "Sold",
      choice: { printer: "Front", tray: null, copies: 2, sides: "long" },
    });
  });

  test.each(printerStates)("DOC-9 a remembered printer that is %s prints at once only where the page would come out", (state) => {
    const plan = planPrint(now("Front"), found({ Front: state }), "invoice");
    if (isReachable({ state })) expect(plan.way).toBe("now");
    else expect(plan).toMatchObject({ way: "ask", why: "printer_not_ready", printer: "Front", choice: { printer: "Front", tray: "Tray2" } });
  });

  test("DOC-9 with no printers at all everything but opening is asked about, in words", () => {
    expect(planPrint(nothing, found({}), "invoice")).toMatchObject({ way: "ask", why: "no_printers", choice: { printer: null } });
    expect(planPrint(now("Front"), found({}), "invoice")).toMatchObject({ way: "ask", why: "no_printers", printer: "Front" });
    expect(planPrint(remembering({ invoice: { way: "open", choice: choice({ printer: "Front" }) } }), found({}), "invoice")).toEqual({ way: "open" });
  });
});

test("DOC-9 whatever is remembered and found: paper comes only from a printer that was chosen, is there and can be reached", () => {
  const name = fc.constantFrom("A", "B", "C");
  const printers = fc.dictionary(name, fc.constantFrom(...printerStates));
  fc.assert(
    fc.property(printers, fc.option(name), fc.constantFrom(...printWays), fc.option(name), (states, standard, way, printer) => {
      const there = found(states, standard !== null && Object.hasOwn(states, standard) ? standard : null);
      const plan = planPrint(remembering({ report: { way, choice: choice({ printer }) } }), there, "report");
      expect(plan.way === "open").toBe(way === "open");
      if (plan.way === "now") {
        expect(way).toBe("now");
        expect(plan.choice.printer).toBe(printer ?? there.standard);
        expect(isReachable({ state: states[plan.choice.printer]! })).toBe(true);
      }
      if (plan.way === "ask" && plan.choice.printer !== null) expect(Object.keys(states)).toContain(plan.choice.printer);
    }),
  );
});

describe("words", () => {
  test("DOC-9 every kind and every state has its own words", () => {
    expect(new Set(printKinds.map((kind) => printKindNames[kind])).size).toBe(printKinds.length);
    expect(new Set(printKinds.map((kind) => printKindWords[kind])).size).toBe(printKinds.length);
    expect(new Set(printerStates.map((state) => printerStateWords[state])).size).toBe(printerStates.length);
  });

  test.each([
    ["statement_batch", "statement"],
    ["notice_batch", "letter"],
    ["household_sheet", "report"],
    ["labels", "label"],
    ["agreement", "agreement"],
    ["brochure", "other"],
    ["toString", "other"],
    ["__proto__", "other"],
    ["", "other"],
  ])("DOC-9 “%s” of the archive is printed as %s", (archived, kind) => {
    expect(printKindOf(archived)).toBe(kind);
  });
});
