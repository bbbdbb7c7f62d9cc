/** What carries calls to the router, the same for ports, sockets and HTTP. */
import { ORPCError } from "@orpc/server";
import { RPCHandler as PortHandler } from "@orpc/server/message-port";
import { RPCHandler as HttpHandler } from "@orpc/server/node";
import { RPCHandler as SocketHandler } from "@orpc/server/ws";
import type { AnyRouter } from "@orpc/server";
import type { Call } from "../office-core.ts";
import { isFrame } from "./frames.ts";

type Reading<R> = { next(): Promise<R> };

/** A body that could not even be read is malformed input like any other (F-18). */
async function typedErrors<R>(options: Reading<R>): Promise<R> {
  try {
    return await options.next();
  } catch (error) {
    if (error instanceof ORPCError && error.defined) throw error;
    throw new ORPCError("INVALID", {
      defined: true,
      status: 400,
      message: "INVALID",
      data: { fields: [{ path: "", problem: "cannot be read" }] },
    });
  }
}

const options = { interceptors: [typedErrors] };

export const portHandler = (router: AnyRouter): PortHandler<Call> => new PortHandler<Call>(router, options);
export const httpHandler = (router: AnyRouter): HttpHandler<Call> => new HttpHandler<Call>(router, options);
export const socketHandler = (router: AnyRouter): SocketHandler<Call> => new SocketHandler<Call>(router, options);

/** The end of a port that the desktop shell holds; a worker's port in tests. */
export type Port = {
  on(event: "message", listener: (message: unknown) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  postMessage(message: unknown): void;
  close(): void;
};

/**
 * Answers the calls of one port. `read` takes the data out of what the port delivers: the shell's
 * ports wrap it in an event. Anything but a frame closes the port.
 */
export function servePort(
  handler: PortHandler<Call>,
  port: Port,
  context: Call,
  read: (message: unknown) => unknown = (message) => message,
): void {
  handler.upgrade(
    {
      on: (event, listener) => {
        if (event === "close") port.on("close", () => listener());
        if (event !== "message") return;
        port.on("message", (message) => {
          const data = read(message);
          if (isFrame(data)) listener({ data });
          else port.close();
        });
      },
      postMessage: (data: unknown) => port.postMessage(data),
    },
    { context },
  );
}
