/**
 * Who may speak to the main process: the top frame of one of our own windows, on our exact origin
 * (controls 10, S2). Decided before the message itself is looked at.
 */
import type { IpcMainEvent, WebContents } from "electron";
import { appOrigin } from "./origin.ts";

export type Sender = Pick<IpcMainEvent, "senderFrame"> & {
  readonly sender: Pick<WebContents, "isDestroyed">;
};

/** Whether the message comes from the app itself; `isOurWindow` knows the windows of the factory. */
export function isOurPage<S extends Sender>(
  event: S,
  isOurWindow: (contents: S["sender"]) => boolean,
): boolean {
  if (event.sender.isDestroyed() || !isOurWindow(event.sender)) return false;
  const frame = event.senderFrame;
  // Null once the frame has navigated away or is gone: then nobody can say who it was.
  if (frame === null || frame.detached || frame.parent !== null) return false;
  return frame.origin === appOrigin;
}
