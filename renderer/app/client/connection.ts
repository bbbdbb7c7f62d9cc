/**
 * The line to the office, whatever carries it: opened again by itself when it breaks, with longer
 * and longer pauses. Calls made while it is broken wait a little and are then an outage (F-17); a
 * call that was under way when it broke is an outage too, because nobody knows whether it arrived.
 */
import type { ClientLink } from "@orpc/client";

export type CallOptions = Parameters<ClientLink<Record<never, never>>["call"]>[2];
export type Link = ClientLink<Record<never, never>>;

/** One opened channel; `closed` settles when it breaks. */
export type Channel = {
  readonly link: Link;
  readonly closed: Promise<void>;
  readonly close: () => void;
};
export type OpenChannel = () => Promise<Channel>;

export type ConnectionState = "connecting" | "open" | "lost";

export class OutageError extends Error {
  override readonly name = "OutageError";
}

/** Pauses between tries: 0.25 s, then twice as long each time up to 5 s. */
export function pauseMs(failures: number): number {
  return Math.min(5000, 250 * 2 ** Math.max(0, failures - 1));
}

/** How long a call waits for the line before it says that it cannot be done now. */
const callWaitsMs = 6000;

export class OfficeConnection implements Link {
  readonly #open: OpenChannel;
  readonly #listeners = new Set<() => void>();
  /** Gives up the calls that are under way when the line breaks. */
  readonly #underWay = new Set<() => void>();
  #state: ConnectionState = "connecting";
  #channel: Channel | undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(open: OpenChannel) {
    this.#open = open;
    void this.#connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Tells of every change of state; returns how to stop. */
  onState(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tries at once instead of after the pause: the computer woke up, the network came back. */
  hurry(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#connect();
  }

  /** Ends the line for good. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#channel?.close();
  }

  async call(path: readonly string[], input: unknown, options: CallOptions): Promise<unknown> {
    const channel = this.#channel ?? (await this.#waitForChannel(options.signal));
    const { promise: broke, reject } = Promise.withResolvers<never>();
    const giveUp = () => reject(new OutageError("The line broke during the call."));
    this.#underWay.add(giveUp);
    try {
      return await Promise.race([channel.link.call(path, input, options), broke]);
    } finally {
      this.#underWay.delete(giveUp);
    }
  }

  /** Settles when the line is open; rejects with an outage after a while. */
  async ready(waitMs = callWaitsMs): Promise<void> {
    if (this.#channel === undefined) await this.#waitForChannel(undefined, waitMs);
  }

  #waitForChannel(signal: AbortSignal | undefined, waitMs = callWaitsMs): Promise<Channel> {
    return new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        stop();
        signal?.removeEventListener("abort", aborted);
        act();
      };
      const aborted = () => finish(() => reject(signal?.reason ?? new Error("aborted")));
      const timer = setTimeout(
        () => finish(() => reject(new OutageError("The office cannot be reached."))),
        waitMs,
      );
      const stop = this.onState(() => {
        const channel = this.#channel;
        if (channel !== undefined) finish(() => resolve(channel));
      });
      signal?.addEventListener("abort", aborted);
    });
  }

  async #connect(): Promise<void> {
    try {
      const channel = await this.#open();
      if (this.#ended) return channel.close();
      this.#channel = channel;
      this.#failures = 0;
      this.#setState("open");
      await channel.closed;
    } catch {
      // Not reachable: the pause below is the whole answer, the screen shows the state.
    }
    this.#channel = undefined;
    for (const giveUp of this.#underWay) giveUp();
    if (this.#ended) return;
    this.#failures += 1;
    this.#setState("lost");
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#connect();
    }, pauseMs(this.#failures));
  }

  #setState(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
