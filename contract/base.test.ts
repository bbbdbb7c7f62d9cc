import { describe, expect, test } from "vitest";
import { cents, day, errors, fileOut, id, instant, nothing, pageInput, pageOf, positiveCents, requiredText, sumCents, text } from "./base.ts";
import { deskTenders, tenderInput } from "./tenders.ts";
import { z } from "zod";

const takes = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;
const each = (schema: z.ZodType, taken: readonly unknown[], refused: readonly unknown[]): void => {
  for (const value of taken) expect({ value, taken: takes(schema, value) }).toEqual({ value, taken: true });
  for (const value of refused) expect({ value, taken: takes(schema, value) }).toEqual({ value, taken: false });
};

describe("control 17 the words of the contract", () => {
  test("F-4 a day is one that exists, written year first", () => {
    each(
      day,
      ["2026-03-05", "2024-02-29", "1900-01-01", "2026-12-31"],
      ["2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-1-5", "05.03.2026", "2026-03-05T00:00:00Z", " 2026-03-05", "2026-03-05 ", "", 20260305, null, "２０２６-03-05"],
    );
  });

  test("F-4 an instant is a moment in UTC", () => {
    each(instant, ["2026-03-05T14:00:00.000Z"], ["2026-03-05", "2026-03-05T14:00:00", "2026-02-30T14:00:00.000Z", "now", 1772719200000, "2026-03-05T25:00:00.000Z"]);
  });

  test("F-1 an amount is whole and at most ten million either way", () => {
    each(cents, [0, 1, -1, 1_000_000_000, -1_000_000_000], [0.5, 1_000_000_001, -1_000_000_001, Number.NaN, Infinity, "100", 1n, null]);
  });

  test("F-1 an amount that is paid is more than nothing", () => {
    each(positiveCents, [1, 1_000_000_000], [0, -1, 1.5, 1_000_000_001, "1"]);
  });

  test("F-1 a sum of many may be wider than one amount, and stays whole and safe", () => {
    each(sumCents, [0, 9_000_000_000_000, -9_000_000_000_000], [0.1, 2 ** 53, Number.NaN]);
  });

  test("control 17 an id is a whole number above zero", () => {
    each(id(), [1, 2_147_483_648], [0, -1, 1.5, "1", Number.NaN, 2 ** 53, null, undefined]);
  });

  test("F-18 text is kept as typed, but for what cannot be written down", () => {
    each(text(5), ["", "     ", "Nguyễ", "日本語", "a\nb\tc"], ["123456", "a\u0000", "\ud800", "\udfff!", 5, null, ["a"]]);
    expect(text(20).parse("  Zoë  O’Brien ")).toBe("  Zoë  O’Brien ");
  });

  test("F-18 a text that is needed has more than blanks", () => {
    each(requiredText(5), ["a", " a "], ["", "   ", "\t\n", "123456", "\u0000"]);
  });

  test("control 17 no input takes a key it does not know, not even an empty one", () => {
    each(nothing, [{}], [{ a: 1 }, null, "{}", undefined]);
  });

  test("UI-4 a page has at most two hundred rows, one hundred unless told, and begins after a place", () => {
    const page = z.strictObject({ ...pageInput });
    expect(page.parse({})).toEqual({ limit: 100 });
    each(page, [{ after: null }, { after: "x".repeat(400), limit: 200 }, { limit: 1 }], [{ limit: 201 }, { limit: 0 }, { limit: 1.5 }, { after: "x".repeat(401) }, { after: 7 }, { offset: 100 }]);
  });

  test("UI-4 a page of rows says where the next begins, or that there is none", () => {
    const page = pageOf(z.object({ n: z.int() }));
    each(page, [{ rows: [], next: null }, { rows: [{ n: 1 }], next: "a" }], [{ rows: [] }, { rows: [{ n: "1" }], next: null }, { rows: null, next: null }]);
  });

  test("control 24 a file for the window is one of the kinds that we make", () => {
    each(
      fileOut,
      [{ fileName: "invoice-12.pdf", mediaType: "application/pdf", base64: "" }],
      [{ fileName: "a.exe", mediaType: "application/octet-stream", base64: "" }, { fileName: "a.html", mediaType: "text/html", base64: "" }],
    );
  });
});

describe("control 20 the errors that travel", () => {
  test("F-17 a refusal is its code and plain facts", () => {
    each(
      errors.REFUSAL.data,
      [{ code: "hold_too_long", facts: { months: 3, name: "Rosa", isAnnual: true, until: null } }, { code: "a", facts: {} }],
      [{ code: "a" }, { facts: {} }, { code: "a", facts: { row: { id: 1 } } }, { code: "a", facts: { list: [1] } }, { code: 7, facts: {} }],
    );
  });

  test("control 20 a fault says an incident and nothing of itself", () => {
    const parsed = errors.FAULT.data.parse({ incident: "c3f1", stack: "at open (/home/office/db.ts:12)", sql: "select 1", message: "no such table" });
    expect(parsed).toEqual({ incident: "c3f1" });
  });

  test("control 20 malformed input names the fields, not what stood in them", () => {
    const parsed = errors.INVALID.data.parse({ fields: [{ path: "form.birthOn", problem: "day_not_real", value: "1980-02-30" }] });
    expect(parsed).toEqual({ fields: [{ path: "form.birthOn", problem: "day_not_real" }] });
  });

  test("control 20 each error has its own status, none of them a success", () => {
    const statuses = Object.values(errors).map(({ status }) => status);
    expect(new Set(statuses).size).toBe(statuses.length);
    expect(statuses.every((status) => status >= 400 && status < 600)).toBe(true);
  });
});

describe("INV-7 tenders of the desk", () => {
  const cash = { tender: "cash", amountCents: 3700, tenderedCents: 4000, reference: "" };

  test("INV-7 the desk takes every tender but those that need a processor or are taken elsewhere", () => {
    const desk: readonly string[] = deskTenders;
    expect(desk).toEqual(tenderInput.shape.tender.options);
    for (const other of ["card_on_file", "package_unit"]) expect(takes(tenderInput, { ...cash, tender: other })).toBe(false);
    for (const tender of desk) expect(takes(tenderInput, { ...cash, tender })).toBe(true);
  });

  test("INV-7 nobody pays nothing, less than nothing or half a cent", () => {
    each(tenderInput, [cash, { ...cash, tenderedCents: null }], [
      { ...cash, amountCents: 0 },
      { ...cash, amountCents: -3700 },
      { ...cash, amountCents: 37.5 },
      { ...cash, tenderedCents: 0 },
      { ...cash, reference: "x".repeat(61) },
      { ...cash, cardNumber: "4242" },
    ]);
  });
});
