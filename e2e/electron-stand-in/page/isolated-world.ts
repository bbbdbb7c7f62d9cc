/**
 * The world the preload script runs in: what a sandboxed preload may require ("electron" with
 * contextBridge and ipcRenderer), over one binding to the main process. Returns the names its
 * CommonJS wrapper gives it.
 */
import type { Codec, makeCodec as MakeCodec } from "./codec.ts";
import type { bridgeEnd as OpenBridge } from "./bridge-end.ts";

export interface PreloadEnvironment {
  readonly argv: readonly string[];
  readonly platform: string;
  readonly versions: object;
  readonly sandboxed: boolean;
}

/** From the page to the main process. */
export type FromPage =
  | { t: "invoke"; id: number; channel: string; v: unknown }
  | { t: "send"; channel: string; v: unknown; ports: number[] }
  | { t: "port"; id: number; v: unknown };

/** From the main process to the page. */
export type ToPage =
  | { t: "reply"; id: number; v?: unknown; failure?: string }
  | { t: "message"; channel: string; v: unknown; ports: number[] }
  | { t: "port"; id: number; v: unknown }
  | { t: "port-closed"; id: number };

declare const standInSend: (message: string) => void;

export function isolatedWorld(
  makeCodec: typeof MakeCodec,
  openBridge: typeof OpenBridge,
  secret: string,
  environment: PreloadEnvironment,
) {
  type Listener = (event: object, ...args: unknown[]) => void;
  const bridge = openBridge(makeCodec, `${secret}-isolated`, `${secret}-main`);
  const codec: Codec = makeCodec();
  const listeners = new Map<string, Set<Listener>>();
  const replies = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const ports = new Map<number, MessagePort>();
  let lastId = 0;

  const send = (message: FromPage) => standInSend(JSON.stringify(message));
  /** The port stays here; its messages travel under its number. */
  const relay = (id: number, port: MessagePort) => {
    ports.set(id, port);
    port.onmessage = (event) => send({ t: "port", id, v: codec.encode(event.data) });
  };

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        send({ t: "invoke", id, channel, v: codec.encode(args) });
        replies.set(id, { resolve, reject });
      }),
    send: (channel: string, ...args: unknown[]) =>
      send({ t: "send", channel, v: codec.encode(args), ports: [] }),
    postMessage: (channel: string, message: unknown, transfer: MessagePort[] = []) => {
      const v = codec.encode([message]);
      const ids = transfer.map((port) => {
        const id = -++lastId; // ports that start here count down, the main process's count up
        relay(id, port);
        return id;
      });
      send({ t: "send", channel, v, ports: ids });
    },
    sendSync: () => {
      throw new Error("electron-stand-in: sendSync is not implemented");
    },
    on: (channel: string, listener: Listener) => {
      const those = listeners.get(channel) ?? new Set();
      listeners.set(channel, those.add(listener));
      return ipcRenderer;
    },
    once: (channel: string, listener: Listener) => {
      const first: Listener = (...args) => {
        ipcRenderer.off(channel, first);
        listener(...args);
      };
      return ipcRenderer.on(channel, first);
    },
    off: (channel: string, listener: Listener) => {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
  };

  const reply = (message: Extract<ToPage, { t: "reply" }>) => {
    const waiting = replies.get(message.id);
    replies.delete(message.id);
    if (message.failure === undefined) waiting?.resolve(codec.decode(message.v));
    else waiting?.reject(new Error(message.failure));
  };
  const dispatch = (message: Extract<ToPage, { t: "message" }>) => {
    const received = message.ports.map((id) => {
      const channel = new MessageChannel();
      relay(id, channel.port1);
      return channel.port2;
    });
    const args = codec.decode(message.v) as unknown[];
    for (const listener of listeners.get(message.channel) ?? []) {
      listener({ sender: ipcRenderer, senderId: 0, ports: received }, ...args);
    }
  };
  const receive = (message: ToPage) => {
    if (message.t === "reply") reply(message);
    else if (message.t === "message") dispatch(message);
    else if (message.t === "port") ports.get(message.id)?.postMessage(codec.decode(message.v));
    else {
      ports.get(message.id)?.close();
      ports.delete(message.id);
    }
  };
  Object.assign(globalThis, {
    standInReceive: (message: string) => receive(JSON.parse(message) as ToPage),
  });

  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, api: unknown) => bridge.say("expose", { key, api }),
    },
    ipcRenderer,
  };
  return {
    require: (id: string) => {
      if (id === "electron" || id === "electron/renderer") return electron;
      throw new Error(`module not found: ${id}`); // as a sandboxed preload is told
    },
    process: { ...environment, type: "renderer", contextIsolated: true, env: {} },
    module: { exports: {} },
  };
}
