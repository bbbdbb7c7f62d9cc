import { describe, expect, test } from "vitest";
import type { StatementRun } from "#contract/statements.ts";
import { canTakeBack, mailsInWords, runLabel, stateOf, unsentInWords, waysInWords, waysOf } from "./run-words.ts";

const row = (by: "email" | "print", over: { remark?: string; problem?: string } = {}) => ({ by, remark: "", problem: "", ...over });

const run = (over: Partial<StatementRun>): StatementRun => ({
  batchId: 1,
  asOfOn: "2026-11-05" as StatementRun["asOfOn"],
  createdAt: "2026-11-05T15:00:00.000Z" as StatementRun["createdAt"],
  by: "Ana",
  state: "made",
  sentAt: null,
  documentId: null,
  pages: 0,
  printed: 0,
  mailed: 0,
  waiting: 0,
  gone: 0,
  failed: 0,
  unsure: 0,
  dropped: 0,
  totalCents: 0,
  ...over,
});

describe("DOC-5 what a run says before it begins", () => {
  test("DOC-5 counts by way; who cannot be reached at all is left out and counted apart", () => {
    expect(waysOf([])).toEqual({ email: 0, print: 0, remarked: 0, leftOut: 0 });
    expect(
      waysOf([row("email"), row("email"), row("print"), row("print", { remark: "Likes e-mail" }), row("print", { remark: "Likes e-mail", problem: "No street" })]),
    ).toEqual({ email: 2, print: 2, remarked: 1, leftOut: 1 });
  });

  test.each([
    [{ email: 0, print: 1 }, "Make 1 statement on paper", "1 on paper"],
    [{ email: 0, print: 12 }, "Make 12 statements on paper", "12 on paper"],
    [{ email: 1, print: 0 }, "Send 1 statement by e-mail", "1 by e-mail"],
    [{ email: 3, print: 0 }, "Send 3 statements by e-mail", "3 by e-mail"],
    [{ email: 3, print: 1 }, "Send 3 by e-mail, make 1 on paper", "3 by e-mail, 1 on paper"],
  ])("DOC-5 %j: the button says the act", (ways, label, words) => {
    expect(runLabel(ways)).toBe(label);
    expect(waysInWords(ways)).toBe(words);
  });
});

describe("DOC-5 what a run says afterwards", () => {
  test("DOC-5 what was taken back, what stays gone, and what nobody knows", () => {
    expect(unsentInWords({ unsent: 1, dropped: 0, gone: 0, inDoubt: 0 })).toBe("1 statement is taken back.");
    expect(unsentInWords({ unsent: 4, dropped: 2, gone: 1, inDoubt: 1 })).toBe(
      "4 statements are taken back. 1 has gone by e-mail and stays gone. 1 is on the way or in doubt: the outbox shows what becomes of it.",
    );
    expect(unsentInWords({ unsent: 2, dropped: 2, gone: 3, inDoubt: 2 })).toContain("3 have gone by e-mail and stay gone. 2 are on the way or in doubt: the outbox shows what becomes of them.");
  });

  test("DOC-5 the messages by what became of them, only what there is", () => {
    expect(mailsInWords(run({}))).toBe("");
    expect(mailsInWords(run({ gone: 2, failed: 1 }))).toBe("2 gone, 1 failed");
    expect(mailsInWords(run({ waiting: 1, unsure: 2, dropped: 3 }))).toBe("1 waiting, 2 in doubt, 3 dropped");
  });

  test.each<[over: Partial<StatementRun>, word: string, canBack: boolean]>([
    [{ printed: 3 }, "To be posted", true],
    [{ printed: 3, state: "sent" }, "Sent", true],
    [{ printed: 3, mailed: 1, failed: 1, state: "sent" }, "Some failed", true],
    [{ mailed: 2, waiting: 2 }, "Being sent", true],
    [{ mailed: 2, gone: 2 }, "Sent", false],
    [{ mailed: 2, gone: 1, unsure: 1 }, "Some in doubt", false],
    [{ mailed: 2, dropped: 2, state: "unsent" }, "Taken back", false],
    [{ printed: 2, state: "unsent" }, "Taken back", false],
  ])("DOC-5 %j is shown as %s", (over, word, canBack) => {
    expect(stateOf(run(over)).word).toBe(word);
    expect(canTakeBack(run(over))).toBe(canBack);
  });
});
