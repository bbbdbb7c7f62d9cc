/** The one session: permission handlers and web request listeners, kept for the pages to obey. */
import { EventEmitter } from "node:events";
import type Electron from "electron";
import { noteCall } from "./record.ts";
import { protocol } from "./schemes.ts";

export interface WebRequestDetails {
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly webContentsId: number;
}
export interface HeadersDetails extends WebRequestDetails {
  readonly statusCode: number;
  readonly responseHeaders: Record<string, string[]>;
}
type Listener<Details, Answer> = (details: Details, callback: (answer: Answer) => void) => void;
type Headers = Record<string, string | string[]>;

/** Electron takes `(listener)` or `(filter, listener)`; the stand-in knows no filters. */
function slot<L>() {
  let current: L | null = null;
  return {
    set(...args: readonly unknown[]): void {
      if (args.length > 1) throw new Error("electron-stand-in: webRequest filters are not carried");
      current = args[0] as L | null;
    },
    get: () => current,
  };
}

const beforeRequest = slot<Listener<WebRequestDetails, { cancel?: boolean }>>();
const headersReceived = slot<Listener<HeadersDetails, { responseHeaders?: Headers }>>();

export class Session extends EventEmitter {
  readonly protocol = protocol;
  readonly webRequest = {
    onBeforeRequest: beforeRequest.set,
    onHeadersReceived: headersReceived.set,
  };
  permissionRequest: Parameters<Electron.Session["setPermissionRequestHandler"]>[0] = null;
  permissionCheck: Parameters<Electron.Session["setPermissionCheckHandler"]>[0] = null;

  setPermissionRequestHandler(handler: typeof this.permissionRequest): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: typeof this.permissionCheck): void {
    this.permissionCheck = handler;
  }

  // Headless Chromium offers no device and no screen whatever a handler says: only noted.
  setDevicePermissionHandler(handler: unknown): void {
    noteCall("session.setDevicePermissionHandler", typeof handler);
  }
  setDisplayMediaRequestHandler(handler: unknown): void {
    noteCall("session.setDisplayMediaRequestHandler", typeof handler);
  }
  setBluetoothPairingHandler(handler: unknown): void {
    noteCall("session.setBluetoothPairingHandler", typeof handler);
  }
  setUSBProtectedClassesHandler(handler: unknown): void {
    noteCall("session.setUSBProtectedClassesHandler", typeof handler);
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    noteCall("session.setSpellCheckerEnabled", enabled);
  }
}

export const defaultSession = new Session();
export const session = {
  defaultSession,
  fromPartition: (partition: string): never => {
    throw new Error(`electron-stand-in: only the default session exists, not ${partition}`);
  },
};

/** Whether the app's onBeforeRequest listener cancels the request; no listener lets it through. */
export function isCancelled(details: WebRequestDetails): Promise<boolean> {
  const listener = beforeRequest.get();
  if (listener === null) return Promise.resolve(false);
  return new Promise((resolve) => listener(details, ({ cancel }) => resolve(cancel === true)));
}

/** The response headers after the app's onHeadersReceived listener. */
export function receivedHeaders(details: HeadersDetails): Promise<Headers> {
  const listener = headersReceived.get();
  if (listener === null) return Promise.resolve(details.responseHeaders);
  return new Promise((resolve) =>
    listener(details, ({ responseHeaders }) => resolve(responseHeaders ?? details.responseHeaders)),
  );
}
