/**
 * Looking is recorded too (S13): every operation of audit class `view` leaves its row once it has
 * answered. A chart that stays on the screen is asked for again at every announcement; that is one
 * viewing, and becomes another after a quarter of an hour.
 */
import type { OperationMeta } from "#contract/base.ts";
import { epochOf } from "#domain/instant.ts";
import { Refusal } from "#domain/refusal.ts";
import { recordView, type View } from "#services/practice/record-view.ts";
import type { Cx } from "#services/context.ts";
import type { Person } from "../call.ts";
import type { Call } from "../office-core.ts";

const oneViewingMs = 15 * 60_000;

/** When somebody was last recorded as looking at something, by seat. */
const looked = new WeakMap<Call["seat"], Map<string, number>>();

/** Records what a person at a seat was shown, if the operation is one that shows a record or exports a list. */
export function noteView(
  { office, seat, cx, person }: Call & { readonly cx: Cx; readonly person: Person },
  meta: OperationMeta,
  path: readonly string[],
  input: unknown,
): void {
  if (meta.audit !== "view") return;
  const view = viewOf(path, input);
  if (view.action === "record.viewed") {
    const seen = looked.get(seat) ?? new Map<string, number>();
    const now = epochOf(office.steadyNow());
    const key = `${office.requirePractice().folder.slug} ${person.staffId} ${view.subject}`;
    const before = seen.get(key);
    if (before !== undefined && now - before < oneViewingMs) return;
    for (const [other, at] of seen) if (now - at >= oneViewingMs) seen.delete(other);
    looked.set(seat, seen.set(key, now));
  }
  try {
    recordView(cx, view);
  } catch (error) {
    // Reading goes on when the disk is full (R7); nothing else may keep the row from being written.
    if (!(error instanceof Refusal) || error.code !== "disk_full") throw error;
  }
}

function viewOf(path: readonly string[], input: unknown): View {
  const [group = "", verb = ""] = path;
  if (verb.startsWith("export")) return { action: "list.exported", subject: group };
  const { patientId, invoiceId } = input as { patientId?: number; invoiceId?: number };
  if (patientId !== undefined) return { action: "record.viewed", subject: `patient/${patientId}` };
  return { action: "record.viewed", subject: invoiceId === undefined ? group : `invoice/${invoiceId}` };
}
