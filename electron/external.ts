/**
 * The only way out of the app (control 8): an https address on an exact host of the list, shown to
 * the person first, opened in their own browser. Never a path, never another scheme.
 */
import { dialog, shell, type BrowserWindow } from "electron";
import type { WindowCommandResult } from "#contract/desktop.ts";
import { noteRefusal } from "./refusals.ts";

/** Pages of the card processor. The practice's relay joins when there is one. */
const allowedHosts = new Set(["checkout.stripe.com", "billing.stripe.com", "dashboard.stripe.com"]);

/** The address in one spelling, or undefined when it may not be opened. */
export function readExternalAddress(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isPlain = url.username === "" && url.password === "" && url.port === "";
  return url.protocol === "https:" && isPlain && allowedHosts.has(url.host) ? url : undefined;
}

export async function openExternal(
  window: BrowserWindow,
  address: string,
): Promise<WindowCommandResult> {
  const url = readExternalAddress(address);
  if (url === undefined) {
    noteRefusal("an address outside the list");
    return { done: false };
  }
  const buttons = ["Open", "Cancel"];
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: `Open ${url.host} in your browser?`,
    detail: url.href,
    buttons,
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response !== 0) return { done: false };
  await shell.openExternal(url.href);
  return { done: true };
}
