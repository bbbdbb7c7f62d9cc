/**
 * What happens when somebody presses Print (DOC-9). On the desktop the document goes at once to the
 * printer this computer remembers for its kind, or a person is asked; what was not handed over is
 * said, with a way on. In a browser the PDF opens, and is printed from there (DSK-1).
 */
import type { DesktopBridge } from "#contract/desktop.ts";
import { faultSentence, heldUpSentence, whyAskedSentence } from "#contract/printing-words.ts";
import { nudgeOf, printingOf, type PrintChoice } from "#domain/printing/choice.ts";
import { printKindWords, type PrintKind } from "#domain/printing/kinds.ts";
import type { PrintOutcome } from "#domain/printing/outcome.ts";
import { findPrinter, planPrint, type SureChoice } from "#domain/printing/plan.ts";
import type { FoundPrinters } from "#domain/printing/printers.ts";
import { shiftPages } from "#domain/printing/shift-pages.ts";
import { showToast } from "../kit/toast.ts";

/** What the dialog shows: the question how, and on which printer, to print. */
export type PrintQuestion = {
  readonly id: number;
  readonly kind: PrintKind;
  /** Null for a run of many documents. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly fileName: string;
  readonly count: number;
  readonly choice: PrintChoice;
  readonly found: FoundPrinters;
  /** Why a person is asked, or what went wrong; empty when it is simply asked each time. */
  readonly note: string;
  readonly busy: boolean;
  /** The person's answer; null = not printed. */
  readonly answer: (choice: SureChoice | null) => void;
};

let questions: readonly PrintQuestion[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** The question that waits longest; one at a time. */
export function currentQuestion(): PrintQuestion | null {
  return questions[0] ?? null;
}

export function onQuestions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: readonly PrintQuestion[]): void {
  questions = next;
  for (const listener of listeners) listener();
}

export type PrintEnd = "printed" | "not_printed";

/** Prints a PDF over the shell, asking where the desk's memory does not do. Answers when it is over. */
export async function printOnDesktop(bridge: DesktopBridge, bytes: Uint8Array<ArrayBuffer>, kind: PrintKind, fileName: string): Promise<PrintEnd> {
  const [settings, found] = await Promise.all([bridge.run("read-printing", {}), bridge.run("list-printers", {})]);
  const plan = planPrint(settings, found, kind);
  if (plan.way === "open") {
    await bridge.run("open-pdf", { bytes });
    return "not_printed";
  }
  let note = "";
  let choice = printingOf(settings, kind).choice;
  if (plan.way === "now") {
    const outcome = await sendToPrinter(bridge, bytes, kind, plan.choice);
    if (outcome.outcome === "handed_over") return told(kind, outcome, found);
    note = notPrinted(outcome, found);
    choice = plan.choice;
  } else {
    choice = plan.choice;
    if (plan.why !== null) note = whyAskedSentence(plan.why, labelOf(found, plan.printer));
  }
  return askUntilPrinted(bridge, { bytes, kind, fileName, note, choice, found });
}

type Ask = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly kind: PrintKind;
  readonly fileName: string;
  readonly note: string;
  readonly choice: PrintChoice;
  readonly found: FoundPrinters;
};

async function askUntilPrinted(bridge: DesktopBridge, first: Ask): Promise<PrintEnd> {
  const asked = openQuestion({ ...first, count: 1 });
  let { found } = first;
  try {
    for (;;) {
      const chosen = await asked.next();
      if (chosen === null) return "not_printed";
      const outcome = await sendToPrinter(bridge, first.bytes, first.kind, chosen);
      if (outcome.outcome === "handed_over") return told(first.kind, outcome, found);
      const note = notPrinted(outcome, found);
      found = await bridge.run("list-printers", {});
      asked.again({ note, found, choice: findPrinter(found, chosen.printer) ? chosen : { ...chosen, printer: null, tray: null } });
    }
  } finally {
    asked.close();
  }
}

/** Where a run goes, and what people call that printer. */
export type ChosenPrinter = { readonly choice: SureChoice; readonly label: string };

/** For a run of many: the printer they all go to, remembered or asked for; null when somebody gave up. */
export async function choosePrinter(bridge: DesktopBridge, kind: PrintKind, count: number): Promise<ChosenPrinter | null> {
  const [settings, found] = await Promise.all([bridge.run("read-printing", {}), bridge.run("list-printers", {})]);
  const plan = planPrint(settings, found, kind);
  const named = (choice: SureChoice): ChosenPrinter => ({ choice, label: labelOf(found, choice.printer) });
  if (plan.way === "now") return named(plan.choice);
  const note = plan.way === "ask" && plan.why !== null ? whyAskedSentence(plan.why, labelOf(found, plan.printer)) : "";
  const choice = plan.way === "open" ? printingOf(settings, kind).choice : plan.choice;
  const asked = openQuestion({ bytes: null, kind, fileName: "", note, choice, found, count });
  try {
    const chosen = await asked.next();
    return chosen && named(chosen);
  } finally {
    asked.close();
  }
}

/** One job for one printer, moved by that printer's own correction (DOC-3). */
export async function sendToPrinter(bridge: DesktopBridge, bytes: Uint8Array<ArrayBuffer>, kind: PrintKind, choice: SureChoice): Promise<PrintOutcome> {
  const settings = await bridge.run("read-printing", {});
  const moved = shiftPages(bytes, nudgeOf(settings, choice.printer)) ?? bytes;
  return bridge.run("print-silently", { bytes: moved, kind, choice });
}

function told(kind: PrintKind, { printer, state }: Extract<PrintOutcome, { outcome: "handed_over" }>, found: FoundPrinters): PrintEnd {
  const held = heldUpSentence(state);
  showToast({
    message: `The ${printKindWords[kind]} went to “${labelOf(found, printer)}”.${held === "" ? "" : ` ${held}`}`,
    tone: held === "" ? "good" : "attention",
  });
  return "printed";
}

function notPrinted(outcome: Exclude<PrintOutcome, { outcome: "handed_over" }>, found: FoundPrinters): string {
  return outcome.outcome === "failed" ? faultSentence(outcome.fault, labelOf(found, outcome.printer)) : "";
}

function labelOf(found: FoundPrinters, name: string | null): string {
  return findPrinter(found, name)?.label ?? name ?? "";
}

function openQuestion(what: Omit<PrintQuestion, "id" | "busy" | "answer">) {
  lastId += 1;
  const id = lastId;
  let answered = Promise.withResolvers<SureChoice | null>();
  const put = (part: Partial<PrintQuestion>): void => change(questions.map((question) => (question.id === id ? { ...question, ...part } : question)));
  const answer: PrintQuestion["answer"] = (choice) => {
    if (choice !== null) put({ busy: true });
    answered.resolve(choice);
  };
  change([...questions, { ...what, id, busy: false, answer }]);
  return {
    next: () => answered.promise,
    again: (part: Pick<PrintQuestion, "note" | "found" | "choice">) => {
      answered = Promise.withResolvers();
      put({ ...part, busy: false });
    },
    close: () => change(questions.filter((question) => question.id !== id)),
  };
}
