/** One DevTools connection to the browser, with a session per page (flat protocol). */
import { EventEmitter } from "node:events";
import type { CDPSession } from "@playwright/test";

/** One target to talk to, with Playwright's types for Chromium's protocol. */
export type CdpSession = Pick<CDPSession, "send" | "on">;

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

export class CdpConnection {
  private readonly socket: WebSocket;
  private readonly events = new EventEmitter();
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.events.setMaxListeners(0);
    socket.onmessage = (event) => this.receive(JSON.parse(String(event.data)) as Incoming);
    socket.onclose = () => {
      for (const { reject } of this.waiting.values()) reject(new Error("Chromium is gone."));
      this.waiting.clear();
    };
  }

  static async open(address: string): Promise<CdpConnection> {
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error("Chromium does not answer."));
    });
    return new CdpConnection(socket);
  }

  /** The browser itself (no id) or an attached page. */
  session(sessionId = ""): CdpSession {
    const session = {
      send: (method: string, params: object = {}) => this.command(sessionId, method, params),
      on: (method: string, listener: (payload: unknown) => void) => {
        this.events.on(`${sessionId}|${method}`, listener);
        return session;
      },
    };
    return session as unknown as CdpSession;
  }

  close(): void {
    this.socket.close();
  }

  private command(sessionId: string, method: string, params: object): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      const target = sessionId === "" ? {} : { sessionId };
      this.socket.send(JSON.stringify({ id, method, params, ...target }));
    });
  }

  private receive(message: Incoming): void {
    if (message.id === undefined) {
      this.events.emit(`${message.sessionId ?? ""}|${message.method}`, message.params);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result);
  }
}

interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
