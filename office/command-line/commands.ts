/** One piece of work on a practice that is closed, with its result as JSON (DSK-12). */
import { join } from "node:path";
import type { VerifyFindings } from "#db/verify.ts";
import { refuse } from "#domain/refusal.ts";
import { rehearseRun } from "#services/billing/rehearse.ts";
import { recordBackup } from "#services/upkeep/back-up.ts";
import { defaultDataDir } from "../data-dir.ts";
import { fileKeyStore } from "../keys.ts";
import { openOffice, type Office } from "../office.ts";
import type { OfficeCore } from "../office-core.ts";
import type { Seat } from "../call.ts";
import { backUpFolder } from "../open-practice.ts";
import { runOrder } from "../workers/order.ts";
import { UsageError, type WorkCommand } from "./arguments.ts";

const verifyWorker = new URL("../workers/verify-worker.ts", import.meta.url);

/**
 * Prints the result and answers the exit code: 0 when all is well, 1 when `verify` found breaches.
 * Whoever may read the data folder and its key may do this; there is no person to ask for a password.
 */
export async function runCommand(given: WorkCommand & { readonly dataDir: string | undefined }): Promise<number> {
  const dataDir = given.dataDir ?? defaultDataDir();
  const office = await openOffice({
    dataDir,
    keys: fileKeyStore(join(dataDir, "keys")),
    host: "office_host",
    open: "nothing",
    schedule: false,
  });
  try {
    const { context } = office.createConnection({ workstation: "command line" });
    const slug = await choosePractice(office, given.practice);
    const { result, code } = await work(context.office, context.seat, slug, given);
    console.log(JSON.stringify(result, null, 2));
    return code;
  } finally {
    await office.close();
  }
}

async function choosePractice(office: Office, wanted: string | undefined): Promise<string> {
  const { practices } = await office.status();
  const found = wanted === undefined ? practices : practices.filter((practice) => practice.slug === wanted);
  const [only, another] = found;
  if (!only) refuse("practice_not_found", {});
  if (another) throw new UsageError(`There are several practices. Name one with --practice: ${found.map(({ slug }) => slug).join(", ")}.`);
  return only.slug;
}

async function work(
  office: OfficeCore,
  seat: Seat,
  slug: string,
  given: WorkCommand,
): Promise<{ result: unknown; code: number }> {
  if (given.command === "restore") {
    const restored = await office.restore(seat, true, slug, given.fileName);
    return { result: restored, code: restored.breaches === 0 ? 0 : 1 };
  }
  await office.openPractice(seat, slug);
  const { folder, key } = office.requirePractice();
  const cx = office.visitorCx(seat);
  switch (given.command) {
    case "verify": {
      const findings = await runOrder<VerifyFindings>(verifyWorker, { file: folder.file, key });
      return { result: findings, code: findings.breaches.length === 0 ? 0 : 1 };
    }
    case "backup": {
      const manifest = await backUpFolder(folder, key, "asked", office.wallNow());
      return { result: recordBackup(cx, manifest), code: 0 };
    }
    case "training":
      return { result: await office.advanceClock(cx, given.toOn), code: 0 };
    case "bill":
      return { result: rehearseRun(cx, given.onDay), code: 0 };
  }
}
