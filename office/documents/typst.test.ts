import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { StatementData } from "#domain/statements/document-data.ts";
import {
  longStatement,
  sampleCalibration,
  sampleInvoice,
  sampleReceipt,
  sampleSetup,
  sampleStatement,
} from "#domain/statements/testing.ts";
import { viewDocument, viewStatements } from "./document-views.ts";
import { sourcePlaces } from "./places.ts";
import { substitute } from "./printable.ts";
import { bare, checkPdf, pdfFonts, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";
import { openTypstEngine } from "./typst.ts";
import type { TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const nasty = path.join(import.meta.dirname, "../../../shared/data/nasty/blns.json");
const nastyMissing = existsSync(nasty) ? "" : "shared data nasty/blns.json is absent";
for (const reason of [pdfToolsMissing, nastyMissing]) {
  if (reason !== "") console.warn(`Some tests of printed documents are skipped: ${reason}.`);
}

let engine: TypstEngine;
beforeAll(async () => {
  // Without the system's fonts, so that the result is the same on every computer.
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const statement = (changes: Partial<StatementData> = {}) =>
  engine.compile(viewDocument("statement", sampleStatement(changes)));

const documents = {
  statement: viewDocument("statement", sampleStatement()),
  "long statement": viewDocument("statement", longStatement(40)),
  receipt: viewDocument("receipt", sampleReceipt()),
  invoice: viewDocument("invoice", sampleInvoice()),
  "test page": viewDocument("calibration", sampleCalibration()),
  "print run": viewStatements([sampleStatement(), sampleStatement({ householdNumber: "1043" })]),
} as const;

/** Structure elements of a tagged file: a print run has none worth reading. */
const structure = (pdf: Uint8Array) =>
  Buffer.from(pdf).toString("latin1").split("/Type /StructElem").length - 1;

const roles = (pdf: Uint8Array) =>
  new Set(
    Buffer.from(pdf)
      .toString("latin1")
      .match(/(?<=\/S \/)\w+/gu),
  );

describe.skipIf(pdfToolsMissing !== "")("a printed document", () => {
  test.each(Object.entries(documents))(
    "DOC-2 a %s is a sound PDF with embedded fonts, title, language and tags",
    async (_, view) => {
      const { pdf, pages, missing, warnings } = await engine.compile(view);
      expect(checkPdf(pdf)).toContain("No syntax or stream encoding errors found");
      const fonts = pdfFonts(pdf);
      expect(fonts.length).toBeGreaterThan(0);
      expect(fonts.filter((font) => !font.isEmbedded)).toEqual([]);
      const info = pdfInfo(pdf);
      expect(info.get("Title")).toMatch(/^(Statement|Receipt|Invoice|Envelope)/u);
      expect(info.get("Author")).toBe("Alder Street Dental");
      expect(Number(info.get("Pages"))).toBe(pages);
      expect(Buffer.from(pdf).toString("latin1")).toContain("/Lang (en");
      expect(missing).toEqual([]);
      expect(warnings).toEqual([]);
    },
  );

  test("DOC-2 a single document can be read aloud: heading, table with heads, and the code's meaning are tagged", async () => {
    const { pdf } = await engine.compile(documents.statement);
    expect(pdfInfo(pdf).get("Tagged")).toBe("yes");
    expect([...roles(pdf)]).toEqual(expect.arrayContaining(["H1", "Table", "TH", "TD", "Figure"]));
    expect(Buffer.from(pdf).toString("latin1")).toContain("/Alt (For office use)");
    const run = await engine.compile(documents["print run"]);
    expect(structure(run.pdf)).toBeLessThan(5);
  });

  test("DOC-2 the file's date is the document's own, so that a reprint reads the same", async () => {
    const first = await statement();
    const again = await statement();
    expect(pdfInfo(first.pdf).get("CreationDate")).toContain("Nov 10");
    expect(printedText(again.pdf)).toBe(printedText(first.pdf));
  });

  test("DOC-4 the statement says what the ledger says", async () => {
    const text = bare(printedText((await statement({ note: "We open at 7:30 on Tuesdays." })).pdf));
    for (const part of [
      "Statement",
      "Account 1042",
      "Oct 11, 2026 – Nov 10, 2026",
      "Previous balance $74.00",
      "Charges $398.95",
      "Credits $122.75",
      "Payments $74.00",
      "Amount due $276.20 Due by Dec 1, 2026",
      "0–30 days $276.20",
      "Over 90 days $0.00",
      "We open at 7:30 on Tuesdays.",
      "Thank you for keeping your account current.",
      "Nov 5, 2026 Ben Lee D2391 Filling, one surface 185.00 27.75",
      "Oct 28, 2026 Payment Check 1043 74.00",
      "Balance on Nov 10, 2026 $276.20",
      "Ways to pay",
      "Page 1 of 1",
    ]) {
      expect(text, part).toContain(bare(part));
    }
  });

  test("DOC-4 a statement of 40 charges runs on: every line once, in order, with its page counted", async () => {
    const { pdf, pages } = await engine.compile(viewDocument("statement", longStatement(40)));
    expect(pages).toBe(2);
    const text = printedText(pdf);
    const visits = [...text.matchAll(/Visit (\d+) of the year/gu)].map((match) => Number(match[1]));
    expect(visits).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(text).toContain("1 of 2");
    expect(text).toContain("Page 2 of 2");
    const second = printedText(pdf, "-f", "2");
    expect(second).toContain("Alder Street Dental · Statement · Account 1042 · Nov 10, 2026");
    expect(second).toContain("Balance on Nov 10, 2026");
  });

  test("DOC-5 each household of a run starts on a new page and counts its own pages", async () => {
    const run = viewStatements([
      sampleStatement({ householdNumber: "1" }),
      longStatement(40, { householdNumber: "2" }),
      sampleStatement({ householdNumber: "3" }),
    ]);
    const { pdf, pages, endPages } = await engine.compile(run);
    expect(pages).toBe(4);
    expect(endPages).toEqual([1, 3, 4]);
    const counted = [1, 2, 3, 4].map((page) =>
      printedText(pdf, "-f", String(page), "-l", String(page)),
    );
    expect(counted.map((text) => /(\d) of (\d)/u.exec(text)?.[0])).toEqual([
      "1 of 1",
      "1 of 2",
      "2 of 2",
      "1 of 1",
    ]);
    expect(counted[3]).toMatch(/Account\s+3\b/u);
  });

  test("DOC-7 INV-9 the receipt says dues and services apart, the card, the next draw and how to cancel", async () => {
    const text = bare(printedText((await engine.compile(documents.receipt)).pdf));
    for (const part of [
      "Membership dues",
      "Adult plan, monthly",
      "Rosa Lee · covers Oct 31, 2026 – Nov 29, 2026",
      "Subtotal – Membership dues $56.95",
      "Services",
      "Subtotal – Services $97.99",
      "Total paid $154.94",
      "Paid with Visa ending in 4242 $154.94",
      "Next draw Nov 30, 2026 · $56.95",
      "How to cancel",
      "(413) 555-0142",
    ]) {
      expect(text, part).toContain(bare(part));
    }
  });

  test("INV-1 the invoice says lines, discounts, tax, what is paid and what is due", async () => {
    const text = bare(printedText((await engine.compile(documents.invoice)).pdf));
    for (const part of [
      "Plan price, 15 % off",
      "\u221227.75",
      "Tax $7.99",
      "Total $239.51",
      "Balance due $139.51",
    ]) {
      expect(text, part).toContain(bare(part));
    }
  });

  test("F-20 every page of a training practice's document is marked", async () => {
    const setup = { ...sampleSetup(), training: true };
    const { pdf, pages } = await engine.compile(
      viewDocument("statement", longStatement(60, { setup })),
    );
    expect(pages).toBe(3);
    for (const page of ["1", "2", "3"]) {
      expect(bare(printedText(pdf, "-f", page, "-l", page))).toContain(
        bare("TRAINING – not a real statement"),
      );
    }
    expect(printedText((await statement()).pdf)).not.toContain("TRAINING");
  });

  test("DOC-8 a Spanish statement is in Spanish, and its file says so", async () => {
    const { pdf } = await statement({ setup: { ...sampleSetup(), locale: "es-US" } });
    expect(printedText(pdf)).toContain("Estado de cuenta");
    expect(Buffer.from(pdf).toString("latin1")).toContain("/Lang (es");
  });
});

describe.skipIf(pdfToolsMissing !== "")("names of the world", () => {
  test.each([
    ["accents", "Łukasz Gómez-Ñúñez Đorđević Øystein Åsa Zoë"],
    ["Vietnamese", "Nguyễn Thị Ánh Tuyết Đặng Hữu Phước"],
    ["Greek", "Ἀλέξανδρος Παπαδόπουλος"],
    ["Cyrillic", "Александр Їжакевич Ђорђе"],
    ["Chinese", "王小明 張偉 刘洋"],
    ["Japanese", "山田太郎 さくら ヒロシ 髙﨑 佐々木"],
    ["Korean", "김철수 이영희"],
    ["emoji", "Rosa 😀 ❤ ✓"],
  ])("DOC-2 %s print as typed and can be copied out again", async (_, name) => {
    const { pdf, missing } = await statement({
      recipient: { name, addressLines: ["1 Elm Street", "Ware, MA 01082"] },
      lines: [line(name, name)],
    });
    expect(missing).toEqual([]);
    const text = bare(printedText(pdf));
    expect(text.split(bare(name)).length - 1).toBeGreaterThanOrEqual(3);
    expect(text).not.toContain(substitute);
  });

  test.each([
    ["Hebrew", "דוד כהן"],
    ["Arabic", "محمد علي"],
  ])("DOC-2 %s prints in its own order", async (_, name) => {
    const { pdf, missing } = await statement({
      recipient: { name, addressLines: ["1 Elm Street"] },
    });
    expect(missing).toEqual([]);
    // pdftotext puts marks of direction around each run; the words themselves must be whole.
    const text = printedText(pdf).replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "");
    for (const word of name.split(" ")) expect(text.normalize("NFKC")).toContain(word);
  });

  test("DOC-2 a character that no font has is shown as a substitute and reported, never left out", async () => {
    const { pdf, missing } = await statement({
      recipient: { name: "𠮷野 Rosa\u0007", addressLines: ["1 Elm Street"] },
    });
    expect(missing).toEqual(["U+0007", "U+20BB7 𠮷"]);
    expect(bare(printedText(pdf))).toContain(`${substitute}野Rosa${substitute}`);
  });
});

describe.skipIf(pdfToolsMissing !== "")("text that means something to a typesetter", () => {
  test("control 22: names, notes and messages print as typed and run nothing", async () => {
    const typed = '#panic("no") *a* _b_ $x^2$ \\u{41} `c` @d <e> [f] {g} //h /*i*/ ~ -- "q" \'r\'';
    const { pdf, warnings } = await statement({
      recipient: { name: "Rosa #Lee $1", addressLines: ["1 *Elm* Street", "Ware, MA"] },
      lines: [line(typed, typed)],
      note: typed,
      paymentOptions: [typed],
      messages: { days0to30: typed, days31to60: "", days61to90: "", over90: "" },
    });
    expect(warnings).toEqual([]);
    const text = bare(printedText(pdf));
    expect(text.split(bare(typed)).length - 1).toBe(5);
    expect(text).toContain("RosaLee".replace("Lee", "#Lee$1"));
    expect(text).toContain("1*Elm*Street");
  });

  test.skipIf(nastyMissing !== "")(
    "DOC-2 509 nasty strings as names, services, notes and messages: each is printed, none breaks the page",
    async () => {
      const strings = JSON.parse(readFileSync(nasty, "utf8")) as string[];
      expect(strings.length).toBeGreaterThan(500);
      const view = viewDocument(
        "statement",
        sampleStatement({ lines: strings.map((text) => line(text, text)) }),
      );
      const { pdf, warnings, missing } = await engine.compile(view);
      expect(warnings).toEqual([]);
      expect(checkPdf(pdf)).toContain("No syntax or stream encoding errors found");
      const unprintable = new Set(missing.map((name) => name.split(" ")[1] ?? ""));
      const text = bare(printedText(pdf));
      // Right-to-left text comes back in another order, and invisible signs not at all.
      const plain = strings.filter((raw) =>
        /^[\p{ASCII}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}]+$/u.test(raw),
      );
      const readable = plain.filter(
        (raw) => !/\p{C}/u.test(raw) && !Array.from(raw).some((c) => unprintable.has(c)),
      );
      expect(readable.length).toBeGreaterThan(380);
      const lost = readable.filter((raw) => !text.includes(bare(raw)));
      expect(lost).toEqual([]);
    },
  );

  test.skipIf(nastyMissing !== "")(
    "DOC-5 a print run addressed to nasty strings is whole, with a page for each",
    async () => {
      const strings = (JSON.parse(readFileSync(nasty, "utf8")) as string[]).filter(
        (_, index) => index % 12 === 0,
      );
      const { pdf, endPages, warnings } = await engine.compile(
        viewStatements(
          strings.map((text) =>
            sampleStatement({
              recipient: { name: text, addressLines: [text, "Ware, MA 01082"] },
              note: text,
              messages: { days0to30: text, days31to60: "", days61to90: "", over90: "" },
            }),
          ),
        ),
      );
      expect(endPages).toHaveLength(strings.length);
      expect(warnings).toEqual([]);
      expect(checkPdf(pdf)).toContain("No syntax or stream encoding errors found");
    },
  );
});

function line(patientName: string, description: string) {
  return {
    on: toDay("2026-11-03"),
    patientName,
    description,
    chargeCents: toCents(100),
    creditCents: toCents(0),
  };
}
