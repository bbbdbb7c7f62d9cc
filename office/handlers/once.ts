/** A command that no practice file can remember, done once however often it arrives (F-15). */
import type { StatusView } from "#contract/app.ts";
import type { Call } from "../office-core.ts";
import { usedRequest } from "../middleware/guard.ts";

type Doors = { INVALID(options: { data: { fields: { path: string; problem: string }[] } }): Error };

/** Runs `work` once for this request id, or answers as it was answered before. */
export async function once<T>(
  call: {
    readonly context: Call;
    readonly path: readonly string[];
    readonly input: { readonly requestId: string };
    readonly errors: Doors;
  },
  work: () => Promise<T>,
): Promise<T> {
  const { context, path, input, errors } = call;
  const reply = context.office.once(context.seat, input.requestId, path.join("."), work);
  if (!reply) throw errors.INVALID({ data: { fields: [usedRequest] } });
  return reply;
}

/** The same, answered with the status as this seat sees it afterwards. */
export function onceThenStatus(call: Parameters<typeof once>[0], work: () => Promise<void>): Promise<StatusView> {
  return once(call, async () => {
    await work();
    return call.context.office.status(call.context.seat);
  });
}
