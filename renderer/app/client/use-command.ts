/** Acts of the office: one request id for one intent, kept through breaks of the line (F-15). */
import { useCallback, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { Failure } from "../../kit/failure.ts";
import { failureOf, isOutage } from "./failures.ts";
import { intentFor, sendUntilAnswered, type Intent } from "./intent.ts";
import { useLineReady } from "./OfficeProvider.tsx";
import type { Operation } from "./operations.ts";

type WithoutId<Input> = Input extends { readonly requestId: string }
  ? Omit<Input, "requestId">
  : never;

export type Command<Input, Output> = {
  /** Does it. Answers `undefined` when it did not happen; `failure` then says why. Nothing is thrown. */
  readonly run: (input: WithoutId<Input>) => Promise<Output | undefined>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Forgets the failure: when a dialog opens anew. */
  readonly reset: () => void;
};

/** `const hold = useCommand(office.memberships.hold)`, then `await hold.run({ membershipId, … })`. */
export function useCommand<Input extends { readonly requestId: string }, Output>(
  operation: Operation<Input, Output>,
): Command<Input, Output> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const intent = useRef<Intent | null>(null);
  const running = useRef(false);
  const lineReady = useLineReady();
  const queries = useQueryClient();

  const run = useCallback(
    async (input: WithoutId<Input>): Promise<Output | undefined> => {
      // Enter and the button at once are one intent.
      if (running.current) return undefined;
      running.current = true;
      setBusy(true);
      setFailure(null);
      intent.current = intentFor(intent.current, input, () => crypto.randomUUID());
      const full = { ...input, requestId: intent.current.requestId } as unknown as Input;
      try {
        const output = await sendUntilAnswered(() => operation(full), lineReady);
        intent.current = null;
        return output;
      } catch (error) {
        // After an outage nobody knows whether it arrived: the intent stays for the next try.
        if (!isOutage(error)) intent.current = null;
        const found = failureOf(error);
        setFailure(found);
        if (found.kind === "session")
          void queries.invalidateQueries({ queryKey: ["app", "status"] });
        return undefined;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [operation, lineReady, queries],
  );
  const reset = useCallback(() => setFailure(null), []);
  return { run, busy, failure, reset };
}
