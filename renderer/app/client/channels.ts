/** The two carriers of the line: the desktop shell's MessagePort and the office host's WebSocket. */
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import { connectToDesktop, desktopBridge } from "#contract/desktop.ts";
import type { Channel, OpenChannel } from "./connection.ts";

/** The carrier of this window: the bridge if the desktop shell put one here, else the address bar's host. */
export function channelOf(page: Window): OpenChannel {
  const bridge = desktopBridge(page);
  if (bridge === undefined) return () => openSocket(socketAddress(page.location));
  return async () => portChannel(await connectToDesktop(page, bridge));
}

export function socketAddress(location: Pick<Location, "protocol" | "host">): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/rpc`;
}

function portChannel(port: MessagePort): Channel {
  const { promise, resolve } = Promise.withResolvers<void>();
  port.addEventListener("close", () => resolve());
  const link = new PortLink<Record<never, never>>({ port });
  port.start();
  return {
    link,
    closed: promise,
    close: () => {
      port.close();
      resolve();
    },
  };
}

function openSocket(address: string): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const closed = Promise.withResolvers<void>();
    socket.addEventListener("close", () => {
      closed.resolve();
      reject(new Error("The office did not answer."));
    });
    socket.addEventListener("open", () => {
      const link = new SocketLink<Record<never, never>>({ websocket: socket });
      resolve({ link, closed: closed.promise, close: () => socket.close() });
    });
  });
}
