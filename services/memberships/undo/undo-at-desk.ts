/** Takes a change back from the desk, whatever its kind; a cancellation has its own way, since lines came off by themselves. */
import { findChange } from "#db/memberships/change-log.ts";
import type { MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../../context.ts";
import { undoCancelWithin } from "../undo-cancel.ts";
import { undoChangeWithin } from "./undo-change.ts";

/** Refuses `change_not_found`, `change_already_undone`, and what `undoChangeWithin` and `undoCancel` refuse. */
export function undoChange(cx: Cx, { changeId }: { readonly changeId: number }): { membershipIds: MembershipId[] } {
  return act<{ membershipIds: MembershipId[] }>(cx, (db) => {
    const change = findChange(db, changeId);
    if (change?.kind !== "cancel") return undoChangeWithin(cx, db, changeId);
    if (change.undoneAt !== null) refuse("change_already_undone", {});
    return { membershipIds: change.membershipIds.map((id) => undoCancelWithin(cx, db, id).membershipId) };
  });
}
