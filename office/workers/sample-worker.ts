/** Fills the draft of the sample practice in a thread of its own, so that the office answers meanwhile (DSK-2). */
import { parentPort, workerData } from "node:worker_threads";
import { Database } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { createSample, type SampleOptions } from "#services/demo/create-sample.ts";
import { labelOf } from "#services/practice/open-file.ts";
import { reportOn } from "./order.ts";

export type SampleOrder = SampleOptions & { readonly file: string; readonly key: Uint8Array };

const { file, key, ...options } = workerData as SampleOrder;
parentPort?.postMessage(
  reportOn(() => {
    const db = Database.open(file, Buffer.from(key));
    try {
      migrate(db, migrations);
      createSample(db, options);
      return labelOf(db);
    } finally {
      // Only a closed file is handed over: the office opens it after it was renamed.
      db.close();
    }
  }),
);
