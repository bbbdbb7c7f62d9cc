/**
 * One request id for one intent (F-15): a repeat after an outage carries the same id, so that the
 * office answers with what it did instead of doing it twice. A changed input, or an answer of any
 * kind, ends the intent.
 */
import { isOutage } from "./failures.ts";

export type Intent = { readonly requestId: string; readonly input: string };

export function intentFor(previous: Intent | null, input: unknown, newId: () => string): Intent {
  const text = JSON.stringify(input);
  return previous !== null && previous.input === text
    ? previous
    : { requestId: newId(), input: text };
}

/** An outage in the middle of a command is tried again this often with the same id before a person is asked. */
const tries = 3;

/** Sends a command until it is answered; rejects with the answer's error, or with the last outage. */
export async function sendUntilAnswered<Output>(
  send: () => PromiseLike<Output>,
  lineReady: () => Promise<void>,
): Promise<Output> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (!isOutage(error) || attempt >= tries) throw error;
      await lineReady();
    }
  }
}
