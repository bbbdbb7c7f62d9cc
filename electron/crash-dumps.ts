/**
 * A crash leaves its report on this computer only, and the kernel writes no core file, which would
 * hold the practice's key and patients' names in plain (control 14).
 */
import { spawnSync } from "node:child_process";
import type { CrashReporter } from "electron";

export function keepCrashDumpsLocal(crashReporter: CrashReporter): void {
  crashReporter.start({ uploadToServer: false });
  // Node cannot lower its own limit; util-linux can, for this process and those it starts. macOS
  // and Windows write no core files unless somebody turns them on.
  if (process.platform === "linux") {
    spawnSync("prlimit", [`--pid=${process.pid}`, "--core=0:0"], { stdio: "ignore" });
  }
}
