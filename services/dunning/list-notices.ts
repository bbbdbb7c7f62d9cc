/** The outbox as screens show it: print runs that can be taken back, and what a household has been told. */
import { findLapsedByBatch, listNoticeBatches, listNoticesOfHousehold, type NoticeBatchRow } from "#db/dunning/notices.ts";
import type { Day } from "#domain/calendar.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import type { DocumentId, HouseholdId, NoticeId } from "#domain/identity.ts";
import { look, type Cx } from "../context.ts";

export type ShownBatch = NoticeBatchRow & { readonly canUndo: boolean };

const mostBatches = 30;
const mostNotices = 200;

export function listPrintRuns(cx: Cx): ShownBatch[] {
  return look<ShownBatch[]>(cx, (db) =>
    listNoticeBatches(db, mostBatches).map((row) => ({
      ...row,
      canUndo: row.undoneAt === null && findLapsedByBatch(db, row.batchId) === undefined,
    })),
  );
}

export type ToldNotice = {
  readonly noticeId: NoticeId;
  readonly kind: NoticeKind;
  readonly channel: string;
  readonly state: string;
  readonly dueOn: Day;
  readonly toldOn: Day | null;
  readonly reason: string;
  readonly documentId: DocumentId | null;
};

/** Newest first. */
export function listHouseholdNotices(cx: Cx, householdId: HouseholdId): ToldNotice[] {
  return look<ToldNotice[]>(cx, (db) =>
    listNoticesOfHousehold(db, householdId, mostNotices).map((row) => ({
      noticeId: row.id,
      kind: row.kind,
      channel: row.channel,
      state: row.state,
      dueOn: row.dueOn,
      toldOn: row.toldOn,
      reason: row.reason,
      documentId: row.documentId,
    })),
  );
}
