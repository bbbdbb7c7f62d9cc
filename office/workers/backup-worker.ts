/** Makes or restores a backup in a thread of its own (R9, R10). */
import { parentPort, workerData } from "node:worker_threads";
import type { BackupOrder } from "#db/backup.ts";
import { backUp } from "#services/upkeep/back-up.ts";
import { restoreBackup, type RestoreOrder } from "#services/upkeep/restore.ts";
import { reportOn } from "./order.ts";

export type BackupWork =
  | { readonly work: "back_up"; readonly order: BackupOrder }
  | { readonly work: "restore"; readonly order: RestoreOrder };

const given = workerData as BackupWork;
parentPort?.postMessage(reportOn(() => (given.work === "back_up" ? backUp(own(given.order)) : restoreBackup(own(given.order)))));

/** A key crosses to a thread as plain bytes. */
function own<O extends { readonly key: Uint8Array }>(order: O): O & { readonly key: Buffer } {
  return { ...order, key: Buffer.from(order.key) };
}
