/** Opens an address in the person's browser, where there is one to open. */
import { spawn } from "node:child_process";
import { hasDisplay } from "./electron.mjs";

export function openBrowser(address) {
  if (!hasDisplay()) return;
  const [program, args] =
    process.platform === "darwin"
      ? ["open", [address]]
      : process.platform === "win32"
        ? ["cmd", ["/c", "start", "", address]]
        : ["xdg-open", [address]];
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  // The address is printed anyway; a computer without a browser opener is no reason to stop.
  child.on("error", () => {});
  child.unref();
}
