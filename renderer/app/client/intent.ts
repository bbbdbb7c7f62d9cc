/**
 * One request id for one intent (F-15): a repeat after an outage carries the same id, so that the
 * office answers with what it did instead of doing it twice. A changed input, or an answer of any
 * kind, ends the intent.
 */
export type Intent = { readonly requestId: string; readonly input: string };

export function intentFor(previous: Intent | null, input: unknown, newId: () => string): Intent {
  const text = JSON.stringify(input);
  return previous !== null && previous.input === text
    ? previous
    : { requestId: newId(), input: text };
}
