/**
 * The one channel of the main process (control 10). A message hands over a port; it is looked at
 * only after its sender is known to be the top frame of one of our windows on our origin.
 */
import { BrowserWindow, ipcMain, type IpcMainEvent, type WebContents } from "electron";
import type { AnyWindowAnswer, MenuCommand } from "#contract/desktop.ts";
import type { Office } from "#office/office.ts";
import { portHandler } from "#office/transport/handlers.ts";
import { channel, readPortRequest, type FromWindow } from "./channel.ts";
import { noteRefusal } from "./refusals.ts";
import { isOurPage } from "./sender.ts";
import { isAppWindow } from "./window.ts";
import { WindowLink, type Counter } from "./window-link.ts";

export interface Pages {
  sendMenuCommand(window: BrowserWindow, command: MenuCommand): void;
  /** Cuts every window off the office; each connects again and finds its seat locked. */
  disconnectAll(): void;
}

export type RunCommand = (
  window: BrowserWindow,
  message: FromWindow,
) => Promise<AnyWindowAnswer>;

/**
 * Begins to hear pages; `onLocked` is told of each window whose practice was locked, or which is gone.
 * Ports to the office are answered from when the office is open.
 */
export function listenToPages(
  office: Promise<Office>,
  run: RunCommand,
  onLocked: (window: BrowserWindow) => void,
): Pages {
  const links = new Map<WebContents, WindowLink>();
  const counter = office.then((opened): Counter => ({
    office: opened,
    handler: portHandler(opened.router),
  }));
  // The shell reports an office that does not open; here it only means that no port is answered.
  counter.catch(() => undefined);

  const linkOf = (contents: WebContents): WindowLink => {
    const known = links.get(contents);
    if (known !== undefined) return known;
    const window = BrowserWindow.fromWebContents(contents)!;
    const link = new WindowLink(
      counter,
      (message) => run(window, message),
      () => onLocked(window),
    );
    links.set(contents, link);
    contents.once("destroyed", () => {
      links.delete(contents);
      link.close();
      onLocked(window);
    });
    return link;
  };

  ipcMain.on(channel, (event: IpcMainEvent, message: unknown) => {
    const isOurs = isOurPage(event, isAppWindow);
    const request = isOurs ? readPortRequest(message) : undefined;
    const [port, ...others] = event.ports;
    if (request === undefined || port === undefined || others.length > 0) {
      noteRefusal(isOurs ? "a message that is not of the list" : "a message from a stranger");
      for (const given of event.ports) given.close();
      return;
    }
    const link = linkOf(event.sender);
    if (request[0] === "window") link.takeWindowPort(port);
    // An office that did not open has been reported by the shell, which ends the app.
    else link.takeOfficePort(request[1], port).catch(() => port.close());
  });

  return {
    sendMenuCommand: (window, command) => links.get(window.webContents)?.sendMenuCommand(command),
    disconnectAll: () => links.forEach((link) => link.disconnect()),
  };
}
