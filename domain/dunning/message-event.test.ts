/** DOC-12: the text by which an event is known says what it is about, however often it is put together. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aboutOf, idsOfEvent, messageEvent } from "./message-event.ts";
import { eventNoticeKinds } from "./notice-kinds.ts";

const kind = fc.constantFrom(...eventNoticeKinds);
const ids = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 12 });

describe("DOC-12 events as text", () => {
  test.each([
    ["signup", [13, 12], "joined/12,13"],
    ["cancelled", [4], "change/4"],
    ["refunded", [88, 88, 90], "refund/88,90"],
    ["draw_receipt", [7], "payment/7"],
    ["package_last_use", [3], "package_sale/3"],
  ] as const)("DOC-12 %s of %j is %s", (one, numbers, event) => {
    expect(messageEvent(one, numbers)).toBe(event);
  });

  test("DOC-12 what is read back is what was told, each once, in whatever order it came", () => {
    fc.assert(
      fc.property(kind, ids, fc.nat(), (one, numbers, turn) => {
        const event = messageEvent(one, numbers);
        expect(idsOfEvent(one, event)).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        const turned = [...numbers.slice(turn % numbers.length), ...numbers.slice(0, turn % numbers.length)];
        expect(messageEvent(one, turned)).toBe(event);
      }),
    );
  });

  test("DOC-12 an event of another matter has no numbers for a kind; a day behind the number is left out", () => {
    for (const one of eventNoticeKinds)
      for (const other of eventNoticeKinds)
        if (aboutOf[one] !== aboutOf[other]) expect(idsOfEvent(one, messageEvent(other, [5]))).toEqual([]);
    expect(idsOfEvent("package_expiring", "package_sale/3/2027-02-01")).toEqual([3]);
    for (const wrong of ["", "joined/", "joined/x", "joined/1,", "case/12", "joined/1x", "12"]) expect(idsOfEvent("signup", wrong)).toEqual([]);
  });
});
