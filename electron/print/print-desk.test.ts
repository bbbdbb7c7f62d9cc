import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FoundPrinters, PrintBackend, PrintFault, PrintJob, PrinterState } from "./backend.ts";
import { PrintDesk } from "./print-desk.ts";
import { printingSettingsIn } from "./settings-file.ts";

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), "perennial-desk-"))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A spooler in memory: it knows its printers, takes jobs one at a time and notes who was there meanwhile. */
function memorySpooler(...names: string[]) {
  const jobs: string[] = [];
  const faults = new Map<number, PrintFault>();
  let tried = 0;
  let inside = 0;
  let most = 0;
  let printers = names;
  let state: PrinterState = "ready";
  const backend: PrintBackend = {
    list: () =>
      Promise.resolve<FoundPrinters>({ printers: printers.map((name) => ({ name, label: name, state: "ready" })), standard: null, canChooseTray: true }),
    trays: (printer) => Promise.resolve([{ id: `tray-of-${printer}`, label: "Tray" }]),
    async print({ choice, kind }) {
      tried += 1;
      const number = tried;
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
      const fault = faults.get(number);
      if (fault !== undefined) return { fault };
      jobs.push(`${kind} on ${choice.printer}`);
      return { state };
    },
  };
  return {
    backend,
    jobs,
    faults,
    mostAtOnce: () => most,
    have: (...now: string[]) => void (printers = now),
    be: (now: PrinterState) => void (state = now),
  };
}

const file = () => join(home, "printing.json");
const deskOf = (backend: PrintBackend) => new PrintDesk(backend, printingSettingsIn(file()));
const pdf = new Uint8Array(Buffer.from("%PDF-1.7\n"));
const jobFor = (printer: string, kind: PrintJob["kind"] = "receipt", bytes = pdf): PrintJob => ({ bytes, kind, choice: { printer, tray: null, copies: 1, sides: "printer" } });

test("DOC-9 a job goes to the printer it names, and the answer says what holds it up there", async () => {
  const spooler = memorySpooler("A", "B");
  const desk = deskOf(spooler.backend);
  expect(await desk.print(jobFor("B"))).toEqual({ outcome: "handed_over", printer: "B", state: "ready" });
  spooler.be("out_of_paper");
  expect(await desk.print(jobFor("A"))).toEqual({ outcome: "handed_over", printer: "A", state: "out_of_paper" });
  expect(spooler.jobs).toEqual(["receipt on B", "receipt on A"]);
});

test("DOC-9 a printer that is gone by now gets nothing, and neither does another one", async () => {
  const spooler = memorySpooler("A", "B");
  const desk = deskOf(spooler.backend);
  spooler.have("B");
  expect(await desk.print(jobFor("A"))).toEqual({ outcome: "failed", fault: "printer_gone", printer: "A" });
  spooler.have();
  expect(await desk.print(jobFor("A"))).toEqual({ outcome: "failed", fault: "no_printers", printer: "A" });
  expect(spooler.jobs).toEqual([]);
});

test("DOC-9 names are taken as they are: the case and what is like a name are other printers", async () => {
  const spooler = memorySpooler("Front_Desk");
  const desk = deskOf(spooler.backend);
  for (const name of ["front_desk", "Front_Desk ", "Front", "__proto__"])
    expect(await desk.print(jobFor(name)), name).toMatchObject({ fault: "printer_gone" });
  expect(spooler.jobs).toEqual([]);
});

test.each([["a web page", "<html>"], ["nothing", ""], ["a picture", "\u0089PNG"], ["a late mark", " %PDF-"]])(
  "DOC-9 %s is not sent to a printer as if it were a document",
  async (_what, text) => {
    const spooler = memorySpooler("A");
    expect(await deskOf(spooler.backend).print(jobFor("A", "letter", new Uint8Array(Buffer.from(text, "latin1"))))).toMatchObject({ fault: "not_a_pdf" });
    expect(spooler.jobs).toEqual([]);
  },
);

test("DOC-9 two windows print one after the other, in the order in which they asked", async () => {
  const spooler = memorySpooler("A");
  const desk = deskOf(spooler.backend);
  const kinds: PrintJob["kind"][] = ["statement", "invoice", "receipt", "letter"];
  await Promise.all(kinds.map((kind) => desk.print(jobFor("A", kind))));
  expect(spooler.jobs).toEqual(kinds.map((kind) => `${kind} on A`));
  expect(spooler.mostAtOnce()).toBe(1);
});

test("DOC-9 a job that fails, or breaks the backend, does not hold up the next", async () => {
  const spooler = memorySpooler("A");
  spooler.faults.set(1, "not_taken");
  const print = spooler.backend.print.bind(spooler.backend);
  let calls = 0;
  const backend: PrintBackend = {
    ...spooler.backend,
    print: (job) => {
      calls += 1;
      return calls === 2 ? Promise.reject(new Error("broken")) : print(job);
    },
  };
  const desk = deskOf(backend);
  const answers = await Promise.allSettled([1, 2, 3].map(() => desk.print(jobFor("A"))));
  expect(answers.map((answer) => (answer.status === "rejected" ? "broke" : answer.value.outcome))).toEqual(["failed", "broke", "handed_over"]);
});

test("DOC-9 trays are told only of a printer that is there", async () => {
  const desk = deskOf(memorySpooler("A").backend);
  expect(await desk.trays("A")).toEqual([{ id: "tray-of-A", label: "Tray" }]);
  expect(await desk.trays("B")).toEqual([]);
});

test("DOC-9 what is remembered lies in this computer's own folder and is there at the next start", () => {
  const desk = deskOf(memorySpooler("A").backend);
  const printing = { way: "now", choice: { printer: "A", tray: "Tray1", copies: 2, sides: "long" } } as const;
  desk.change({ kind: "statement", printing });
  desk.change({ printer: "A", nudge: { rightMm: 0.5, downMm: -1 } });
  expect(deskOf(memorySpooler().backend).read()).toEqual({ kinds: { statement: printing }, nudges: { A: { rightMm: 0.5, downMm: -1 } } });
  expect(readFileSync(file(), "utf8")).toContain('"statement"');
});

test("DOC-9 two windows that change different kinds keep each other's change", () => {
  const one = printingSettingsIn(file());
  const other = printingSettingsIn(file());
  const ways = { now: { way: "now", choice: { printer: "A", tray: null, copies: 1, sides: "printer" } }, open: { way: "open", choice: { printer: null, tray: null, copies: 1, sides: "printer" } } } as const;
  one.read();
  other.change({ kind: "invoice", printing: ways.now });
  one.change({ kind: "receipt", printing: ways.open });
  expect(Object.keys(other.read().kinds).toSorted()).toEqual(["invoice", "receipt"]);
});

test.each(["", "{", "[]", "null", '"x"', '{"kinds":3,"nudges":[1]}'])("DOC-9 a file that is not ours any more (%j) means that everything is asked again", (text) => {
  writeFileSync(file(), text);
  expect(printingSettingsIn(file()).read()).toEqual({ kinds: {}, nudges: {} });
});
