/** The module the app gets for `import … from "electron"`, and the record tests read (`standIn`). */
import { app } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";
import { dialog } from "./dialog.ts";
import { ipcMain } from "./ipc-main.ts";
import { Menu, MenuItem } from "./menu.ts";
import { MessageChannelMain } from "./ports.ts";
import { record as standIn } from "./record.ts";
import { safeStorage } from "./safe-storage.ts";
import { net, protocol } from "./schemes.ts";
import { session } from "./session.ts";
import { shell } from "./shell.ts";
import { crashReporter, nativeTheme, Notification, powerMonitor, screen } from "./system.ts";
import { WebContents as webContents } from "./web-contents.ts";

export {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  standIn,
  webContents,
};

// Playwright and CommonJS code take the module as one object.
export default {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  standIn,
  webContents,
};
