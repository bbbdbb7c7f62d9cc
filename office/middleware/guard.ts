/**
 * Who may call what, before the input is even read (control 16, S3): is a practice open, is
 * somebody signed in at this seat, is the screen unlocked, does the role carry the operation's one
 * permission. Default is no: an operation without metadata is nobody's.
 */
import type { OperationMeta } from "#contract/base.ts";
import type { Cx } from "#services/context.ts";
import { roleMay } from "#domain/staff/permissions.ts";
import type { Doorkeeper, Person, Seat } from "../call.ts";

/** What the guard throws with: the error constructors of the contract. */
type Doors = {
  NO_PRACTICE(options: { data: Record<string, never> }): Error;
  SIGNED_OUT(options: { data: Record<string, never> }): Error;
  LOCKED(options: { data: Record<string, never> }): Error;
  FORBIDDEN(options: { data: { permission: string } }): Error;
  INVALID(options: { data: { fields: { path: string; problem: string }[] } }): Error;
};

export type Admission = { readonly cx: Cx; readonly person: Person };

/** Lets a signed-in person through to an operation, or throws the reason why not. */
export function admit(
  office: Doorkeeper,
  seat: Seat,
  meta: OperationMeta,
  operation: string,
  input: unknown,
  doors: Doors,
): Admission {
  const sitting = office.sittingAt(seat, meta.kind);
  if (sitting.state === "no_practice") throw doors.NO_PRACTICE({ data: {} });
  if (sitting.state === "signed_out") throw doors.SIGNED_OUT({ data: {} });
  if (sitting.state === "locked" && !meta.worksWhenLocked) throw doors.LOCKED({ data: {} });
  const { person } = sitting;
  if (meta.permission === "public" || !roleMay(person.role, meta.permission))
    throw doors.FORBIDDEN({ data: { permission: meta.permission } });
  const cx = office.contextFor(seat, person, requestOf(meta, operation, input));
  if (!cx) throw doors.INVALID({ data: { fields: [usedRequest] } });
  return { person, cx };
}

/** A request id is made anew for every intent (F-15). */
export const usedRequest = { path: "requestId", problem: "was used for something else" };

/**
 * The command's own id, also of a stream that acts; the contract checks its form right after the
 * guard, before any handler.
 */
export function requestOf(meta: OperationMeta, operation: string, input: unknown): Cx["request"] {
  if (meta.kind === "query" || typeof input !== "object" || input === null) return undefined;
  const { requestId } = input as { requestId?: unknown };
  return typeof requestId === "string" ? { id: requestId, operation } : undefined;
}
