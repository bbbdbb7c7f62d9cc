/**
 * The office host (DSK-1): the same office over HTTP and WebSocket, on 127.0.0.1 and nowhere else.
 * Every request is checked for its address and sender before anything is looked at.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { OpenAPIHandler } from "@orpc/openapi/node";
import { WebSocketServer, type WebSocket } from "ws";
import { Refusal } from "#domain/refusal.ts";
import type { Connection, Office } from "../office.ts";
import type { Call } from "../office-core.ts";
import { isFrame, largestFrame } from "../transport/frames.ts";
import { httpHandler, socketHandler } from "../transport/handlers.ts";
import { Addresses } from "./addresses.ts";
import { cookieName, readCookie, seatCookie } from "./cookie.ts";
import { securityHeaders } from "./headers.ts";
import { makeOpenApi } from "./openapi.ts";
import { readPageFiles, type PageFile } from "./page-files.ts";

export type HostOptions = {
  readonly office: Office;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of the built screens. */
  readonly pages: string;
};

export type Host = { readonly port: number; readonly address: string; close(): Promise<void> };

/** The header that a page of ours sets and a form or link elsewhere cannot. */
export const ownHeader = "x-perennial";

/** Starts listening. Refuses `port_in_use`. */
export async function startHost(options: HostOptions): Promise<Host> {
  const files = await readPageFiles(options.pages);
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 });
  const port = await listen(server, options.port);
  const desk = new HostDesk(options.office, port, files);
  server.on("request", (request, response) => void desk.answer(request, response));
  server.on("upgrade", (request, socket, head) => desk.upgrade(request, socket, head));
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        desk.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE" || error.code === "EACCES";
      reject(isTaken ? new Refusal("port_in_use", { port }) : error);
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

class HostDesk {
  readonly #office: Office;
  readonly #files: ReadonlyMap<string, PageFile>;
  readonly #addresses: Addresses;
  readonly #cookie: string;
  readonly #sockets: WebSocketServer;
  readonly #socketHandler;
  readonly #callHandler;
  readonly #apiHandler;
  #openApi: Promise<Buffer> | undefined;

