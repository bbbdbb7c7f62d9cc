import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import {
  longStatement,
  sampleReceipt,
  sampleSetup,
  sampleStatement,
} from "#domain/statements/testing.ts";
import { sourcePlaces } from "./places.ts";
import { openDocumentRenderer } from "./renderer.ts";
import type { BatchProgress, DocumentRenderer, RendererOptions } from "./renderer.ts";
import { checkPdf, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const dir = mkdtempSync(path.join(tmpdir(), "workers-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const open: DocumentRenderer[] = [];
afterEach(async () => {
  for (const renderer of open.splice(0)) await renderer.close();
});

function openRenderer(options: RendererOptions = {}): DocumentRenderer {
  const renderer = openDocumentRenderer(options);
  open.push(renderer);
  return renderer;
}

/** A worker that does what the given script says, to see how the office copes with a bad one. */
function badWorker(name: string, script: string): URL {
  const file = path.join(dir, `${name}.mjs`);
  writeFileSync(
    file,
    `import { parentPort, threadId } from "node:worker_threads";
     import { existsSync, writeFileSync } from "node:fs";
     const made = (missing) => ({ outcome: "made", pdf: new Uint8Array(1), pages: 1, endPages: [1], missing, memoryBytes: 0 });
     parentPort.on("message", (request) => { ${script} });`,
  );
  return pathToFileURL(file);
}

const household = (index: number) => sampleStatement({ householdNumber: String(1000 + index) });

describe.skipIf(pdfToolsMissing !== "")("documents made in the worker", () => {
  test("DOC-2 a receipt and a statement come back as sound files with their pages", async () => {
    const renderer = openRenderer();
    const [receipt, statement] = await Promise.all([
      renderer.render("receipt", sampleReceipt()),
      renderer.render("statement", longStatement(40)),
    ]);
    expect(checkPdf(receipt.pdf)).toContain("No syntax");
    expect(receipt.pages).toBe(1);
    expect(statement.pages).toBe(2);
    expect(statement.missing).toEqual([]);
    expect(printedText(statement.pdf)).toContain("Visit 40 of the year");
  });

  test("DOC-5 a run of 200 households is one file in the order given, with progress all the way", async () => {
    const renderer = openRenderer();
    const seen: BatchProgress[] = [];
    const started = performance.now();
    const statements = Array.from({ length: 200 }, (_, index) =>
      index === 7 ? longStatement(40) : household(index),
    );
    const run = await renderer.renderBatch(statements, (progress) => seen.push(progress));
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `200 statements, ${run.pages} pages: ${seconds.toFixed(1)} s, ${(run.pdf.length / 1e6).toFixed(2)} MB`,
    );
    expect(run.pages).toBe(201);
    expect(run.firstPages.slice(6, 10)).toEqual([7, 8, 10, 11]);
    expect(checkPdf(run.pdf)).toContain("No syntax");
    expect(pdfInfo(run.pdf).get("Title")).toBe("Statements – Nov 10, 2026 (200)");
    expect(printedText(run.pdf, "-f", "201", "-l", "201")).toMatch(/Account\s+1199/u);
    expect(seen[0]).toEqual({ done: 0, total: 200, pages: 0 });
    expect(seen.at(-1)).toEqual({ done: 200, total: 200, pages: 201 });
    expect(seen.length).toBeGreaterThan(5);
    expect(
      seen.every((progress, index) => index === 0 || progress.done > (seen[index - 1]?.done ?? -1)),
    ).toBe(true);
  });

  test("DOC-5 cancelling a run stops it at once and the next document is made all the same", async () => {
    const renderer = openRenderer({ limits: { partStatements: 5 } });
    const cancel = new AbortController();
    const run = renderer.renderBatch(
      Array.from({ length: 400 }, (_, index) => household(index)),
      ({ done }) => {
        if (done >= 5) cancel.abort(new Error("the desk changed its mind"));
      },
      cancel.signal,
    );
    await expect(run).rejects.toThrow("the desk changed its mind");
    expect((await renderer.render("receipt", sampleReceipt())).pages).toBe(1);
  });

  test("DOC-5 a receipt at the counter does not wait for the whole run", async () => {
    const renderer = openRenderer({ limits: { partStatements: 5 } });
    let doneWhenPrinted = -1;
    let done = 0;
    const run = renderer.renderBatch(
      Array.from({ length: 40 }, (_, index) => household(index)),
      (progress) => {
        done = progress.done;
      },
    );
    await renderer.render("receipt", sampleReceipt());
    doneWhenPrinted = done;
    await run;
    expect(doneWhenPrinted).toBeLessThan(40);
  });

  test("DOC-3 what the layout refuses reaches the desk as a refusal", async () => {
    const data = sampleStatement({ setup: sampleSetup("double-9", "a4") });
    await expect(openRenderer().render("statement", data)).rejects.toEqual(
      new Refusal("sheet_does_not_fit_envelope", { paper: "a4", envelope: "double-9" }),
    );
  });

  test("F-17 facts that do not add up are a fault, not a refusal, and leave the worker sound", async () => {
    const renderer = openRenderer();
    const broken = renderer.render("statement", sampleStatement({ closingCents: toCents(1) }));
    await expect(broken).rejects.toThrow(/Broken invariant/u);
    await expect(broken).rejects.not.toBeInstanceOf(Refusal);
    expect((await renderer.render("receipt", sampleReceipt())).pages).toBe(1);
  });
});

describe("limits", () => {
  test("F-18 a statement of more lines than a document holds is refused before any work", async () => {
    await expect(openRenderer().render("statement", longStatement(2001))).rejects.toEqual(
      new Refusal("document_too_long", { document: "statement", lines: 2001, most: 2000 }),
    );
    await expect(
      openRenderer().renderBatch([household(1), longStatement(2001)]),
    ).rejects.toBeInstanceOf(Refusal);
  });

  test("DOC-5 a run of more households than one file holds is refused", async () => {
    const renderer = openRenderer({ limits: { mostStatements: 2 } });
    await expect(renderer.renderBatch([household(1), household(2), household(3)])).rejects.toEqual(
      new Refusal("batch_too_large", { statements: 3, most: 2 }),
    );
  });
});

describe("a worker that misbehaves", () => {
  test("DOC-2 one that always breaks is tried twice, then the document is refused", async () => {
    const count = path.join(dir, "count");
    const workerFile = badWorker(
      "always-breaks",
      `writeFileSync(${JSON.stringify(count)}, "x", { flag: "a" }); process.exit(7);`,
    );
    const made = openRenderer({ workerFile }).render("receipt", sampleReceipt());
    await expect(made).rejects.toEqual(
      new Refusal("document_not_rendered", { document: "receipt", why: "failed" }),
    );
    expect(readFileSync(count, "utf8")).toBe("xx");
  });

  test("DOC-2 a compiler that cannot be opened refuses the document, and the log is told why", async () => {
    const told: string[] = [];
    const places = { ...sourcePlaces(), compilerFile: path.join(dir, "absent.wasm") };
    const renderer = openRenderer({ places, onBreak: (detail) => told.push(detail) });
    await expect(renderer.render("receipt", sampleReceipt())).rejects.toEqual(
      new Refusal("document_not_rendered", { document: "receipt", why: "failed" }),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told[0]).toContain("absent.wasm");
  });

  test("DOC-2 one that breaks once is replaced and nobody notices", async () => {
    const mark = JSON.stringify(path.join(dir, "broke-once"));
    const workerFile = badWorker(
      "breaks-once",
      `if (!existsSync(${mark})) { writeFileSync(${mark}, ""); throw new Error("broken"); }
       parentPort.postMessage(made([]));`,
    );
    expect((await openRenderer({ workerFile }).render("receipt", sampleReceipt())).pages).toBe(1);
  });

  test("DOC-2 one that never answers is stopped at the limit", async () => {
    const renderer = openRenderer({
      workerFile: badWorker("silent", ""),
      limits: { mostSeconds: 0.3 },
    });
    await expect(renderer.render("receipt", sampleReceipt())).rejects.toEqual(
      new Refusal("document_not_rendered", { document: "receipt", why: "slow" }),
    );
  });

  test("DOC-2 work that waits can be cancelled without touching the work that runs", async () => {
    const workerFile = badWorker(
      "slow",
      `setTimeout(() => parentPort.postMessage(made([])), 300);`,
    );
    const renderer = openRenderer({ workerFile });
    const running = renderer.render("receipt", sampleReceipt());
    const cancel = new AbortController();
    const waiting = renderer.render("receipt", sampleReceipt(), { signal: cancel.signal });
    cancel.abort(new Error("not needed"));
    await expect(waiting).rejects.toThrow("not needed");
    expect((await running).pages).toBe(1);
    await expect(
      renderer.render("receipt", sampleReceipt(), { signal: cancel.signal }),
    ).rejects.toThrow("not needed");
  });

  test("DOC-2 a worker is replaced after its pages, so that memory stays bounded", async () => {
    const workerFile = badWorker("numbered", `parentPort.postMessage(made([String(threadId)]));`);
    const renderer = openRenderer({ workerFile, limits: { recyclePages: 2 } });
    const threads: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      threads.push(...(await renderer.render("receipt", sampleReceipt())).missing);
    }
    expect(threads[0]).toBe(threads[1]);
    expect(threads[2]).toBe(threads[3]);
    expect(new Set(threads).size).toBe(3);
  });

  test("DOC-2 an idle worker is put away and started again when needed", async () => {
    const workerFile = badWorker("idle", `parentPort.postMessage(made([String(threadId)]));`);
    const renderer = openRenderer({ workerFile, limits: { idleSeconds: 0.05 } });
    const first = await renderer.render("receipt", sampleReceipt());
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await renderer.render("receipt", sampleReceipt());
    expect(second.missing).not.toEqual(first.missing);
  });

  test("closing ends the work that runs and refuses more", async () => {
    const renderer = openRenderer({ workerFile: badWorker("closed", "") });
    const made = renderer.render("receipt", sampleReceipt());
    await Promise.all([expect(made).rejects.toThrow(/closed/u), renderer.close()]);
    await expect(renderer.render("receipt", sampleReceipt())).rejects.toThrow(/closed/u);
  });
});
