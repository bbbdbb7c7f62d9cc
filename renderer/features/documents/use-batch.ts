/** A statement run as the window sees it: progress, cancel, and what came of it (UI-7, DOC-5). */
import type { BatchProgress } from "#contract/statements.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useRunStream, type RunStream } from "../../app/client/use-run-stream.ts";

export type BatchDone = Extract<BatchProgress, { state: "done" }>;
export type StatementBy = "preference" | "print";

/** Households, or those that a run left without when it was taken back. */
export type BatchAsk = {
  readonly householdIds?: readonly HouseholdId[];
  readonly againOf?: number;
  readonly by?: StatementBy;
  readonly note?: string;
};

export type Batch = Omit<RunStream<BatchProgress>, "start"> & { readonly run: (ask: BatchAsk) => Promise<void> };

export function useBatch(): Batch {
  const office = useOffice();
  const { start, ...stream } = useRunStream<BatchProgress>();
  const run: Batch["run"] = ({ householdIds = [], againOf = null, by = "preference", note = "" }) =>
    start(householdIds.length, (requestId, options) =>
      office.statements.runBatch({ requestId, householdIds: [...householdIds], againOf, by, note }, options),
    );
  return { ...stream, run };
}
