/**
 * The id of a message is the id of its outbox row (DOC-10), with the file's lineage and epoch, since
 * a copy that was restored counts its rows on from the same number.
 */
import { domainOf } from "./account.ts";

export function messageIdOf(row: { readonly id: number; readonly lineage: string; readonly epoch: number; readonly fromEmail: string }): string {
  return `<outbox-${row.id}.${row.epoch}.${row.lineage}@${domainOf(row.fromEmail)}>`;
}
