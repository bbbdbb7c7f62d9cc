/** Real carriers for tests: a client over a MessagePort, over a WebSocket, and over HTTP. */
import { MessageChannel } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink as HttpLink } from "@orpc/client/fetch";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import { WebSocket } from "ws";
import type { OfficeClient } from "#contract/client.ts";
import { ownHeader, type Host } from "../http/server.ts";
import type { TestOffice } from "../testing.ts";
import { portHandler, servePort } from "./handlers.ts";

export type Line = {
  readonly client: OfficeClient;
  /** Breaks the line; the seat stays. */
  drop(): Promise<void>;
  /** A new line to the same seat. */
  again(): Promise<Line>;
  /** Sends anything at all, as a page taken over might. */
  garbage(data: string): void;
  /** Settles when the other end has closed the line. */
  readonly closed: Promise<void>;
};

export function openPort({ office }: TestOffice, token?: string): Promise<Line> {
  const connection = office.createConnection({ workstation: "desk", transport: "electron", token });
  const { port1, port2 } = new MessageChannel();
  servePort(portHandler(office.router), port2, connection.context);
  const link = new PortLink({ port: port1 as unknown as MessagePort });
  port1.start();
  const closed = Promise.withResolvers<void>();
  port1.on("close", () => {
    connection.close();
    closed.resolve();
  });
  return Promise.resolve({
    client: createORPCClient(link) as OfficeClient,
    drop: async () => {
      port1.close();
      await closed.promise;
    },
    again: () => openPort({ office } as TestOffice, connection.token),
    garbage: (data) => port1.postMessage(data),
    closed: closed.promise,
  });
}

/** A browser's jar: the one cookie. */
export type Jar = { cookie: string };

export async function openSocket(host: Host, jar: Jar = { cookie: "" }): Promise<Line> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, {
    origin: host.address,
    headers: jar.cookie === "" ? {} : { cookie: jar.cookie },
  });
  socket.on("upgrade", (response) => keep(jar, response.headers["set-cookie"]));
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const link = new SocketLink({ websocket: socket as unknown as globalThis.WebSocket });
  return {
    client: createORPCClient(link) as OfficeClient,
    drop: async () => {
      socket.terminate();
      await closed;
    },
    again: () => openSocket(host, jar),
    garbage: (data) => socket.send(data),
    closed,
  };
}

function keep(jar: Jar, setCookie: readonly string[] | undefined): void {
  const [pair] = (setCookie?.[0] ?? "").split(";");
  if (pair) jar.cookie = pair;
}

/** A page's calls by HTTP, after it has loaded. */
export async function openHttp(host: Host, jar: Jar = { cookie: "" }): Promise<OfficeClient> {
  if (jar.cookie === "") {
    const page = await fetch(host.address);
    keep(jar, page.headers.getSetCookie());
  }
  const link = new HttpLink({
    url: `${host.address}/rpc`,
    headers: () => ({ cookie: jar.cookie, origin: host.address, [ownHeader]: "1" }),
  });
  return createORPCClient(link) as OfficeClient;
}
