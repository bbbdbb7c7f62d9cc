/** Which practice was open last, so that the next start opens it and billing goes on by itself (BIL-1). */
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isSlug } from "#domain/practice/slug.ts";

const fileOf = (dataDir: string): string => join(dataDir, "last-practice");

export async function readLastPractice(dataDir: string): Promise<string | undefined> {
  const text = await readFile(fileOf(dataDir), "utf8").catch(() => "");
  return isSlug(text.trim()) ? text.trim() : undefined;
}

/** Null: the practice was closed on purpose, and the next start asks. */
export async function writeLastPractice(dataDir: string, slug: string | null): Promise<void> {
  const draft = `${fileOf(dataDir)}.tmp`;
  await writeFile(draft, `${slug ?? ""}\n`, { mode: 0o600 });
  await rename(draft, fileOf(dataDir));
}
