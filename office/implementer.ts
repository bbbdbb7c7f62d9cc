/**
 * Where handlers begin. `os` is for operations of a signed-in person: its handlers get
 * `context.cx` (one use case's context) and `context.person`. `anyone` is for the operations the
 * contract declares `public`: status, first run, sign-in; it knows only the office and the seat.
 *
 *     export const peopleHandlers = {
 *       patients: {
 *         search: os.patients.search.handler(({ context, input }) => searchPatients(context.cx, input)),
 *       },
 *     };
 */
import { implement } from "@orpc/server";
import { contract } from "#contract/index.ts";
import { invariant } from "#domain/invariant.ts";
import type { Call } from "./office-core.ts";
import { answering, answeringStream, isStream } from "./middleware/errors.ts";
import { admit } from "./middleware/guard.ts";
import { noteView } from "./middleware/views.ts";

const bare = implement(contract).$context<Call>();

/** Every operation answers with typed errors only. */
const errors = bare.middleware(async ({ context, path, next }) => {
  const operation = path.join(".");
  const report = context.office.reportFault;
  const result = await answering(operation, report, async () => next());
  return isStream(result.output)
    ? { ...result, output: answeringStream(result.output, operation, report) }
    : result;
});

const guard = bare.middleware(async ({ context, path, procedure, errors: doors, next }, input: unknown) => {
  const { meta } = procedure["~orpc"];
  return next({ context: admit(context.office, context.seat, meta, path.join("."), input, doors) });
});

/** A handler on `anyone` for an operation that is not public would be a hole: it never runs. */
const publicOnly = bare.middleware(async ({ procedure, next }) => {
  invariant(procedure["~orpc"].meta.permission === "public", "only public operations skip the guard");
  return next();
});

export const base = bare.use(errors);
export const os = base.use(guard).use(async ({ context, path, procedure, next }, input: unknown) => {
  const result = await next();
  noteView(context, procedure["~orpc"].meta, path, input);
  return result;
});
export const anyone = base.use(publicOnly);
