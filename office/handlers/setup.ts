/** First run and switching between practices (DSK-2): sample, new, open, close, restore. */
import { listBackups } from "#db/backup.ts";
import { roleMay } from "#domain/staff/permissions.ts";
import { signIn } from "#services/staff/sign-in.ts";
import { installStarterSet } from "#services/starters/use-starter-set.ts";
import { anyone, os } from "../implementer.ts";
import { practiceFolder } from "../practice-folder.ts";
import type { Call } from "../office-core.ts";
import { once, onceThenStatus } from "./once.ts";

export const setupHandlers = {
  setup: {
    openSample: anyone.setup.openSample.handler((call) =>
      onceThenStatus(call, () => call.context.office.openSample(call.context.seat)),
    ),
    // Who makes a practice has just chosen the password, and is not asked for it again.
    createPractice: anyone.setup.createPractice.handler((call) =>
      onceThenStatus(call, async () => {
        const { office, seat } = call.context;
        await office.createPractice(seat, call.input);
        office.sitDown(seat, await signIn(office.visitorCx(seat), office.steadyNow(), office.hasher, call.input));
        if (call.input.starterSet) installStarterSet(office.visitorCx(seat), { specialty: call.input.specialty });
      }),
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
        const { slug, fileName } = call.input;
        const { breaches } = await office.restore(seat, mayReplace(call.context, slug), slug, fileName);
        return { status: await office.status(seat), breaches };
      });
    }),
  },
};

/** Somebody is signed in to this very practice who may restore. */
function mayReplace({ office, seat }: Call, slug: string): boolean {
  const sitting = office.sittingAt(seat, "command");
  const isHere = office.practice?.folder.slug === slug;
  return isHere && sitting.state === "open" && roleMay(sitting.person.role, "backups.restore");
}

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
