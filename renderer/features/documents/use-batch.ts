/** A statement run as the window sees it: progress, cancel, and what came of it (UI-7, DOC-5). */
import type { BatchProgress } from "#contract/statements.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useRunStream, type RunStream } from "../../app/client/use-run-stream.ts";

export type BatchDone = Extract<BatchProgress, { state: "done" }>;

export type Batch = Omit<RunStream<BatchProgress>, "start"> & {
  readonly run: (householdIds: readonly HouseholdId[], note: string) => Promise<void>;
};

export function useBatch(): Batch {
  const office = useOffice();
  const { start, ...stream } = useRunStream<BatchProgress>();
  const run: Batch["run"] = (householdIds, note) =>
    start(householdIds.length, (requestId, options) =>
      office.statements.runBatch({ requestId, householdIds: [...householdIds], note }, options),
    );
  return { ...stream, run };
}
