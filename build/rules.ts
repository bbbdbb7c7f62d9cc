/**
 * `npm run rules`: which rules of docs/rules have a test whose title carries their id, and which
 * have none. A report, not a gate: the gate is `claimed-rules.ts`. `--json` for programs.
 */
import { listFiles, readText } from "./house.ts";
import { readSource, type TestTitle } from "./source.ts";

export type Rule = { readonly id: string; readonly chapter: string };
export type Chapter = {
  readonly name: string;
  readonly rules: readonly string[];
  readonly without: readonly string[];
};

/** Rules stand as `- MEM-4 …` in the rule book; controls and budgets have ids of another form. */
const ruleLine = /^- (F-\d+|[A-Z]{2,3}-\d+)\b/gm;
const anyId = /\b(F-\d+|[A-Z]{2,3}-\d+)\b/g;

export function listRules(): Rule[] {
  return listFiles("docs/rules/*.md").flatMap((path) =>
    [...readText(path).matchAll(ruleLine)].map((match) => ({
      id: match[1] ?? "",
      chapter: chapterName(path),
    })),
  );
}

function chapterName(path: string): string {
  return path.slice("docs/rules/".length, -".md".length);
}

/** The ids in the titles of tests that run; a test that is always skipped proves nothing. */
export function idsProved(titles: readonly TestTitle[]): Set<string> {
  return new Set(
    titles
      .filter(({ skipped }) => !skipped)
      .flatMap(({ title }) => [...title.matchAll(anyId)].map(([id]) => id)),
  );
}

/** Every test title of the house with the file it stands in. */
export function listTests(): (TestTitle & { readonly path: string })[] {
  return listFiles("*/**/*.{test,spec}.{ts,tsx}").flatMap((path) =>
    readSource(path, readText(path)).tests.map((one) => ({ ...one, path })),
  );
}

export function countByChapter(rules: readonly Rule[], proved: ReadonlySet<string>): Chapter[] {
  const chapters = Map.groupBy(rules, ({ chapter }) => chapter);
  return [...chapters].map(([name, group]) => {
    const ids = group.map(({ id }) => id);
    return { name, rules: ids, without: ids.filter((id) => !proved.has(id)) };
  });
}

function printTable(chapters: readonly Chapter[]): void {
  console.log(`${"Chapter".padEnd(30)}  Rules  With a test  Without`);
  for (const { name, rules, without } of chapters) {
    const proved = rules.length - without.length;
    console.log(
      `${name.padEnd(30)}  ${pad(rules.length, 5)}  ${pad(proved, 11)}  ${pad(without.length, 7)}`,
    );
  }
  const all = chapters.flatMap(({ rules }) => rules).length;
  const missing = chapters.flatMap(({ without }) => without).length;
  console.log(
    `${"All".padEnd(30)}  ${pad(all, 5)}  ${pad(all - missing, 11)}  ${pad(missing, 7)}\n`,
  );
  for (const { name, without } of chapters) {
    if (without.length > 0) console.log(`${name} without a test: ${without.join(" ")}`);
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}

if (import.meta.main) {
  const chapters = countByChapter(listRules(), idsProved(listTests()));
  if (process.argv.includes("--json")) console.log(JSON.stringify(chapters, null, 2));
  else printTable(chapters);
}
