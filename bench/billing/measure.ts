/** B1, B2 and B3: the billing run, application and floor interleaved in fresh processes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inFreshProcess } from "../fresh-process.ts";
import { isNoisy, spreadOf, type Spread } from "../percentiles.ts";
import { makeClub } from "./club.ts";
import type { BillingResult } from "./sizes.ts";

const application = new URL("application.ts", import.meta.url);
const floor = new URL("../floor/billing.ts", import.meta.url);
const rounds = 5;

export type BillingFigures = {
  readonly id: "B1" | "B2";
  readonly job: string;
  readonly budget: string;
  readonly members: number;
  readonly membersPerSecond: Spread;
  readonly floorMembersPerSecond: Spread;
  /** Median time against the floor's; no verdict where the floor is noisy. */
  readonly ratio: number;
  readonly isNoisy: boolean;
  /** B3: pages of the log and commits for each member, without a clock. */
  readonly pagesPerMember: number;
  readonly floorPagesPerMember: number;
  readonly commitsPerHousehold: number;
  readonly floorCommitsPerHousehold: number;
};

export type BillingSizes = { readonly charged: number; readonly batch: number };

/** Quick: a commit waits for the disk, so that fewer members tell as much of charging. */
export const quickSizes: BillingSizes = { charged: 1_000, batch: 5_000 };
export const fullSizes: BillingSizes = { charged: 5_000, batch: 50_000 };

type Tell = (words: string) => void;

export async function measureBilling(sizes: BillingSizes, tell: Tell): Promise<BillingFigures[]> {
  return [await measure("charge", sizes.charged, tell), await measure("batch", sizes.batch, tell)];
}

async function measure(work: "batch" | "charge", members: number, tell: Tell): Promise<BillingFigures> {
  const folder = mkdtempSync(join(tmpdir(), "perennial-bench-"));
  try {
    tell(`Making a practice of ${members.toLocaleString("en-US")} members…`);
    makeClub(join(folder, "club.db"), members);
    return await measureIn(folder, work, members, tell);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureIn(
  folder: string,
  work: "batch" | "charge",
  members: number,
  tell: Tell,
): Promise<BillingFigures> {
  const ask = async (side: URL, mode: "time" | "count"): Promise<BillingResult> => {
    for (const name of ["application", "floor"])
      for (const end of ["", "-wal", "-shm"]) rmSync(join(folder, `${name}.db${end}`), { force: true });
    return inFreshProcess<BillingResult>(side, folder, work, mode, String(members));
  };
  const ours: BillingResult[] = [];
  const floors: BillingResult[] = [];
  for (let round = 0; round < rounds; round += 1) {
    tell(`Billing, ${work === "charge" ? "with" : "without"} charging, round ${round + 1} of ${rounds}…`);
    floors.push(await ask(floor, "time"));
    ours.push(await ask(application, "time"));
  }
  const [mine, theirs] = [await ask(application, "count"), await ask(floor, "count")];
  if (mine.totalCents !== theirs.totalCents || mine.households !== theirs.households)
    throw new Error("application and floor did not bill the same");
  const times = { ours: spreadOf(ours.map(({ ms }) => ms)), floor: spreadOf(floors.map(({ ms }) => ms)) };
  const perSecond = (results: readonly BillingResult[]): Spread =>
    spreadOf(results.map((result) => (result.members / result.ms) * 1000));
  return {
    id: work === "charge" ? "B1" : "B2",
    job: work === "charge" ? "billing run, two commits a charge" : "billing run without charging",
    budget: work === "charge" ? "≤ 1.5× floor, ≥ 800 members/s" : "≤ 2× floor",
    members,
    membersPerSecond: perSecond(ours),
    floorMembersPerSecond: perSecond(floors),
    ratio: times.ours.median / times.floor.median,
    isNoisy: isNoisy(times.floor),
    pagesPerMember: mine.pages / mine.members,
    floorPagesPerMember: theirs.pages / theirs.members,
    commitsPerHousehold: mine.commits / mine.households,
    floorCommitsPerHousehold: theirs.commits / theirs.households,
  };
}
