/** Keeping the file sound: verify (F-16) and backups (R9), each in a thread of its own. */
import type { BackupManifest } from "#db/backup.ts";
import type { VerifyFindings } from "#db/verify.ts";
import { listBackupRows, recordBackup } from "#services/upkeep/back-up.ts";
import { os } from "../implementer.ts";
import { backUpFolder } from "../open-practice.ts";
import { runOrder } from "../workers/order.ts";
import type { VerifyOrder } from "../workers/verify-worker.ts";
import { once } from "./once.ts";

const verifyWorker = new URL("../workers/verify-worker.ts", import.meta.url);

export const upkeepHandlers = {
  upkeep: {
    verify: os.upkeep.verify.handler(async ({ context }) => {
      const { folder, key } = context.office.requirePractice();
      const started = performance.now();
      const order = { file: folder.file, key } satisfies VerifyOrder;
      const { checks, breaches } = await runOrder<VerifyFindings>(verifyWorker, order);
      return {
        checks: [...checks],
        breaches: breaches.map((breach) => ({ ...breach, rowIds: [...breach.rowIds] })),
        durationMs: Math.round(performance.now() - started),
      };
    }),
    backups: os.upkeep.backups.handler(({ context }) =>
      listBackupRows(context.office.requirePractice().folder.backups),
    ),
    backUpNow: os.upkeep.backUpNow.handler((call) =>
      once(call, async () => {
        const { office, cx } = call.context;
        const { folder, key } = office.requirePractice();
        const manifest = await backUpFolder(folder, key, "asked", office.wallNow());
        return recordBackup(cx, manifest satisfies BackupManifest);
      }),
    ),
  },
};
