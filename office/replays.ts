/**
 * Replies of commands that no practice file can remember: first run, sign-in, long work (F-15). A
 * repeated request id from the same seat gets the reply of the first, also while that is still at
 * work; a command that failed did nothing and may be tried again.
 */
type Remembered = { readonly operation: string; readonly reply: Promise<unknown> };

const mostReplies = 300;

export class Replays {
  readonly #replies = new Map<string, Remembered>();

  /** Answers undefined when the id was used for another operation. */
  once<T>(
    from: { readonly seat: string; readonly requestId: string; readonly operation: string },
    work: () => Promise<T>,
  ): Promise<T> | undefined {
    const key = `${from.seat}\n${from.requestId}`;
    const known = this.#replies.get(key);
    if (known) return known.operation === from.operation ? (known.reply as Promise<T>) : undefined;
    const reply = work();
    this.#replies.set(key, { operation: from.operation, reply });
    reply.catch(() => this.#replies.delete(key));
    if (this.#replies.size > mostReplies) {
      const oldest = this.#replies.keys().next().value;
      if (oldest !== undefined) this.#replies.delete(oldest);
    }
    return reply;
  }
}
