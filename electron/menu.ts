/**
 * The native menu (DSK-4). Its items send commands of the fixed list to the page in front; what the
 * system itself can do (edit, zoom, windows) is left to the system. The page sees a shortcut first,
 * and one it handles does not reach the menu.
 */
import { BrowserWindow, Menu, type MenuItemConstructorOptions } from "electron";
import type { MenuCommand } from "#contract/desktop.ts";

type Template = MenuItemConstructorOptions[];

export interface MenuChoices {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly send: (window: BrowserWindow, command: MenuCommand) => void;
}

export function setMenu(choices: MenuChoices): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(choices)));
}

/** Items that send a command carry it as their id. */
export function menuTemplate({ platform, isPackaged, send }: MenuChoices): Template {
  const item = (label: string, command: MenuCommand, accelerator?: string) => ({
    id: command,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      if (window !== undefined) send(window, command);
    },
  });
  const line = { type: "separator" } as const;
  const isMac = platform === "darwin";

  const file: Template = [
    item("New patient…", "add-patient", "CmdOrCtrl+N"),
    item("Enroll a patient…", "enroll-patient", "CmdOrCtrl+E"),
    item("Take a payment…", "take-payment", "CmdOrCtrl+T"),
    line,
    item("Import patients…", "import-patients"),
    line,
    item("Print…", "print", "CmdOrCtrl+P"),
    line,
    item("Settings…", "open-settings", "CmdOrCtrl+,"),
    item("Lock", "lock", "CmdOrCtrl+L"),
    isMac ? { role: "close" } : { role: "quit" },
  ];
  const view: Template = [
    item("Search or do anything", "search", "CmdOrCtrl+K"),
    line,
    item("Today", "go-today", "CmdOrCtrl+1"),
    item("Patients", "go-patients", "CmdOrCtrl+2"),
    item("Memberships", "go-memberships", "CmdOrCtrl+3"),
    item("Invoices", "go-invoices", "CmdOrCtrl+4"),
    line,
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { role: "togglefullscreen" },
    ...(isPackaged ? [] : [line, { role: "toggleDevTools" } as const]),
  ];
  const help: Template = [
    item("Keyboard shortcuts", "show-shortcuts", "CmdOrCtrl+/"),
    ...(isMac ? [] : [line, { role: "about" } as const]),
  ];
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    { label: "&File", submenu: file },
    { role: "editMenu" },
    { label: "&View", submenu: view },
    { role: "windowMenu" },
    { label: "&Help", role: "help", submenu: help },
  ];
}
