/** What a run of statements says before, during and after (DOC-5): by which way, and what became of it. */
import type { StatementCandidate, StatementRun } from "#contract/statements.ts";
import type { Tone } from "../../styles/palette.ts";

export type Ways = {
  readonly email: number;
  readonly print: number;
  /** On paper although they like something else. */
  readonly remarked: number;
  readonly leftOut: number;
};

export function waysOf(rows: readonly Pick<StatementCandidate, "by" | "remark" | "problem">[]): Ways {
  const going = rows.filter((row) => row.problem === "");
  return {
    email: going.filter((row) => row.by === "email").length,
    print: going.filter((row) => row.by === "print").length,
    remarked: going.filter((row) => row.remark !== "").length,
    leftOut: rows.length - going.length,
  };
}

const several = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** `3 by e-mail, 12 on paper`; only what there is. */
export function waysInWords({ email, print }: Pick<Ways, "email" | "print">): string {
  return [...(email > 0 ? [`${email} by e-mail`] : []), ...(print > 0 ? [`${print} on paper`] : [])].join(", ");
}

/** What the button of the run says. */
export function runLabel(ways: Pick<Ways, "email" | "print">): string {
  const { email, print } = ways;
  if (email === 0) return `Make ${several(print, "statement", "statements")} on paper`;
  if (print === 0) return `Send ${several(email, "statement", "statements")} by e-mail`;
  return `Send ${email} by e-mail, make ${print} on paper`;
}

/** What a run left behind when it was taken back, as one or two sentences. */
export function unsentInWords(unsent: { readonly unsent: number; readonly dropped: number; readonly gone: number; readonly inDoubt: number }): string {
  const parts = [`${several(unsent.unsent, "statement is", "statements are")} taken back.`];
  if (unsent.gone > 0) parts.push(`${several(unsent.gone, "has gone by e-mail and stays", "have gone by e-mail and stay")} gone.`);
  if (unsent.inDoubt > 0)
    parts.push(`${several(unsent.inDoubt, "is", "are")} on the way or in doubt: the outbox shows what becomes of ${unsent.inDoubt === 1 ? "it" : "them"}.`);
  return parts.join(" ");
}

/** What became of a run's messages: `2 gone, 1 failed`; empty when it had none. */
export function mailsInWords(run: Pick<StatementRun, "gone" | "waiting" | "failed" | "unsure" | "dropped">): string {
  const parts: readonly (readonly [number, string])[] = [
    [run.gone, "gone"],
    [run.waiting, "waiting"],
    [run.failed, "failed"],
    [run.unsure, "in doubt"],
    [run.dropped, "dropped"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(", ");
}

/** The state of the whole run: what needs a person comes first. */
export function stateOf(run: StatementRun): { readonly tone: Tone; readonly word: string } {
  if (run.state === "unsent") return { tone: "quiet", word: "Taken back" };
  if (run.failed > 0) return { tone: "trouble", word: "Some failed" };
  if (run.unsure > 0) return { tone: "attention", word: "Some in doubt" };
  if (run.printed > 0 && run.state === "made") return { tone: "attention", word: "To be posted" };
  if (run.waiting > 0) return { tone: "information", word: "Being sent" };
  return { tone: "good", word: "Sent" };
}

/** Whether anything of it can still be taken back. */
export function canTakeBack(run: StatementRun): boolean {
  return run.state !== "unsent" && (run.printed > 0 || run.waiting + run.failed > 0);
}
