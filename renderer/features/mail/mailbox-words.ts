/** What a look into the mailbox found, in words (DOC-10). */
import type { CheckProgress } from "#contract/mail-check.ts";

type Ended = Extract<CheckProgress, { state: "done" }>;

export function foundWords({ looked, cameBack, delayed, notOurs, more, isStopped }: Ended): string {
  if (isStopped) return "Stopped. What was found is kept, and the rest is read next time.";
  const parts = [
    cameBack === 0 ? "Nothing new came back" : counted(cameBack, "message came back", "messages came back"),
    ...(delayed > 0 ? [counted(delayed, "is delayed and still tried", "are delayed and still tried")] : []),
    ...(notOurs > 0 ? [counted(notOurs, "was about none of ours", "were about none of ours")] : []),
  ];
  const read = looked === 0 ? "There is no new mail." : `${counted(looked, "new message was", "new messages were")} looked at.`;
  return `${read} ${parts.join(", ")}.${more ? " There is more; the next look goes on there." : ""}`;
}

/** What stands beside the bar. */
export function checkedWords(running: { readonly done: number; readonly total: number } | null): string {
  return running === null || running.total === 0 ? "Signing in" : `${running.done} of ${running.total} new messages`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