  constructor(office: Office, port: number, files: ReadonlyMap<string, PageFile>) {
    this.#office = office;
    this.#files = files;
    this.#addresses = new Addresses(port);
    this.#cookie = cookieName(port);
    this.#socketHandler = socketHandler(office.router);
    this.#callHandler = httpHandler(office.router);
    this.#apiHandler = new OpenAPIHandler<Call>(office.router);
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false });
    this.#sockets.on("headers", (headers, request) => {
      const token = tokens.get(request);
      if (token !== undefined) headers.push(`Set-Cookie: ${seatCookie(this.#cookie, token)}`);
    });
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => undefined);
    if (!this.#isForUs(request)) return say(response, 421, "This is not the address of Perennial.");
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (path.startsWith("/rpc/") || path.startsWith("/api/")) return this.#call(request, response, path);
    if (request.method !== "GET" && request.method !== "HEAD") return say(response, 405, "Only pages can be asked for here.");
    if (path === "/openapi.json") return this.#sayOpenApi(request, response);
    return this.#sayFile(request, response, path);
  }

  /** Addressed to us, and to us alone: of two Host headers neither is believed. */
  #isForUs(request: IncomingMessage): boolean {
    const { host } = request.headersDistinct;
    return host?.length === 1 && this.#addresses.isOurHost(host[0]);
  }

  /** A call by HTTP: from our own page or a program on this computer, at a seat it got before. */
  async #call(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const isOurs = this.#addresses.mayCall(request.headers) && request.headers[ownHeader] !== undefined;
    if (!isOurs || request.method !== "POST") return say(response, 403, "Calls come from the pages of Perennial only.");
    const length = request.headers["content-length"];
    if (length === undefined) return say(response, 411, "A call says how long it is.");
    if (Number(length) > largestFrame) return say(response, 413, "That is too large.");
    const connection = this.#seatOf(request);
    if (!connection) return say(response, 401, "Open the page of Perennial first.");
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-store");
    try {
      const prefix = path.startsWith("/rpc/") ? "/rpc" : "/api";
      const handler = prefix === "/rpc" ? this.#callHandler : this.#apiHandler;
      const { matched } = await handler.handle(request, response, { prefix, context: connection.context });
      if (!matched) say(response, 404, "There is no such operation.");
    } finally {
      connection.close();
    }
  }

  /** The seat that the browser's cookie shows, if it is one of ours. */
  #seatOf(request: IncomingMessage): Connection | undefined {
    const token = readCookie(request.headers.cookie, this.#cookie);
    return this.#office.knowsSeat(token) ? this.#office.createConnection({ token, transport: "http" }) : undefined;
  }

  #sayFile(request: IncomingMessage, response: ServerResponse, path: string): void {
    const file = this.#files.get(path);
    if (!file) return say(response, 404, "There is no such page.");
    if (path === "/" || path === "/index.html") this.#giveSeat(request, response);
    if (request.headers["if-none-match"] === file.headers["etag"]) {
      response.writeHead(304, { ...file.headers }).end();
      return;
    }
    response.writeHead(200, { ...file.headers, "content-length": file.body.length });
    response.end(request.method === "HEAD" ? undefined : file.body);
  }

  /** Whoever opens the page gets a seat, where nobody is signed in yet. */
  #giveSeat(request: IncomingMessage, response: ServerResponse): void {
    if (this.#office.knowsSeat(readCookie(request.headers.cookie, this.#cookie))) return;
    const seat = this.#office.createConnection({ transport: "http" });
    seat.close();
    response.setHeader("set-cookie", seatCookie(this.#cookie, seat.token));
  }

  async #sayOpenApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = this.#seatOf(request);
    const status = connection ? await connection.context.office.status(connection.context.seat) : undefined;
    connection?.close();
    if (!this.#addresses.mayCall(request.headers) || !status?.session || status.session.locked)
      return say(response, 401, "Sign in to read this.");
    this.#openApi ??= makeOpenApi().then((document) => Buffer.from(JSON.stringify(document)));
    const body = await this.#openApi;
    response.writeHead(200, { ...securityHeaders, "content-type": "application/json", "cache-control": "no-store" });
    response.end(body);
  }

  /** A page's line to the office: the same seat again by its cookie, else a new one. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const path = (request.url ?? "").split("?", 1)[0];
    if (path !== "/rpc" || !this.#isForUs(request) || !this.#addresses.isOurPage(request.headers)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const token = readCookie(request.headers.cookie, this.#cookie);
    const connection = this.#office.createConnection({ token, transport: "websocket" });
    if (connection.token !== token) tokens.set(request, connection.token);
    socket.once("close", () => connection.close());
    this.#sockets.handleUpgrade(request, socket, head, (line) => this.#serve(line, connection));
  }

  #serve(line: WebSocket, connection: Connection): void {
    line.on("error", () => line.terminate());
    void this.#socketHandler.upgrade(
      {
        send: ((data: string) => line.send(data)) as WebSocket["send"],
        addEventListener: ((type: "message" | "close", listener: (event: { data?: unknown }) => void) => {
          if (type === "close") line.on("close", () => listener({}));
          else
            line.on("message", (bytes, isBinary) => {
              const data = !isBinary && Buffer.isBuffer(bytes) ? bytes.toString() : undefined;
              if (isFrame(data)) listener({ data });
              else line.close(1003, "not a call");
            });
        }) as WebSocket["addEventListener"],
      },
      { context: connection.context },
    );
  }

  close(): void {
    for (const line of this.#sockets.clients) line.close(1001, "closing");
    this.#sockets.close();
  }
}

/** Seats given to browsers whose handshake is under way. */
const tokens = new WeakMap<IncomingMessage, string>();

function say(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What was refused may still be on its way in; nothing of it is taken for another request.
  response.writeHead(status, {
    ...securityHeaders,
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(`${sentence}\n`);
}
