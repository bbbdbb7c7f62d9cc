/**
 * What every call brings along: the office it goes to and the seat it comes from. Handlers of
 * signed-in operations (`os`) get `cx` and `person` on top of it from the guard.
 */
import type { Cx } from "#services/context.ts";
import type { StaffId } from "#domain/identity.ts";
import type { Role } from "#domain/staff/permissions.ts";
import type { Seat } from "./seats.ts";

export type { Seat } from "./seats.ts";

/** Who is signed in at the window that calls. */
export type Person = { readonly staffId: StaffId; readonly name: string; readonly role: Role };

/** The state of a seat when a call comes in. */
export type Sitting =
  | { readonly state: "no_practice" }
  | { readonly state: "signed_out" }
  | { readonly state: "locked"; readonly person: Person }
  | { readonly state: "open"; readonly person: Person };

/** The part of the office that the guard of every call asks. */
export interface Doorkeeper {
  /** Who sits there now; a call that is not a stream also counts as a sign of life. */
  sittingAt(seat: Seat, kind: "query" | "command" | "stream"): Sitting;
  /**
   * The context of one use case: today and now are taken here, once (F-4). Answers nothing when the
   * request id was used before for something else, or by somebody else (F-15).
   */
  contextFor(seat: Seat, person: Person, request: Cx["request"]): Cx | undefined;
}
