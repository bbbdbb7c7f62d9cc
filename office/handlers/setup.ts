/** First run and switching between practices (DSK-2): sample, new, open, close, restore. */
import { listBackups } from "#db/backup.ts";
import { anyone, os } from "../implementer.ts";
import { practiceFolder } from "../practice-folder.ts";
import type { Call } from "../office-core.ts";
import { once, onceThenStatus } from "./once.ts";

export const setupHandlers = {
  setup: {
    openSample: anyone.setup.openSample.handler((call) =>
      onceThenStatus(call, () => call.context.office.openSample(call.context.seat)),
    ),
    createPractice: anyone.setup.createPractice.handler((call) =>
      onceThenStatus(call, () => call.context.office.createPractice(call.context.seat, call.input)),
    ),
    openPractice: anyone.setup.openPractice.handler((call) =>
      onceThenStatus(call, () => call.context.office.openPractice(call.context.seat, call.input.slug)),
    ),
    closePractice: os.setup.closePractice.handler((call) =>
      onceThenStatus(call, () => call.context.office.closePractice()),
    ),
    backups: anyone.setup.backups.handler(({ context }) => listEveryBackup(context)),
    restore: anyone.setup.restore.handler((call) => {
      const { office, seat } = call.context;
      return once(call, async () => {
        const sitting = office.sittingAt(seat, "command");
        const person = sitting.state === "open" ? sitting.person : null;
        const { breaches } = await office.restore(seat, person, call.input.slug, call.input.fileName);
        return { status: await office.status(seat), breaches };
      });
    }),
  },
};

async function listEveryBackup({ office }: Call) {
  const practices = await office.listPractices();
  return practices
    .flatMap(({ slug }) =>
      listBackups(practiceFolder(office.dataDir, slug).backups).map(
        ({ fileName, practiceName, madeAt, bytes }) => ({ fileName, practiceName, madeAt, bytes, slug }),
      ),
    )
    .toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}
