/** Signing in, locking and unlocking (STF-3, STF-4). */
import { unlockSession } from "#services/staff/lock.ts";
import { signIn, signInAs } from "#services/staff/sign-in.ts";
import { refuse } from "#domain/refusal.ts";
import { anyone, os } from "../implementer.ts";
import type { Call } from "../office-core.ts";
import { onceThenStatus } from "./once.ts";

type NoPractice = { NO_PRACTICE(options: { data: Record<string, never> }): Error };

function requireOpen({ office }: Call, errors: NoPractice): void {
  if (!office.practice) throw errors.NO_PRACTICE({ data: {} });
}

export const sessionsHandlers = {
  sessions: {
    signIn: anyone.sessions.signIn.handler((call) =>
      onceThenStatus(call, async () => {
        const { office, seat } = call.context;
        requireOpen(call.context, call.errors);
        const cx = office.visitorCx(seat);
        office.sitDown(seat, await signIn(cx, office.steadyNow(), office.hasher, call.input));
      }),
    ),
    signInAs: anyone.sessions.signInAs.handler((call) =>
      onceThenStatus(call, async () => {
        const { office, seat } = call.context;
        requireOpen(call.context, call.errors);
        office.sitDown(seat, signInAs(office.visitorCx(seat), office.steadyNow(), call.input.staffId));
      }),
    ),
    signOut: os.sessions.signOut.handler((call) =>
      onceThenStatus(call, async () => call.context.office.standUp(call.context.seat)),
    ),
    lock: os.sessions.lock.handler((call) =>
      onceThenStatus(call, async () => call.context.office.lock(call.context.seat, "asked")),
    ),
    unlock: os.sessions.unlock.handler((call) =>
      onceThenStatus(call, async () => {
        const { office, seat, cx } = call.context;
        if (seat.sessionToken === null) refuse("sign_in_failed", {});
        // Before the row is unlocked: its announcement asks at once whether this seat is idle.
        office.returning(seat);
        await unlockSession(cx, office.steadyNow(), office.hasher, seat.sessionToken, call.input.password);
      }),
    ),
  },
};
