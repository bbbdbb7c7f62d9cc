/** Turns work that reports by calling back into a stream of events, the last of which is the result. */
export type ProgressEvent = {
  readonly kind: "progress";
  readonly done: number;
  readonly total: number;
};

/**
 * Yields progress while the work is under way (only the latest, if the reader is slow) and returns
 * its result. `stop` is called when the reader goes away before the end.
 */
export async function* progressStream<T>(
  work: (report: (done: number, total: number) => void) => Promise<T>,
  stop: () => void,
  signal?: AbortSignal,
): AsyncGenerator<ProgressEvent, T> {
  let latest: ProgressEvent | undefined;
  let wake = Promise.withResolvers<void>();
  let ended = false;
  const running = work((done, total) => {
    latest = { kind: "progress", done, total };
    wake.resolve();
  }).finally(() => {
    ended = true;
    wake.resolve();
  });
  // Whoever reads gets the error from the last line; without a reader it must not be unhandled.
  running.catch(() => undefined);
  let finished = false;
  const giveUp = (): void => {
    stop();
    wake.resolve();
  };
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    while (!ended) {
      await wake.promise;
      wake = Promise.withResolvers<void>();
      const event = latest;
      latest = undefined;
      if (event) yield event;
    }
    finished = true;
    return await running;
  } finally {
    signal?.removeEventListener("abort", giveUp);
    if (!finished) stop();
  }
}
