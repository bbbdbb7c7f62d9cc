/**
 * Tells every window what changed (the topics of a commit), so that it asks again for what it shows.
 * `hello` comes first, and again whenever something may have been missed: it means "ask for all".
 */
import { AsyncIteratorClass } from "@orpc/server";

export type Announcement = { topics: string[] };

/** More than this many topics waiting for one slow window become a single `hello`. */
const mostWaiting = 200;
/** What a window may hear while nobody is signed in there, or while its screen is locked. */
const publicTopics: ReadonlySet<string> = new Set(["hello", "status", "practice", "clock"]);

type Listener = { tell(topics: readonly string[]): void; end(): void };

export class Announcer {
  readonly #listeners = new Set<Listener>();

  publish(topics: readonly string[]): void {
    for (const listener of this.#listeners) listener.tell(topics);
  }

  /**
   * The announcements for one window, until it goes or the office closes. `hearsAll` says at each
   * delivery whether somebody sits there unlocked; `onTell` is called whenever something is handed over.
   */
  subscribe(options: {
    readonly hearsAll: () => boolean;
    readonly onTell?: () => void;
    readonly signal?: AbortSignal | undefined;
  }): AsyncIteratorClass<Announcement, void, void> {
    const inbox = new Inbox(options.hearsAll);
    const stop = (): void => {
      this.#listeners.delete(inbox);
      inbox.end();
    };
    this.#listeners.add(inbox);
    options.signal?.addEventListener("abort", stop, { once: true });
    if (options.signal?.aborted) stop();
    return new AsyncIteratorClass<Announcement, void, void>(
      async () => {
        const announcement = await inbox.next();
        if (!announcement) return { done: true, value: undefined };
        options.onTell?.();
        return { done: false, value: announcement };
      },
      async () => {
        options.signal?.removeEventListener("abort", stop);
        stop();
      },
    );
  }

  /** How many windows listen. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Ends every stream: the office closes. */
  close(): void {
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
  }
}

/** The topics waiting for one window, each once however often it changed. */
class Inbox implements Listener {
  readonly #hearsAll: () => boolean;
  readonly #waiting = new Set<string>(["hello"]);
  #wake: (() => void) | undefined;
  #ended = false;
  /** Something was kept from this window while it was locked. */
  #missed = false;

  constructor(hearsAll: () => boolean) {
    this.#hearsAll = hearsAll;
  }

  tell(topics: readonly string[]): void {
    const hearsAll = this.#hearsAll();
    const heard = hearsAll ? topics : topics.filter((topic) => publicTopics.has(topic));
    if (heard.length < topics.length) this.#missed = true;
    if (heard.length === 0) return;
    if (hearsAll && this.#missed) {
      this.#missed = false;
      this.#waiting.add("hello");
    }
    for (const topic of heard) this.#waiting.add(topic);
    if (this.#waiting.size > mostWaiting) {
      this.#waiting.clear();
      this.#waiting.add("hello");
    }
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** The next announcement, or nothing when the stream has ended. */
  async next(): Promise<Announcement | undefined> {
    while (this.#waiting.size === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    if (this.#ended) return undefined;
    const topics = [...this.#waiting];
    this.#waiting.clear();
    return { topics };
  }
}
