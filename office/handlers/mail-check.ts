/** The mailbox check over the contract (DOC-10). */
import type { CheckProgress } from "#contract/mail-check.ts";
import { checkedMailbox } from "#domain/mail/mailbox.ts";
import { mailboxFaultWords } from "#domain/mail/mailbox-words.ts";
import type { Cx } from "#services/context.ts";
import { askForCheck, type Checked } from "#services/mail/check-mailbox.ts";
import { readMailbox, recordMailboxTest, saveMailbox } from "#services/mail/mailbox.ts";
import { os } from "../implementer.ts";
import { latest } from "../latest.ts";
import type { OfficeCore } from "../office-core.ts";
import { once } from "./once.ts";

export const mailCheckHandlers = {
  mailCheck: {
    settings: os.mailCheck.settings.handler(({ context }) => readMailbox(context.cx)),
    save: os.mailCheck.save.handler(async ({ context, input }) => {
      const mailbox = checkedMailbox(input.mailbox);
      const sealedPassword = await context.office.requireMailbox().seal(mailbox, input.password);
      return saveMailbox(context.cx, { basedOn: input.basedOn, isOn: input.isOn, mailbox, sealedPassword });
    }),
    test: os.mailCheck.test.handler((call) =>
      once(call, async () => {
        const { context, input } = call;
        const mailbox = checkedMailbox(input.mailbox);
        const { result, fault } = await context.office.requireMailbox().test(context.cx, mailbox, input.password);
        recordMailboxTest(context.cx, { host: mailbox.host, result });
        return { staysHere: result === "stays_here", fault };
      }),
    ),
    run: os.mailCheck.run.handler(({ context, signal }) => runCheck(context.office, context.cx, signal)),
  },
};

async function* runCheck(office: OfficeCore, cx: Cx, signal: AbortSignal | undefined): AsyncGenerator<CheckProgress> {
  askForCheck(cx);
  yield { state: "working", done: 0, total: 0 };
  const progress = latest<{ done: number; total: number }>();
  let hasLeft = false;
  const checking = office
    .requireMailbox()
    .check({ progress: (done, total) => progress.set({ done, total }), isStopped: () => hasLeft || signal?.aborted === true })
    .finally(() => progress.end());
  // Its failure is met below; until then nobody waits for it.
  checking.catch(() => undefined);
  try {
    for await (const { done, total } of progress) yield { state: "working", done, total };
    yield doneOf(await checking, readMailbox(cx).mailbox);
  } finally {
    hasLeft = true;
  }
}

function doneOf(checked: Checked, place: ReturnType<typeof readMailbox>["mailbox"]): CheckProgress {
  const nothing = { looked: 0, cameBack: 0, delayed: 0, notOurs: 0, more: false };
  if (checked.state === "failed") return { state: "done", ...nothing, isStopped: false, fault: { ...mailboxFaultWords(checked.fault, place), reply: checked.reply } };
  // A practice for trying out has no mailbox to look into.
  if (checked.state !== "checked") return { state: "done", ...nothing, isStopped: checked.state === "stopped", fault: null };
  const { looked, cameBack, delayed, notOurs, more } = checked;
  return { state: "done", looked, cameBack, delayed, notOurs, more, isStopped: false, fault: null };
}
