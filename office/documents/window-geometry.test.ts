import { beforeAll, describe, expect, test, vi } from "vitest";
import {
  addressClearanceMm,
  layOutWindows,
  papers,
  windowOnSheet,
} from "#domain/statements/envelope.ts";
import type { EnvelopeName, PaperName, Rect } from "#domain/statements/envelope.ts";
import type { PrintSetup, StatementData } from "#domain/statements/document-data.ts";
import {
  sampleInvoice,
  sampleReceipt,
  sampleSetup,
  sampleStatement,
} from "#domain/statements/testing.ts";
import { sampleYear } from "#domain/yearly-statements/yearly.fixture.ts";
import { viewDocument } from "./document-views.ts";
import { sourcePlaces } from "./places.ts";
import { inkIn, pdfToolsMissing, printedWords } from "./testing.ts";
import type { PrintedWord } from "./testing.ts";
import { openTypstEngine } from "./typst.ts";
import type { TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

/** Whole pages are checked as poppler measures them, not as our own geometry says. */

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const pairs: readonly (readonly [EnvelopeName, PaperName])[] = [
  ["single-10", "letter"],
  ["single-10", "a4"],
  ["double-10", "letter"],
  ["double-9", "letter"],
  ["dl", "letter"],
  ["dl", "a4"],
];

/** Words of each address that stand nowhere else on the page, so that they can be found again. */
const addresses = {
  usual: { name: "Xrosa Xlee", addressLines: ["X1872 Xmaple Xavenue", "Xspringfield XMA X01109"] },
  short: { name: "Xli", addressLines: ["Xware"] },
  accented: { name: "XẾgọc Xthảo", addressLines: ["XÅngström Xstreet", "Xjúlíusson XMA"] },
  wide: {
    name: "Xlee Xwilhelmina Xfeatherstonehaugh",
    addressLines: ["X1 Xelm Xstreet", "Xware XMA"],
  },
};

const tooBusy: Partial<StatementData> = {
  note: "A bold note that is long enough to reach across the whole sheet and then some more of it. ".repeat(
    3,
  ),
  letterhead: {
    name: "The Old Mill Lane Family Dental Practice",
    addressLines: [
      "Building C, Second Floor",
      "214 Alder Street, Suite 3",
      "Springfield, MA 01103",
    ],
    phone: "(413) 555-0142",
    email: "desk@alderstreetdental.example",
    taxId: "04-3551207",
  },
};

describe.skipIf(pdfToolsMissing !== "")("a sheet in its window envelope", () => {
  for (const [envelope, paper] of pairs) {
    test.each(Object.entries(addresses))(
      `DOC-3 ${envelope} on ${paper}: the %s address keeps 3.2 mm in every position, and nothing else shows`,
      async (_, recipient) => {
        const setup = sampleSetup(envelope, paper);
        const view = viewDocument("statement", sampleStatement({ setup, recipient }));
        await expectOnlyAddressShows(view, setup);
      },
    );

    test(`DOC-3 ${envelope} on ${paper}: nothing else shows however long letterhead and note are, nor in training`, async () => {
      const setup = { ...sampleSetup(envelope, paper), training: true };
      const busy = sampleStatement({ setup, recipient: addresses.usual, ...tooBusy });
      await expectOnlyAddressShows(viewDocument("statement", busy), setup);
    });
  }

  test.each(pairs)(
    "DOC-3 %s on %s: receipts, invoices and yearly statements go by the same window",
    async (envelope, paper) => {
      const setup = sampleSetup(envelope, paper);
      const recipient = addresses.usual;
      await expectOnlyAddressShows(
        viewDocument("receipt", sampleReceipt({ setup, recipient })),
        setup,
      );
      await expectOnlyAddressShows(
        viewDocument("invoice", sampleInvoice({ setup, recipient })),
        setup,
      );
      await expectOnlyAddressShows(
        viewDocument("yearly_statement", sampleYear({ setup, recipient })),
        setup,
      );
    },
  );

  test("DOC-3 an address that does not fit is cut at its box rather than shown beside it", async () => {
    const recipient = {
      name: "X".repeat(90),
      addressLines: Array.from({ length: 9 }, (_, index) => `Xline${index}`),
    };
    const setup = sampleSetup();
    const { pdf } = await engine.compile(
      viewDocument("statement", sampleStatement({ setup, recipient })),
    );
    const { addressBox } = layOutWindows("single-10", "letter");
    const around = {
      xMm: addressBox.xMm - 3,
      yMm: addressBox.yMm - 3,
      widthMm: addressBox.widthMm + 20,
      heightMm: 3,
    };
    expect(inkIn(pdf, addressBox)).toBeGreaterThan(500);
    expect(inkIn(pdf, around), "above").toBe(0);
    expect(
      inkIn(pdf, { ...around, yMm: addressBox.yMm + addressBox.heightMm + 0.3 }),
      "below",
    ).toBe(0);
    const beside = { ...addressBox, xMm: addressBox.xMm + addressBox.widthMm + 0.3, widthMm: 15 };
    expect(inkIn(pdf, beside), "beside").toBe(0);
  });

  test("DOC-3 the nudge moves the whole print by its half millimetres", async () => {
    const plain = await words(viewDocument("statement", sampleStatement()));
    const setup = { ...sampleSetup(), nudge: { rightMm: 1.5, downMm: -2 } };
    const moved = await words(viewDocument("statement", sampleStatement({ setup })));
    expect(moved.map((word) => word.text)).toEqual(plain.map((word) => word.text));
    for (const [index, word] of plain.entries()) {
      expect((moved[index]?.leftMm ?? 0) - word.leftMm).toBeCloseTo(1.5, 1);
      expect((moved[index]?.topMm ?? 0) - word.topMm).toBeCloseTo(-2, 1);
    }
  });

  test.each(pairs)(
    "DOC-3 %s on %s: the body ends above the perforation and the slip lies below it",
    async (...pair) => {
      const setup = sampleSetup(...pair);
      const { perforationMm } = layOutWindows(...pair);
      const all = await words(
        viewDocument("statement", sampleStatement({ setup, note: "A note of the office." })),
      );
      const first = all.filter((word) => word.page === 1);
      const detach = first.findIndex((word) => word.text === "detach");
      const slip = first.filter((word) => word.topMm > perforationMm);
      expect(first[detach]?.topMm).toBeGreaterThan(perforationMm);
      expect(slip.map((word) => word.text)).toContain("enclosed");
      for (const word of first) {
        const crosses = word.topMm < perforationMm && word.bottomMm > perforationMm;
        expect(crosses, `${word.text} lies on the perforation`).toBe(false);
        expect(word.bottomMm).toBeLessThan(papers[pair[1]].heightMm - 8);
      }
    },
  );
});

async function words(view: Parameters<TypstEngine["compile"]>[0]): Promise<PrintedWord[]> {
  return printedWords((await engine.compile(view)).pdf);
}

/** Slides the insert through its play in small steps and looks through every window at each stop. */
async function expectOnlyAddressShows(
  view: Parameters<TypstEngine["compile"]>[0],
  setup: PrintSetup,
) {
  const first = (await words(view)).filter((word) => word.page === 1);
  const windows = layOutWindows(setup.envelope, setup.paper, setup.addressWindow);
  const { fold, addressWindow, senderWindow } = windows;
  const stops = (play: number) => Array.from({ length: 9 }, (_, step) => (play * step) / 8);
  for (const right of stops(fold.horizontalPlayMm)) {
    for (const down of stops(fold.verticalPlayMm)) {
      const shown = windowOnSheet(addressWindow, right, down);
      const seen = first.filter((word) => overlaps(word, shown));
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter((word) => !word.text.startsWith("X"))).toEqual([]);
      for (const word of first.filter((candidate) =>
        isAddressWord(candidate, windows.addressBox),
      )) {
        expect(clearance(word, shown), `${word.text} at ${right}/${down}`).toBeGreaterThanOrEqual(
          addressClearanceMm - 0.02,
        );
      }
      if (senderWindow !== null) {
        const beside = first.filter((word) =>
          overlaps(word, windowOnSheet(senderWindow, right, down)),
        );
        const allowed = first.filter(
          (word) => windows.senderBox !== null && isAddressWord(word, windows.senderBox),
        );
        expect(beside.filter((word) => !allowed.includes(word))).toEqual([]);
      }
    }
  }
}

/** Words whose middle lies in a box: those that were set into it. */
function isAddressWord(word: PrintedWord, box: Rect): boolean {
  const x = (word.leftMm + word.rightMm) / 2;
  const y = (word.topMm + word.bottomMm) / 2;
  return x > box.xMm && x < box.xMm + box.widthMm && y > box.yMm && y < box.yMm + box.heightMm;
}

function overlaps(word: PrintedWord, rect: Rect): boolean {
  return (
    word.leftMm < rect.xMm + rect.widthMm &&
    word.rightMm > rect.xMm &&
    word.topMm < rect.yMm + rect.heightMm &&
    word.bottomMm > rect.yMm
  );
}

function clearance(word: PrintedWord, window: Rect): number {
  return Math.min(
    word.leftMm - window.xMm,
    word.topMm - window.yMm,
    window.xMm + window.widthMm - word.rightMm,
    window.yMm + window.heightMm - word.bottomMm,
  );
}
