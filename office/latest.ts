/**
 * The newest of many values for somebody who reads more slowly than they come: progress of long
 * work. Values in between are dropped, the end is never missed.
 */
export type Latest<T> = AsyncIterable<T> & { set(value: T): void; end(): void };

export function latest<T>(): Latest<T> {
  let waiting: (() => void) | null = null;
  let value: { readonly it: T } | null = null;
  let ended = false;
  const wake = (): void => {
    waiting?.();
    waiting = null;
  };
  return {
    set: (it) => {
      value = { it };
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        if (value) {
          const { it } = value;
          value = null;
          yield it;
        } else if (ended) return;
        else
          await new Promise<void>((resolve) => {
            waiting = resolve;
          });
      }
    },
  };
}
