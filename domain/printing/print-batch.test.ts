import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PrintFault, PrintOutcome } from "./outcome.ts";
import { printFaults } from "./outcome.ts";
import { printBatch, type BatchItem } from "./print-batch.ts";

const items = (count: number): BatchItem[] => Array.from({ length: count }, (_, index) => ({ id: String(index + 1), label: `Statement ${index + 1}` }));
const taken: PrintOutcome = { outcome: "handed_over", printer: "A", state: "ready" };
const fails = (fault: PrintFault): PrintOutcome => ({ outcome: "failed", fault, printer: "A" });
const ids = (list: readonly BatchItem[]) => list.map(({ id }) => id).join(" ");

/** A printer that answers each document by its number and notes what it was given. */
function printer(answers: Readonly<Record<string, PrintOutcome | undefined | "unread">>) {
  const given: string[] = [];
  return {
    given,
    print: ({ id }: BatchItem): Promise<PrintOutcome | undefined> => {
      given.push(id);
      const answer = answers[id] ?? taken;
      return Promise.resolve(answer === "unread" ? undefined : answer);
    },
  };
}

describe("a run of many documents", () => {
  test("DOC-9 goes to the printer in its order, each once", async () => {
    const { given, print } = printer({});
    const done = await printBatch(items(5), print);
    expect(given.join(" ")).toBe("1 2 3 4 5");
    expect(ids(done.printed)).toBe("1 2 3 4 5");
    expect([done.failed, done.left]).toEqual([[], []]);
  });

  test("DOC-9 one in the middle that is refused does not hold up the rest, and is named with why", async () => {
    const { given, print } = printer({ "2": fails("not_taken"), "4": fails("unsure") });
    const done = await printBatch(items(5), print);
    expect(given.join(" ")).toBe("1 2 3 4 5");
    expect(ids(done.printed)).toBe("1 3 5");
    expect(done.failed.map(({ item, fault }) => `${item.id} ${fault}`)).toEqual(["2 not_taken", "4 unsure"]);
    expect(done.left).toEqual([]);
  });

  test("DOC-9 a document that cannot be fetched is not printed and not called printed", async () => {
    const done = await printBatch(items(2), printer({ "1": "unread" }).print);
    expect(done.failed).toEqual([{ item: items(1)[0], fault: "unread" }]);
    expect(ids(done.printed)).toBe("2");
  });

  test.each(["no_printers", "printer_gone", "tray_gone", "no_spooler"] as const)("DOC-9 what every next one would meet too (%s) ends the run; the rest is named as not tried", async (fault) => {
    const { given, print } = printer({ "3": fails(fault) });
    const done = await printBatch(items(6), print);
    expect(given.join(" ")).toBe("1 2 3");
    expect([ids(done.printed), ids(done.failed.map(({ item }) => item)), ids(done.left)]).toEqual(["1 2", "3", "4 5 6"]);
  });

  test("DOC-9 stopped by hand, what went stays gone and the rest is left", async () => {
    const { given, print } = printer({});
    const done = await printBatch(items(4), print, { isStopped: () => given.length === 2 });
    expect([ids(done.printed), ids(done.left)]).toEqual(["1 2", "3 4"]);
    expect(given).toHaveLength(2);
  });

  test("DOC-9 tells how far it is after each, failed ones too", async () => {
    const told: number[] = [];
    await printBatch(items(3), printer({ "2": fails("not_taken") }).print, { onProgress: (done) => told.push(done) });
    expect(told).toEqual([1, 2, 3]);
  });

  test("DOC-9 of nothing is over at once", async () => {
    expect(await printBatch([], printer({}).print)).toEqual({ printed: [], failed: [], left: [] });
  });
});

test("DOC-9 whatever fails: each document is in exactly one list, in order, and only what was taken counts as printed", async () => {
  const answer = fc.oneof(fc.constant(taken), fc.constantFrom(...printFaults).map(fails), fc.constant<"unread">("unread"), fc.constant<PrintOutcome>({ outcome: "cancelled" }));
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { maxLength: 12 }), fc.nat(14), async (answers, stopAfter) => {
      const all = items(answers.length);
      const { given, print } = printer(Object.fromEntries(answers.map((one, index) => [String(index + 1), one])));
      const done = await printBatch(all, print, { isStopped: () => given.length >= stopAfter });
      const tried = [...done.printed, ...done.failed.map(({ item }) => item)].toSorted((a, b) => Number(a.id) - Number(b.id));
      expect([...tried, ...done.left]).toEqual(all);
      expect(ids(tried)).toBe(given.join(" "));
      expect(ids(done.printed)).toBe(given.filter((id) => answers[Number(id) - 1] === taken).join(" "));
    }),
  );
});
