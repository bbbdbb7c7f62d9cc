/** The open office as its handlers see it. */
import type { Doorkeeper, Seat } from "./call.ts";
import type { FaultReporter } from "./middleware/errors.ts";

/** The office behind the router. */
export interface OfficeCore extends Doorkeeper {
  readonly reportFault: FaultReporter;
}

/** What every call brings along: the office it goes to and the seat it comes from. */
export type Call = { readonly office: OfficeCore; readonly seat: Seat };
