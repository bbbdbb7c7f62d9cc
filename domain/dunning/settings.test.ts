import { describe, expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { noticeKinds } from "./notice-kinds.ts";
import { checkedSettings, defaultDunning, noticeChannel, type DunningSettings } from "./settings.ts";

function codeOf(change: Partial<DunningSettings>): string | undefined {
  try {
    checkedSettings({ ...defaultDunning, ...change });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
const days = defaultDunning.noticeDays;

describe("BIL-11 the practice's own timetable is checked before it is saved", () => {
  test("BIL-11 the defaults are sound, and so is a longer, quieter one", () => {
    expect(codeOf({})).toBeUndefined();
    expect(codeOf({ graceDays: 60, retryDays: [], writing: { past_due_fee: "off", card_expires_7: "email" } })).toBeUndefined();
  });

  test.each<[string, Partial<DunningSettings>]>([
    ["grace_days_out_of_range", { graceDays: 13 }],
    ["grace_days_out_of_range", { graceDays: 91 }],
    ["grace_days_out_of_range", { graceDays: 28.5 }],
    ["retry_days_wrong", { retryDays: [7, 3] }],
    ["retry_days_wrong", { retryDays: [3, 3] }],
    ["retry_days_wrong", { retryDays: [0, 3] }],
    ["retry_days_wrong", { retryDays: [28] }],
    ["retry_days_too_many", { retryDays: [1, 2, 3, 4, 5, 6, 7, 8] }],
    ["notice_days_wrong", { noticeDays: { ...days, past_due_fee: 14 } }],
    ["notice_days_wrong", { noticeDays: { ...days, past_due: -1 } }],
    ["final_notice_too_late", { noticeDays: { ...days, past_due_final: 22 } }],
    ["notice_not_optional", { writing: { past_due_final: "off" } }],
    ["notice_not_optional", { writing: { past_due_final: "email" } }],
  ])("BIL-11 %s: %o", (code, change) => {
    expect(codeOf(change)).toBe(code);
  });

  test("BIL-11 every other kind can be switched off, the final notice and letters by hand cannot", () => {
    const needed = noticeKinds.filter((kind) => codeOf({ writing: { [kind]: "off" } }) !== undefined);
    expect(needed).toEqual(["past_due_final", "card_request", "invoice_due_soon", "invoice_reminder", "price_change", "package_given", "recall"]);
  });
});

describe("DOC-12 by the household's channel where the practice can use it", () => {
  const all = { email: true, text: true };
  test.each([
    ["email", defaultDunning, all, "email"],
    ["text", defaultDunning, all, "text"],
    ["print", defaultDunning, all, "letter"],
    ["email", defaultDunning, { email: false, text: true }, "letter"],
    ["text", defaultDunning, { email: true, text: false }, "letter"],
    ["email", { channel: "letter" }, all, "letter"],
  ] as const)("DOC-12 %s", (preference, settings, ways, channel) => {
    expect(noticeChannel(preference, settings, ways)).toBe(channel);
  });
});
