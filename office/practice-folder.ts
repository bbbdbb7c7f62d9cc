/**
 * Where a practice lives: one folder each under `practices/` in the data folder. Its name is made by
 * us, never typed (control 24); a small readable label beside the encrypted file says whose it is.
 */
import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { practiceKinds } from "#contract/app.ts";
import { isSlug } from "#domain/practice/slug.ts";
import { refuse } from "#domain/refusal.ts";

export type PracticeFolder = {
  readonly slug: string;
  readonly dir: string;
  readonly file: string;
  readonly lockFile: string;
  readonly documents: string;
  readonly backups: string;
  readonly logs: string;
};

const label = z.object({ name: z.string().max(200), kind: z.enum(practiceKinds) });
export type PracticeLabel = z.infer<typeof label>;

/** The folder of a practice, whether or not it is there. Refuses `practice_not_found` for no slug of ours. */
export function practiceFolder(dataDir: string, slug: string): PracticeFolder {
  if (!isSlug(slug)) refuse("practice_not_found", {});
  return folderAt(join(dataDir, "practices", slug), slug);
}

/** A new practice is made under a name nobody lists, and gets its real one when it is complete. */
export function draftFolder(dataDir: string, slug: string, mark: string): PracticeFolder {
  return folderAt(join(dataDir, "practices", `.new-${mark}`), slug);
}

function folderAt(dir: string, slug: string): PracticeFolder {
  return {
    slug,
    dir,
    file: join(dir, "practice.db"),
    lockFile: join(dir, "instance.lock"),
    documents: join(dir, "documents"),
    backups: join(dir, "backups"),
    logs: join(dir, "logs"),
  };
}

/** Makes the folder with its parts, readable by this account alone. */
export async function makeFolder(folder: PracticeFolder): Promise<void> {
  for (const dir of [folder.dir, folder.documents, folder.backups, folder.logs])
    await mkdir(dir, { recursive: true, mode: 0o700 });
}

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export type ListedPractice = PracticeLabel & { readonly slug: string };

/** The practices of a data folder in the order of their names. */
export async function listPractices(dataDir: string): Promise<ListedPractice[]> {
  const names = await readdir(join(dataDir, "practices")).catch(() => []);
  const found: ListedPractice[] = [];
  for (const slug of names.filter(isSlug)) {
    const folder = practiceFolder(dataDir, slug);
    const holdsBackups = (await readdir(folder.backups).catch(() => [])).length > 0;
    if (!holdsBackups && !(await isThere(folder.file))) continue;
    found.push({ slug, ...(await readLabel(folder)) });
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The label, or the folder's own name where it is missing or spoilt. */
export async function readLabel(folder: PracticeFolder): Promise<PracticeLabel> {
  const text = await readFile(join(folder.dir, "practice.json"), "utf8").catch(() => "");
  const parsed = label.safeParse(parseJson(text));
  return parsed.success ? parsed.data : { name: folder.slug, kind: "live" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function writeLabel(folder: PracticeFolder, value: PracticeLabel): Promise<void> {
  const file = join(folder.dir, "practice.json");
  const draft = `${file}.tmp`;
  await writeFile(draft, `${JSON.stringify(label.parse(value))}\n`, { mode: 0o600 });
  await rename(draft, file);
}
