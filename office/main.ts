/**
 * The office host from the command line (DSK-1, DSK-12): without a sub-command it serves the screens
 * to a browser; with one it does a single piece of work and prints its result as JSON.
 */
import { refusalSentence } from "#contract/refusals.ts";
import { Refusal } from "#domain/refusal.ts";
import { runCommand } from "./command-line/commands.ts";
import { readArguments, usage, UsageError } from "./command-line/arguments.ts";
import { serve } from "./command-line/serve.ts";

/** Runs one command line and answers the exit code. */
export async function main(words: readonly string[]): Promise<number> {
  try {
    const given = readArguments(words);
    if (given.command === "help") {
      console.log(usage);
      return 0;
    }
    return given.command === "serve" ? await serve(given) : await runCommand(given);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${usage}`);
      return 2;
    }
    if (error instanceof Refusal) {
      console.error(refusalSentence(error.code, error.facts));
      return 1;
    }
    console.error("Perennial met a problem of its own and stopped. Nothing was half-saved. Start it again; if this comes back, restore the latest backup.");
    if (process.env["PERENNIAL_DEBUG"]) console.error(error);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
