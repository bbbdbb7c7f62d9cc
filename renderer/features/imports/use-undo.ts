/** Taking a whole import back (PPL-18). */
import type { ImportBatchId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import type { Failure } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";

export type Undo = {
  readonly run: (batchId: ImportBatchId) => Promise<boolean>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export function useUndo(): Undo {
  const office = useOffice();
  const undo = useCommand(office.imports.undo);
  return {
    busy: undo.busy,
    failure: undo.failure,
    run: async (batchId) => {
      const undone = await undo.run({ batchId });
      if (undone) showToast({ message: "The import is taken back. Nothing of it is left." });
      return undone !== undefined;
    },
  };
}
