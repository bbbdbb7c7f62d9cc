import type { Migration } from "../migrate.ts";
import { practiceMigration } from "./0001-practice.ts";

/** Every step in order; a step is never edited after a release. */
export const migrations: readonly Migration[] = [practiceMigration];
