/** How far the printer behind this browser is off (DOC-3): a browser tells of no printers, so there is one. */
import { nudgeInput } from "#contract/printing.ts";
import { noNudge, type Nudge } from "#domain/statements/nudge.ts";

const key = "perennial.printerNudge";

export function readBrowserNudge(storage: Pick<Storage, "getItem">): Nudge {
  try {
    const found = nudgeInput.safeParse(JSON.parse(storage.getItem(key) ?? "null"));
    return found.success ? found.data : noNudge;
  } catch {
    return noNudge; // not ours any more
  }
}

export function keepBrowserNudge(storage: Pick<Storage, "setItem">, nudge: Nudge): void {
  storage.setItem(key, JSON.stringify(nudge));
}
