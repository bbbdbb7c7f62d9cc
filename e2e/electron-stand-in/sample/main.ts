/** A small app that touches every part of the stand-in; its own spec drives it. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  safeStorage,
  session,
  shell,
} from "electron";

const origin = "app://sample";
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
const types: Record<string, string> = {
  "/index.html": "text/html",
  "/page.js": "text/javascript",
  "/page.css": "text/css",
};

protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

async function servePage(request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  const type = types[pathname];
  if (pathname === "/moved") {
    return new Response(null, { status: 302, headers: { location: `${origin}/index.html` } });
  }
  if (host !== "sample" || type === undefined) return new Response(null, { status: 404 });
  const body = await readFile(join(import.meta.dirname, "pages", pathname));
  return new Response(body, {
    headers: { "content-type": type, "content-security-policy": policy },
  });
}

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1100,
    height: 760,
    show: false,
    webPreferences: { preload: join(import.meta.dirname, "preload.cjs"), sandbox: true },
  });
  window.once("ready-to-show", () => window.show());
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith("https://help.sample.test/")) void shell.openExternal(url);
    return { action: "deny" };
  });
  const guard = (event: string) => (details: Electron.Event<{ url: string }>) => {
    console.log(event, details.url);
    if (!details.url.startsWith(`${origin}/`)) details.preventDefault();
  };
  window.webContents.on("will-navigate", guard("will-navigate"));
  window.webContents.on("will-redirect", guard("will-redirect"));
  return window;
}

function answerThePage(window: BrowserWindow): void {
  ipcMain.handle("echo", (_event, value: unknown) => value);
  ipcMain.handle("fail", () => {
    throw new TypeError("card declined");
  });
  ipcMain.handle("sender", ({ senderFrame }) => ({
    origin: senderFrame?.origin,
    isTop: senderFrame?.parent === null,
  }));
  ipcMain.handle("seal", async (_event, secret: string) => {
    const sealed = await safeStorage.encryptStringAsync(secret);
    return { sealed, opened: (await safeStorage.decryptStringAsync(sealed)).result };
  });
  ipcMain.handle("save", async () => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: "page.pdf" });
    if (canceled) return 0;
    const pdf = await window.webContents.printToPDF({
      pageSize: "Letter",
      generateTaggedPDF: true,
    });
    await writeFile(filePath, pdf);
    return pdf.length;
  });
  ipcMain.on("watch", () => {
    const { port1, port2 } = new MessageChannelMain();
    window.webContents.postMessage("watching", { from: "main" }, [port2]);
    port1.on("message", ({ data }) => port1.postMessage({ got: data as unknown, at: new Date(0) }));
    port1.on("close", () => console.log("watch port closed"));
    port1.start();
  });
  ipcMain.on("hand-over", ({ ports }) => {
    const [port] = ports;
    port?.on("message", ({ data }) => {
      if (data === "close") port.close();
      else port.postMessage(`heard ${String(data)}`);
    });
    port?.on("close", () => console.log("handed port closed"));
    port?.start();
  });
}

if (app.requestSingleInstanceLock({ from: "sample" })) {
  app.on("window-all-closed", () => app.quit());
  void app.whenReady().then(async () => {
    protocol.handle("app", servePage);
    session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
      callback(permission === "notifications");
    });
    session.defaultSession.webRequest.onBeforeRequest(({ url }, callback) => {
      callback({ cancel: !url.startsWith(`${origin}/`) });
    });
    const window = openWindow();
    answerThePage(window);
    const click = () => window.webContents.send("menu", "new-invoice");
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        { label: "File", submenu: [{ id: "new-invoice", label: "New invoice", click }] },
      ]),
    );
    await window.loadURL(`${origin}/index.html`);
  });
} else app.quit();
