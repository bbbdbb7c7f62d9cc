/** What this computer remembers about printing (DOC-9), kept beside the profile, not in the practice. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { WindowAnswer, WindowCommands } from "#contract/desktop.ts";
import { readWorkstationPrinting, withChange } from "#contract/printing.ts";

export type WorkstationPrinting = WindowAnswer<"read-printing">;

export interface PrintingSettings {
  read(): WorkstationPrinting;
  /** Changes one part of what is there now, whoever wrote it. */
  change(change: WindowCommands["change-printing"]): WorkstationPrinting;
}

export function printingSettingsIn(file: string): PrintingSettings {
  const read = (): WorkstationPrinting => readWorkstationPrinting(parse(file));
  return {
    read,
    change(change) {
      const settings = withChange(read(), change);
      const draft = `${file}.tmp`;
      writeFileSync(draft, JSON.stringify(settings, null, 2));
      renameSync(draft, file);
      return settings;
    },
  };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // the first start, or cut off by a crash: everything is asked again
  }
}
