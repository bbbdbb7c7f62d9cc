/** MessagePortMain and MessageChannelMain, in the main process or with one end in a page. */
import { EventEmitter } from "node:events";
import { makeCodec } from "./page/codec.ts";

const codec = makeCodec();

/** Where a port's other end is: another port of this process, or a page. */
export interface OtherEnd {
  receive(data: unknown): void;
  closed(): void;
}

export class MessagePortMain extends EventEmitter implements OtherEnd {
  private other: OtherEnd | undefined;
  private readonly queue: unknown[] = [];
  private isStarted = false;
  private isClosed = false;

  /** Entangles this port with its other end. */
  join(other: OtherEnd | undefined): void {
    this.other = other;
  }

  /** Gives the other end away, to a page; this port is neutered then, as a transferred port is. */
  detach(): OtherEnd | undefined {
    const other = this.other;
    this.other = undefined;
    return other;
  }

  postMessage(message: unknown): void {
    const copy = codec.decode(JSON.parse(JSON.stringify(codec.encode(message))));
    this.other?.receive(copy);
  }

  start(): void {
    this.isStarted = true;
    for (const data of this.queue.splice(0)) this.emit("message", { data, ports: [] });
  }

  close(): void {
    const other = this.other;
    this.closed();
    other?.closed();
  }

  receive(data: unknown): void {
    if (this.isClosed) return;
    if (this.isStarted) this.emit("message", { data, ports: [] });
    else this.queue.push(data);
  }

  /** The other end is gone. */
  closed(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.other = undefined;
    this.emit("close");
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    this.port1.join(this.port2);
    this.port2.join(this.port1);
  }
}
