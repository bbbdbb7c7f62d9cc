/**
 * The preload script, sandboxed and in its own world: exposes the bridge of contract/desktop.ts,
 * frozen, and nothing of Electron's (control 9).
 */
import { contextBridge, ipcRenderer } from "electron";
import {
  officePortMessage,
  type AnyWindowAnswer,
  type DesktopBridge,
  type MenuCommand,
} from "#contract/desktop.ts";
import { channel, longestTag, type PortRequest, type ToWindow } from "./channel.ts";

const menuListeners = new Set<(command: MenuCommand) => void>();
const disconnectListeners = new Set<(tag: string) => void>();
const running = new Map<
  number,
  { resolve(result: AnyWindowAnswer): void; reject(error: Error): void }
>();
let lastRun = 0;

const windowPort = handOver(["window"]);
windowPort.onmessage = ({ data }: MessageEvent<ToWindow>) => {
  if (data[0] === "menu") for (const listener of menuListeners) listener(data[1]);
  else if (data[0] === "disconnected")
    for (const listener of disconnectListeners) listener(data[1]);
  else settle(data);
};

const bridge: DesktopBridge = {
  connect(tag) {
    if (typeof tag !== "string" || tag === "" || tag.length > longestTag) {
      throw new TypeError("A tag is a short text.");
    }
    const port = handOver(["office", tag]);
    window.postMessage([officePortMessage, tag], window.location.origin, [port]);
  },
  run(command, input) {
    const id = ++lastRun;
    return new Promise((resolve, reject) => {
      // The shell answers each command with what belongs to it.
      running.set(id, { resolve: resolve as (answer: AnyWindowAnswer) => void, reject });
      windowPort.postMessage(["run", id, command, input]);
    });
  },
  onMenuCommand: (listener) => subscribe(menuListeners, listener),
  onDisconnect: (listener) => subscribe(disconnectListeners, listener),
};
contextBridge.exposeInMainWorld("perennial", Object.freeze(bridge));

/** Sends one end of a new channel to the main process and returns the other. */
function handOver(request: PortRequest): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(channel, request, [port1]);
  return port2;
}

function settle(data: Extract<ToWindow, readonly ["ran" | "refused", ...unknown[]]>): void {
  const waiting = running.get(data[1]);
  running.delete(data[1]);
  if (data[0] === "ran") waiting?.resolve(data[2]);
  else waiting?.reject(new Error("The shell refused this command."));
}

function subscribe<L>(listeners: Set<L>, listener: L): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
