/** What the command line may say, checked before anything is opened. */
import { parseArgs } from "node:util";
import { isDay, type Day } from "#domain/calendar.ts";

export const usage = `npm run office -- [command] [flags]
  (no command)            serve the screens to a browser on this computer
    --port N              port on 127.0.0.1 (0: any free one)
    --sample              open the sample practice
  verify                  check the whole practice file
  backup                  make a verified backup
  restore FILE            put a backup in the practice's place
  training --advance DAY  move a training practice's clock and bill each day
  bill --on DAY --dry-run say what billing of a day would do
flags of all: --data DIR (where the data lives), --practice NAME (its folder, when there are several)`;

/** The command line was not understood; the message says what. */
export class UsageError extends Error {}

type Common = { readonly dataDir: string | undefined };

export type Given =
  | { readonly command: "help" }
  | (Common & { readonly command: "serve"; readonly port: number | undefined; readonly sample: boolean })
  | (Common & WorkCommand);

export type WorkCommand = { readonly practice: string | undefined } & (
  | { readonly command: "verify" }
  | { readonly command: "backup" }
  | { readonly command: "restore"; readonly fileName: string }
  | { readonly command: "training"; readonly toOn: Day }
  | { readonly command: "bill"; readonly onDay: Day }
);

const options = {
  data: { type: "string" },
  port: { type: "string" },
  practice: { type: "string" },
  sample: { type: "boolean" },
  // Understood because `npm start` has it; the office host itself never opens a browser.
  "no-open": { type: "boolean" },
  advance: { type: "string" },
  on: { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean" },
} as const;

type Flag = keyof typeof options;

/** A map, so that a word such as `constructor` is no command (control 21). */
const flagsOf: ReadonlyMap<string, readonly Flag[]> = new Map<string, readonly Flag[]>([
  ["serve", ["port", "sample", "no-open"]],
  ["verify", []],
  ["backup", []],
  ["restore", []],
  ["training", ["advance"]],
  ["bill", ["on", "dry-run"]],
]);

/** Throws UsageError for anything it does not know. */
export function readArguments(words: readonly string[]): Given {
  const { values, positionals } = parse(words);
  if (values.help) return { command: "help" };
  const [command = "serve", ...rest] = positionals;
  const allowed = flagsOf.get(command);
  if (!allowed) throw new UsageError(`There is no command “${command}”.`);
  for (const flag of Object.keys(values) as Flag[]) {
    if (!allowed.includes(flag) && flag !== "data" && !(flag === "practice" && command !== "serve"))
      throw new UsageError(`--${flag} does not belong to “${command}”.`);
  }
  if (rest.length !== (command === "restore" ? 1 : 0)) throw new UsageError(`“${command}” was given too much or too little.`);
  const common = { dataDir: values.data };
  const work = { ...common, practice: values.practice };
  switch (command) {
    case "verify":
    case "backup":
      return { ...work, command };
    case "restore":
      return { ...work, command, fileName: rest[0] ?? "" };
    case "training":
      return { ...work, command, toOn: readDay("--advance", values.advance) };
    case "bill":
      if (!values["dry-run"]) throw new UsageError("“bill” only rehearses here: add --dry-run.");
      return { ...work, command, onDay: readDay("--on", values.on) };
    default:
      return { ...common, command: "serve", port: readPort(values.port), sample: values.sample ?? false };
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split(". ")[0] ?? "") : "");
  }
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`--port takes a number up to 65535, not “${text}”.`);
  return port;
}

function readDay(flag: string, text: string | undefined): Day {
  if (text === undefined || !isDay(text)) throw new UsageError(`${flag} takes a day such as 2027-03-31.`);
  return text;
}
