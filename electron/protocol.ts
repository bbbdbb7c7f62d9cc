/** Registers `app://` (control 3): a standard, secure scheme with no privilege beyond a web page's. */
import type { Protocol } from "electron";
import type { AppFiles } from "./app-files.ts";
import { appScheme } from "./origin.ts";

/** Before the app is ready. No `bypassCSP`, no `corsEnabled`. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

export function serve(protocol: Protocol, files: AppFiles): void {
  protocol.handle(appScheme, (request) => files.answer(request));
}
