/**
 * One end of the context bridge. Both worlds of a page run this source; they are joined by
 * synchronous events under a secret name, so values are copied and functions become proxies, and
 * no object is ever shared between the worlds.
 */
import type { AnyFunction, Codec, References } from "./codec.ts";

export interface BridgeEnd {
  say(topic: string, value: unknown): void;
  on(topic: string, listener: (value: unknown) => void): void;
}

type MakeCodec = (references?: References) => Codec;
type Message = { t: string; id?: number; v?: unknown; failed?: boolean };
type Settlers = { resolve(value: unknown): void; reject(reason: unknown): void };

/** Opens the end that hears the event `mine` and speaks by the event `theirs`. */
export function bridgeEnd(makeCodec: MakeCodec, mine: string, theirs: string): BridgeEnd {
  const functions = new Map<number, AnyFunction>();
  const promises = new Map<number, Settlers>();
  const topics = new Map<string, (value: unknown) => void>();
  let lastId = 0;
  let returned: Message | undefined;

  const send = (message: Message) => {
    document.dispatchEvent(new CustomEvent(theirs, { detail: JSON.stringify(message) }));
  };
  const asError = (thrown: unknown) =>
    thrown instanceof Error ? thrown : new Error(String(thrown));

  const codec = makeCodec({
    keepFunction: (fn) => {
      functions.set(++lastId, fn);
      return lastId;
    },
    functionOf:
      (id) =>
      (...args) => {
        const outer = returned; // a call may call back before it returns
        returned = undefined;
        send({ t: "call", id, v: codec.encode(args) });
        const { v, failed } = returned as unknown as Message;
        returned = outer;
        if (failed) throw codec.decode(v);
        return codec.decode(v);
      },
    keepPromise: (promise) => {
      const id = ++lastId;
      promise.then(
        (value) => send({ t: "settle", id, v: codec.encode(value) }),
        (reason: unknown) =>
          send({ t: "settle", id, v: codec.encode(asError(reason)), failed: true }),
      );
      return id;
    },
    promiseOf: (id) =>
      new Promise((resolve, reject) => {
        promises.set(id, { resolve, reject });
      }),
  });

  const call = ({ id, v }: Message) => {
    try {
      const value = functions.get(id!)!(...(codec.decode(v) as unknown[]));
      send({ t: "return", v: codec.encode(value) });
    } catch (thrown) {
      send({ t: "return", v: codec.encode(asError(thrown)), failed: true });
    }
  };
  const settle = ({ id, v, failed }: Message) => {
    const settlers = promises.get(id!);
    promises.delete(id!);
    if (failed) settlers?.reject(codec.decode(v));
    else settlers?.resolve(codec.decode(v));
  };

  document.addEventListener(mine, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as Message;
    if (message.t === "call") call(message);
    else if (message.t === "return") returned = message;
    else if (message.t === "settle") settle(message);
    else topics.get(message.t)?.(codec.decode(message.v));
  });

  return {
    say: (topic, value) => send({ t: topic, v: codec.encode(value) }),
    on: (topic, listener) => {
      topics.set(topic, listener);
    },
  };
}
