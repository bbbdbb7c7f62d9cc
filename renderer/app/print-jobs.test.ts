import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DesktopBridge } from "#contract/desktop.ts";
import { readWorkstationPrinting, withChange, type PrintingChange, type SilentPrint } from "#contract/printing.ts";
import { usualChoice, type KindPrinting, type WorkstationPrinting } from "#domain/printing/choice.ts";
import type { PrintFault } from "#domain/printing/outcome.ts";
import type { PrinterState } from "#domain/printing/printers.ts";
import { currentToasts, dropAllToasts } from "../kit/toast.ts";
import { choosePrinter, currentQuestion, onQuestions, printOnDesktop, type PrintQuestion } from "./print-jobs.ts";

/** A shell with printers that take jobs in memory, and refuse the ones it is told to. */
function makeShell(printers: Record<string, PrinterState>, standard: string | null = null) {
  let there = printers;
  let settings: WorkstationPrinting = readWorkstationPrinting(undefined);
  const jobs: SilentPrint[] = [];
  const opened: Uint8Array[] = [];
  const faults: PrintFault[] = [];
  const answers = {
    "list-printers": () => ({ printers: Object.entries(there).map(([name, state]) => ({ name, label: `The ${name}`, state })), standard, canChooseTray: true }),
    "read-printing": () => settings,
    "change-printing": (change: PrintingChange) => (settings = withChange(settings, change)),
    "open-pdf": ({ bytes }: { bytes: Uint8Array }) => {
      opened.push(bytes);
      return { done: true };
    },
    "print-silently": (job: SilentPrint) => {
      const { printer } = job.choice;
      const fault = faults.shift() ?? (printer in there ? undefined : "printer_gone");
      if (fault !== undefined) return { outcome: "failed", fault, printer };
      jobs.push(job);
      return { outcome: "handed_over", printer, state: there[printer] };
    },
  };
  const bridge = {
    connect: () => undefined,
    onMenuCommand: () => () => undefined,
    onDisconnect: () => () => undefined,
    run: (command: keyof typeof answers, input: never) => Promise.resolve(answers[command](input)),
  } as unknown as DesktopBridge;
  return {
    bridge,
    jobs,
    opened,
    faults,
    have: (now: Record<string, PrinterState>) => void (there = now),
    remember: (kind: "invoice" | "statement", way: KindPrinting["way"], printer: string | null, more: Partial<KindPrinting["choice"]> = {}) =>
      void (settings = withChange(settings, { kind, printing: { way, choice: { ...usualChoice, printer, ...more } } })),
    nudge: (printer: string, rightMm: number) => void (settings = withChange(settings, { printer, nudge: { rightMm, downMm: 0 } })),
  };
}

const pdf = Uint8Array.from("%PDF-1.7", (sign) => sign.charCodeAt(0));
const print = (shell: ReturnType<typeof makeShell>) => printOnDesktop(shell.bridge, pdf, "invoice", "invoice-7.pdf");

/** Resolves with the next question somebody is asked, or with a later state of it. */
function asked(fits: (question: PrintQuestion) => boolean = () => true): Promise<PrintQuestion> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const question = currentQuestion();
      if (question === null || !fits(question)) return false;
      resolve(question);
      return true;
    };
    if (look()) return;
    const stop = onQuestions(() => {
      if (look()) stop();
    });
  });
}
const words = () => currentToasts().map(({ message }) => message);

beforeEach(dropAllToasts);
afterEach(() => expect(currentQuestion()).toBeNull());

