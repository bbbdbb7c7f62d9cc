/** Verifies the whole file on a read-only connection of its own (F-16), while the desk goes on. */
import { parentPort, workerData } from "node:worker_threads";
import { Database } from "#db/database.ts";
import { verifyPractice } from "#services/upkeep/verify-practice.ts";
import { reportOn } from "./order.ts";

export type VerifyOrder = { readonly file: string; readonly key: Uint8Array };

const order = workerData as VerifyOrder;
parentPort?.postMessage(
  reportOn(() => {
    const database = Database.open(order.file, Buffer.from(order.key), { readonly: true });
    try {
      return verifyPractice(database);
    } finally {
      database.close();
    }
  }),
);
