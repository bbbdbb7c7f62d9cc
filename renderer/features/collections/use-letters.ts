/** A print run of letters as the window sees it: progress, cancel, and what came of it (UI-7, DOC-11). */
import type { LetterProgress } from "#contract/dunning.ts";
import type { NoticeId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useRunStream, type RunStream } from "../../app/client/use-run-stream.ts";

export type LettersDone = Extract<LetterProgress, { state: "done" }>;

export type Letters = Omit<RunStream<LetterProgress>, "start"> & {
  readonly run: (noticeIds: readonly NoticeId[]) => Promise<void>;
};

export function useLetters(): Letters {
  const office = useOffice();
  const { start, ...stream } = useRunStream<LetterProgress>();
  const run: Letters["run"] = (noticeIds) =>
    start(noticeIds.length, (requestId, options) =>
      office.notices.runBatch({ requestId, noticeIds: [...noticeIds] }, options),
    );
  return { ...stream, run };
}
