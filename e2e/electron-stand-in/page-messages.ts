/**
 * The traffic between one page's preload and the main process: invoke, send, and message ports.
 * Everything is bound to the document it came from, so nothing outlives a navigation.
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { CdpSession } from "./cdp.ts";
import type { Frames } from "./frames.ts";
import { ipcMain } from "./ipc-main.ts";
import { bridgeEnd } from "./page/bridge-end.ts";
import { makeCodec } from "./page/codec.ts";
import {
  isolatedWorld,
  type FromPage,
  type PreloadEnvironment,
  type ToPage,
} from "./page/isolated-world.ts";
import { mainWorld } from "./page/main-world.ts";
import { MessagePortMain, type OtherEnd } from "./ports.ts";

const world = "Electron Isolated Context";
const codec = makeCodec();

/** One document's isolated world and the ports that reach into it. */
interface Document {
  readonly contextId: number;
  readonly frameId: string;
  readonly ports: Map<number, OtherEnd>;
}

export class PageMessages {
  private readonly page: CdpSession;
  private readonly frames: Frames;
  private readonly sender: object;
  private readonly documents = new Map<number, Document>();
  /** Sent while the new document of the main frame is still being made. */
  private readonly waiting: ((document: Document) => void)[] = [];
  private lastPort = 0;

  constructor(page: CdpSession, frames: Frames, sender: object) {
    this.page = page;
    this.frames = frames;
    this.sender = sender;
  }

  /** Puts both worlds and the preload into every document to come. */
  async install(preload: string | undefined, environment: PreloadEnvironment): Promise<void> {
    this.page.on("Runtime.executionContextCreated", ({ context }) => {
      if (context.name !== world) return;
      const { frameId } = context.auxData as { frameId: string };
      this.open({ contextId: context.id, frameId, ports: new Map() });
    });
    this.page.on("Runtime.executionContextDestroyed", ({ executionContextId }) => {
      this.end(executionContextId);
    });
    this.page.on("Runtime.executionContextsCleared", () => this.endAll());
    this.page.on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
      const document = this.documents.get(executionContextId);
      if (name !== "standInSend" || document === undefined) return;
      this.receive(JSON.parse(payload) as FromPage, document);
    });
    const [inMain, inIsolated] = worldSources(preload, environment);
    await Promise.all([
      this.page.send("Runtime.addBinding", { name: "standInSend", executionContextName: world }),
      this.page.send("Page.addScriptToEvaluateOnNewDocument", { source: inMain }),
      this.page.send("Page.addScriptToEvaluateOnNewDocument", {
        source: inIsolated,
        worldName: world,
      }),
    ]);
  }

  /** `webContents.send` and `webContents.postMessage`: to the main frame. */
  send(channel: string, args: readonly unknown[], transfer: readonly MessagePortMain[] = []): void {
    const v = codec.encode(args);
    this.withMainDocument((document) => {
      const ports = transfer.map((port) => this.moveIn(port, document));
      this.deliver(document, { t: "message", channel, v, ports });
    });
  }

  /** The window is gone, and with it every document. */
  endAll(): void {
    for (const contextId of this.documents.keys()) this.end(contextId);
  }

  private open(document: Document): void {
    this.documents.set(document.contextId, document);
    if (!this.frames.isMain(document.frameId)) return;
    for (const send of this.waiting.splice(0)) send(document);
  }

  private end(contextId: number): void {
    const document = this.documents.get(contextId);
    this.documents.delete(contextId);
    for (const port of document?.ports.values() ?? []) port.closed();
  }

  private withMainDocument(send: (document: Document) => void): void {
    const main = [...this.documents.values()].findLast(({ frameId }) =>
      this.frames.isMain(frameId),
    );
    if (main === undefined) this.waiting.push(send);
    else send(main);
  }

  private deliver(document: Document, message: ToPage): void {
    const text = JSON.stringify(JSON.stringify(message));
    this.page
      .send("Runtime.evaluate", {
        contextId: document.contextId,
        expression: `standInReceive(${text})`,
      })
      // A document may end while a message is under way; a real pipe drops it without a word too.
      .catch(() => undefined);
  }

  private receive(message: FromPage, document: Document): void {
    if (message.t === "port") {
      document.ports.get(message.id)?.receive(codec.decode(message.v));
      return;
    }
    const args = codec.decode(message.v) as unknown[];
    const event = this.eventFor(document);
    if (message.t === "invoke") {
      void this.answer(message, event, args, document);
      return;
    }
    event.ports = message.ports.map((id) => this.portInto(id, document));
    ipcMain.emit(message.channel, event, ...args);
  }

  private eventFor(document: Document) {
    return {
      type: "frame" as const,
      sender: this.sender,
      senderFrame: this.frames.describe(document.frameId),
      frameId: 1,
      processId: 1,
      ports: [] as MessagePortMain[],
      reply: (channel: string, ...args: unknown[]) =>
        this.deliver(document, { t: "message", channel, v: codec.encode(args), ports: [] }),
    };
  }

  private async answer(
    { id, channel }: { id: number; channel: string },
    event: object,
    args: unknown[],
    document: Document,
  ): Promise<void> {
    try {
      const v = codec.encode(await ipcMain.answer(channel, event, args));
      this.deliver(document, { t: "reply", id, v });
    } catch (error) {
      const failure = `Error invoking remote method '${channel}': ${String(error)}`;
      this.deliver(document, { t: "reply", id, failure });
    }
  }

  /** A port whose other end stays in the page, under `id`. */
  private portInto(id: number, document: Document): MessagePortMain {
    const port = new MessagePortMain();
    port.join(this.endInPage(id, document));
    document.ports.set(id, port);
    return port;
  }

  /** Moves a port of this process into the page: its partner now talks to the page. */
  private moveIn(port: MessagePortMain, document: Document): number {
    const id = ++this.lastPort;
    const partner = port.detach();
    if (partner instanceof MessagePortMain) partner.join(this.endInPage(id, document));
    if (partner !== undefined) document.ports.set(id, partner);
    return id;
  }

  private endInPage(id: number, document: Document): OtherEnd {
    return {
      receive: (data) => this.deliver(document, { t: "port", id, v: codec.encode(data) }),
      closed: () => {
        document.ports.delete(id);
        this.deliver(document, { t: "port-closed", id });
      },
    };
  }
}

/** The scripts for the page's own world and for the isolated one, main frame only. */
function worldSources(
  preload: string | undefined,
  environment: PreloadEnvironment,
): [string, string] {
  const secret = randomBytes(9).toString("hex");
  const shared = `(${makeCodec.toString()}),(${bridgeEnd.toString()}),${JSON.stringify(secret)}`;
  const script = preload === undefined ? "" : readFileSync(preload, "utf8");
  return [
    `if (window === window.top) (${mainWorld.toString()})(${shared});`,
    `if (window === window.top) {
      const given = (${isolatedWorld.toString()})(${shared}, ${JSON.stringify(environment)});
      (function (require, process, exports, module) {${script}\n})
        .call(undefined, given.require, given.process, given.module.exports, given.module);
    }`,
  ];
}
