/** A run of statements (DOC-5): files are made with progress and cancel, then everything is written down at once. */
import type { BatchProgress } from "#contract/statements.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents } from "#domain/money.ts";
import type { Cx } from "#services/context.ts";
import { changedMeanwhile, prepareBatch, type BatchRequest, type LeftOut, type PreparedBatch } from "#services/statements/prepare-statements.ts";
import { recordBatch, type MadeMail, type MadeStatement } from "#services/statements/record-statements.ts";
import type { RenderedDocument } from "../documents/renderer.ts";
import { latest, type Latest } from "../latest.ts";
import type { OfficeCore } from "../office-core.ts";
import { keepDocument } from "./keep-document.ts";

/** A payment while the files are made has them made anew; after so many times each says what held when it was laid out. */
const mostRounds = 3;

type Made = { readonly paper: RenderedDocument | null; readonly mails: readonly { readonly made: MadeStatement; readonly rendered: RenderedDocument }[] };

/** Until the end nothing is kept and nothing is sent: whoever cancels has sent no statement. */
export async function* runStatements(
  office: OfficeCore,
  cx: Cx,
  request: BatchRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<BatchProgress> {
  for (let round = 1; ; round += 1) {
    const prepared = prepareBatch(cx, request);
    const total = prepared.printed.length + prepared.mailed.length;
    yield { state: "working", done: 0, total };
    const progress = latest<number>();
    const making = make(office, prepared, progress, signal).finally(() => progress.end());
    // Its failure is met below; until then nobody waits for it.
    making.catch(() => undefined);
    for await (const done of progress) yield { state: "working", done, total };
    const made = await making;
    signal?.throwIfAborted();
    if (round < mostRounds && changedMeanwhile(cx, prepared).length > 0) continue;
    yield record(office, cx, { request, prepared, made });
    return;
  }
}

async function make(office: OfficeCore, { printed, mailed }: PreparedBatch, progress: Latest<number>, signal: AbortSignal | undefined): Promise<Made> {
  const documents = office.documents();
  const options = signal ? { signal } : {};
  const mails: { made: MadeStatement; rendered: RenderedDocument }[] = [];
  for (const made of mailed) {
    mails.push({ made, rendered: await documents.render("statement", made.data, options) });
    progress.set(mails.length);
  }
  const paper =
    printed.length === 0
      ? null
      : await documents.renderBatch(
          printed.map(({ data }) => data),
          ({ done }) => progress.set(mails.length + done),
          signal,
        );
  return { paper, mails };
}

function record(
  office: OfficeCore,
  cx: Cx,
  { request, prepared, made }: { readonly request: BatchRequest; readonly prepared: PreparedBatch; readonly made: Made },
): BatchProgress {
  const mails = made.mails.map(({ made: one, rendered }): MadeMail => ({ ...one, file: keepDocument(office, rendered) }));
  const file = made.paper === null ? null : keepDocument(office, made.paper);
  const { batchId, documentId, unreached } = recordBatch(cx, prepared.printed, file, mails, request.againOf ?? null);
  const isLost = new Set<HouseholdId>(unreached);
  const went = [...prepared.printed, ...prepared.mailed.filter(({ householdId }) => !isLost.has(householdId))];
  const lost = mails
    .filter(({ householdId }) => isLost.has(householdId))
    .map(({ householdId, data }): LeftOut => ({ householdId, name: data.recipient.name, reason: "Its e-mail address is gone" }));
  return {
    state: "done",
    batchId,
    documentId,
    printed: prepared.printed.length,
    mailed: mails.length - unreached.length,
    pages: made.paper?.pages ?? 0,
    totalCents: addCents(...went.map(({ data }) => data.amountDueCents)),
    leftOut: [...prepared.leftOut, ...lost],
    missingCharacters: [...new Set([...(made.paper?.missing ?? []), ...made.mails.flatMap(({ rendered }) => rendered.missing)])],
  };
}