describe("a document goes out", () => {
  test("DOC-9 at once to the printer this desk remembers, and says so without a question", async () => {
    const shell = makeShell({ Front: "ready" });
    shell.remember("invoice", "now", "Front", { tray: "Tray2", copies: 2 });
    expect(await print(shell)).toBe("printed");
    expect(shell.jobs).toEqual([{ bytes: pdf, kind: "invoice", choice: { printer: "Front", tray: "Tray2", copies: 2, sides: "printer" } }]);
    expect(words()).toEqual(["The invoice went to “The Front”."]);
  });

  test("DOC-9 to a printer without paper is asked first; one that runs out is told", async () => {
    const shell = makeShell({ Front: "out_of_paper" });
    shell.remember("invoice", "now", "Front");
    const printing = print(shell);
    const question = await asked();
    expect(question.note).toContain("“The Front” is not ready");
    question.answer({ ...usualChoice, printer: "Front" });
    expect(await printing).toBe("printed");
    expect(words()).toEqual(["The invoice went to “The Front”. It is out of paper and prints as soon as there is some."]);
    expect(currentToasts()[0]?.tone).toBe("attention");
  });

  test("DOC-9 as an open PDF where the desk wants that; nothing is printed", async () => {
    const shell = makeShell({ Front: "ready" });
    shell.remember("invoice", "open", null);
    expect(await print(shell)).toBe("not_printed");
    expect([shell.opened, shell.jobs]).toEqual([[pdf], []]);
  });

  test("DOC-9 after a question, with what was chosen; given up, nothing goes", async () => {
    const shell = makeShell({ Front: "ready", Back: "ready" }, "Front");
    const printing = print(shell);
    const question = await asked();
    expect(question).toMatchObject({ kind: "invoice", fileName: "invoice-7.pdf", count: 1, note: "", choice: { printer: "Front" } });
    question.answer({ printer: "Back", tray: null, copies: 1, sides: "one" });
    expect(await printing).toBe("printed");
    expect(shell.jobs.map(({ choice }) => choice.printer)).toEqual(["Back"]);

    const again = print(shell);
    (await asked()).answer(null);
    expect(await again).toBe("not_printed");
    expect(shell.jobs).toHaveLength(1);
  });

  test("DOC-9 the remembered printer is gone: a person is asked, and told which one it was", async () => {
    const shell = makeShell({ Front: "ready" });
    shell.remember("invoice", "now", "Sold");
    const printing = print(shell);
    const question = await asked();
    expect(question.note).toBe("The remembered printer “Sold” is gone from this computer. Choose another one.");
    expect(question.choice.printer).toBe("Front");
    question.answer(null);
    expect(await printing).toBe("not_printed");
    expect([shell.jobs, words()]).toEqual([[], []]);
  });

  test("DOC-9 no printers on this computer: the question says so, with what can be done", async () => {
    const shell = makeShell({});
    const printing = print(shell);
    const question = await asked();
    expect(question.note).toContain("no printer set up");
    expect(question.bytes).toBe(pdf);
    question.answer(null);
    await printing;
  });

  test("DOC-9 refused by the printer, the question comes again with why, and goes on to another one", async () => {
    const shell = makeShell({ Front: "ready", Back: "ready" });
    shell.remember("invoice", "now", "Front");
    shell.faults.push("not_taken", "no_spooler");
    const printing = print(shell);
    const first = await asked();
    expect(first.note).toContain("“The Front” did not take it");
    first.answer({ ...usualChoice, printer: "Front" });
    const second = await asked(({ note }) => note.includes("does not answer"));
    expect(second.busy).toBe(false);
    second.answer({ ...usualChoice, printer: "Back" });
    expect(await printing).toBe("printed");
    expect(shell.jobs.map(({ choice }) => choice.printer)).toEqual(["Back"]);
    expect(words()).toEqual(["The invoice went to “The Back”."]);
  });

  test("DOC-9 a printer that goes while one chooses is not offered again", async () => {
    const shell = makeShell({ Front: "ready", Back: "ready" });
    const printing = print(shell);
    const first = await asked();
    shell.have({ Back: "ready" });
    first.answer({ ...usualChoice, printer: "Front", tray: "Tray1" });
    const second = await asked(({ note }) => note !== "");
    expect(second.found.printers.map(({ name }) => name)).toEqual(["Back"]);
    expect(second.choice).toMatchObject({ printer: null, tray: null });
    second.answer(null);
    expect(await printing).toBe("not_printed");
  });

  test("DOC-9 two documents are asked about one after the other", async () => {
    const shell = makeShell({ Front: "ready" });
    const both = [print(shell), printOnDesktop(shell.bridge, pdf, "statement", "statement-1.pdf")];
    const first = await asked(({ kind }) => kind === "invoice");
    first.answer({ ...usualChoice, printer: "Front" });
    const second = await asked(({ kind }) => kind === "statement");
    second.answer(null);
    expect(await Promise.all(both)).toEqual(["printed", "not_printed"]);
  });
});

describe("the printer's correction", () => {
  const page = "%PDF-1.7\n1 0 obj\n<<\n/Type /Page\n/MediaBox [0 0 612 792]\n>>\nendobj\n";
  const whole = Uint8Array.from(`${page}xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<<\n/Root 1 0 R\n>>\nstartxref\n${page.length}\n%%EOF\n`, (sign) => sign.charCodeAt(0));

  test("DOC-3 moves what goes to that printer, and leaves the same document for another one", async () => {
    const shell = makeShell({ Front: "ready", Back: "ready" });
    shell.nudge("Front", 1);
    for (const printer of ["Front", "Back"]) {
      shell.remember("invoice", "now", printer);
      await printOnDesktop(shell.bridge, whole, "invoice", "x.pdf");
    }
    const [moved, plain] = shell.jobs.map(({ bytes }) => String.fromCharCode(...bytes));
    expect(moved).toContain("/MediaBox [-2.8346 0 609.1654 792]");
    expect(plain).toBe(String.fromCharCode(...whole));
  });

  test("DOC-3 a document that cannot be moved is printed as it is", async () => {
    const shell = makeShell({ Front: "ready" });
    shell.nudge("Front", 1);
    shell.remember("invoice", "now", "Front");
    await print(shell);
    expect(shell.jobs[0]?.bytes).toBe(pdf);
  });
});

describe("a run of many", () => {
  test("DOC-9 goes to the remembered printer without a question", async () => {
    const shell = makeShell({ Front: "ready" });
    shell.remember("statement", "now", "Front");
    expect(await choosePrinter(shell.bridge, "statement", 12)).toEqual({ choice: { ...usualChoice, printer: "Front" }, label: "The Front" });
  });

  test.each(["ask", "open"] as const)("DOC-9 is asked about once where the desk remembers “%s”", async (way) => {
    const shell = makeShell({ Front: "ready" });
    shell.remember("statement", way, "Front");
    const choosing = choosePrinter(shell.bridge, "statement", 12);
    const question = await asked();
    expect(question).toMatchObject({ count: 12, bytes: null, choice: { printer: "Front" } });
    question.answer({ ...usualChoice, printer: "Front", copies: 2 });
    expect(await choosing).toMatchObject({ choice: { printer: "Front", copies: 2 }, label: "The Front" });
  });
});
