/**
 * What ties one window to the main process: its own port for commands and its ports to the office.
 * All ports end with the document that opened them and when the practice is locked (control 10);
 * the window's seat in the office lasts until the window is closed.
 */
import { hostname } from "node:os";
import type { MessageEvent, MessagePortMain } from "electron";
import type { AnyWindowAnswer, MenuCommand } from "#contract/desktop.ts";
import type { Connection, Office } from "#office/office.ts";
import { servePort, type portHandler } from "#office/transport/handlers.ts";
import type { FromWindow, ToWindow } from "./channel.ts";
import { noteRefusal } from "./refusals.ts";
import { readCommand } from "./window-commands.ts";

/** The open office and the handler that answers its operations. */
export interface Counter {
  readonly office: Office;
  readonly handler: ReturnType<typeof portHandler>;
}

/** A page needs one connection, a few more while it reconnects; beyond these the oldest is closed. */
const mostConnections = 4;

export class WindowLink {
  private readonly counter: Promise<Counter>;
  private readonly run: (message: FromWindow) => Promise<AnyWindowAnswer>;
  private readonly onLocked: () => void;
  private readonly officePorts = new Map<string, MessagePortMain>();
  private windowPort: MessagePortMain | undefined;
  private connection: Connection | undefined;
  private isClosed = false;

  constructor(
    counter: Promise<Counter>,
    run: (message: FromWindow) => Promise<AnyWindowAnswer>,
    onLocked: () => void = () => undefined,
  ) {
    this.counter = counter;
    this.run = run;
    this.onLocked = onLocked;
  }

  /** Every document announces itself with this port: whatever an older document held is closed. */
  takeWindowPort(port: MessagePortMain): void {
    this.closePorts();
    this.windowPort = port;
    port.on("message", ({ data }) => void this.follow(port, data));
    port.once("close", () => {
      if (this.windowPort === port) this.closePorts();
    });
    port.start();
  }

  async takeOfficePort(tag: string, port: MessagePortMain): Promise<void> {
    const [oldest = tag] = this.officePorts.keys();
    if (this.officePorts.size >= mostConnections) this.disconnectPort(oldest);
    this.disconnectPort(tag);
    this.officePorts.set(tag, port);
    port.once("close", () => {
      if (this.officePorts.get(tag) === port) this.officePorts.delete(tag);
    });
    const counter = await this.counter;
    // While the office opened, the page may have gone; its messages wait in the port until now.
    if (this.isClosed || this.officePorts.get(tag) !== port) return;
    this.connection ??= counter.office.createConnection({
      workstation: hostname(),
      transport: "electron",
      // After the answer to the call that locked: a port that closes takes its last words with it.
      onLocked: () => void setImmediate(() => this.disconnect()),
    });
    // The shell's ports wrap what they deliver in an event.
    const read = (message: unknown): unknown => (message as MessageEvent).data;
    servePort(counter.handler, port, this.connection.context, read);
    port.start();
  }

  sendMenuCommand(command: MenuCommand): void {
    this.tell(["menu", command]);
  }

  /** Closes the ports to the office and says so; the page connects again, to the same seat. */
  disconnect(): void {
    this.onLocked();
    for (const tag of [...this.officePorts.keys()]) this.disconnectPort(tag);
  }

  /** The window is gone. */
  close(): void {
    this.isClosed = true;
    this.closePorts();
    this.connection?.close();
  }

  private disconnectPort(tag: string): void {
    const port = this.officePorts.get(tag);
    if (port === undefined) return;
    this.officePorts.delete(tag);
    port.close();
    this.tell(["disconnected", tag]);
  }

  private closePorts(): void {
    for (const port of this.officePorts.values()) port.close();
    this.officePorts.clear();
    const port = this.windowPort;
    this.windowPort = undefined;
    port?.close();
  }

  private async follow(port: MessagePortMain, data: unknown): Promise<void> {
    const message = readCommand(data);
    if (message === undefined) {
      noteRefusal("a command that is not of the list");
      const id = Array.isArray(data) ? (data[1] as unknown) : undefined;
      if (typeof id === "number") reply(port, ["refused", id]);
      return;
    }
    // A command that failed is our fault; the page must not wait for its answer for ever.
    const result = await this.run(message).catch((error: unknown) => {
      console.error(error);
      return undefined;
    });
    reply(port, result === undefined ? ["refused", message[1]] : ["ran", message[1], result]);
  }

  private tell(message: ToWindow): void {
    if (this.windowPort !== undefined) reply(this.windowPort, message);
  }
}

function reply(port: MessagePortMain, message: ToWindow): void {
  port.postMessage(message);
}
