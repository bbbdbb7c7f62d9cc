/** DOC-12: each kind is written not at all, by e-mail only, or also on paper; the defaults are those of most offices. */
import { describe, expect, test } from "vitest";
import { eventNoticeKinds, isEventNotice, isOptional, noticeKinds, type NoticeKind } from "./notice-kinds.ts";
import { defaultWriting, isWrittenBy, noticeWritings, withWriting, writingOf } from "./writing.ts";

describe("DOC-12 the defaults", () => {
  test("DOC-12 joining, leaving, resting, another plan and refunds are written to everybody", () => {
    for (const kind of ["signup", "cancelled", "hold_starts", "plan_moved", "refunded", "package_expiring"] as const)
      expect(defaultWriting(kind)).toBe("all");
  });

  test("DOC-12 receipts of draws and what was paid at the desk go by e-mail only: nobody gets twelve letters a year", () => {
    for (const kind of ["draw_receipt", "package_bought", "package_last_use"] as const) {
      expect(defaultWriting(kind)).toBe("email");
      expect(isWrittenBy({ writing: {} }, kind, "letter")).toBe(false);
      expect(isWrittenBy({ writing: {} }, kind, "email")).toBe(true);
    }
  });

  test("DOC-12 an invoice that is handed over at the desk is not written about", () => {
    expect(defaultWriting("invoice_issued")).toBe("off");
    expect(isWrittenBy({ writing: { invoice_issued: "all" } }, "invoice_issued", "letter")).toBe(true);
  });

  test("BIL-11 whatever a rule asks for is written to everybody by default", () => {
    for (const kind of noticeKinds.filter((one) => !isEventNotice(one))) expect(defaultWriting(kind)).toBe("all");
    for (const kind of eventNoticeKinds) expect(isOptional(kind)).toBe(true);
  });
});

describe("DOC-12 what the practice says", () => {
  test.each([
    ["off", "letter", false],
    ["off", "email", false],
    ["email", "letter", false],
    ["email", "email", true],
    ["email", "text", true],
    ["all", "letter", true],
    ["all", "email", true],
  ] as const)("DOC-12 %s and a household reached by %s: %s", (writing, channel, written) => {
    expect(isWrittenBy({ writing: { signup: writing } }, "signup", channel)).toBe(written);
  });

  test("DOC-12 a choice goes in, and the default leaves no trace", () => {
    for (const kind of noticeKinds)
      for (const writing of noticeWritings) {
        const own = withWriting({ refunded: "off" }, kind, writing);
        expect(writingOf({ writing: own }, kind)).toBe(writing);
        const back = withWriting(own, kind, defaultWriting(kind));
        expect(Object.keys(back)).toEqual(kind === "refunded" ? [] : ["refunded"]);
      }
    const other: NoticeKind = "signup";
    expect(writingOf({ writing: withWriting({}, "refunded", "off") }, other)).toBe("all");
  });
});
