/** The practice a simulation begins with: some months old, families by card and by hand, made once and copied for each seed. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { insertCard, setPaysBy } from "#db/charging/cards.ts";
import { addFamily, named } from "#db/people/testing.ts";
import { testFolder } from "#db/testing.ts";
import { insertStaff, setLicence } from "#db/staff.ts";
import { addDays, toDay, toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { plainExpiry, type PackageTerms } from "#domain/packages/package-terms.ts";
import { addService } from "../../catalogue/manage-services.ts";
import type { Cx } from "../../context.ts";
import { seededRandom } from "../../demo/random.ts";
import { openClub } from "../../memberships/club.fixture.ts";
import { addPackage } from "../../packages/catalogue.ts";
import { drawToken } from "./cards-of-chance.ts";

export const simStart = toDay("2026-03-02");

export type SimClub = { readonly folder: string; readonly base: string; readonly key: Buffer; dispose(): void };

export function makeSimClub(members: number): SimClub {
  const random = seededRandom(members);
  const folder = testFolder();
  const base = join(folder.path, "base.db");
  const club = openClub(addDays(simStart, -64), { tells: true });
  const anybody = { minAge: null, maxAgeExclusive: null };
  club.plan({ name: "Plus", audience: anybody, prices: [{ months: 1, priceCents: toCents(4900) }, { months: 12, priceCents: toCents(52500) }] });
  const plan = club.plan({ name: "All ages", audience: anybody });
  club.db.write((db) => setLicence(db, insertStaff(db, { name: "Mia Lang", username: "mia.lang", role: "provider", passwordHash: null, createdAt: club.cx().now }), "MT 4711"));
  stockPackages(() => club.cx());
  const joins = Array.from({ length: members }, () => random.whole(1, 63)).toSorted((a, b) => a - b);
  let left = members;
  for (const [index, join] of joins.entries()) {
    if (left <= 0) break;
    const size = Math.min(left, random.pick([1, 1, 1, 2, 3]));
    left -= size;
    club.advanceTo(addDays(simStart, join - 64));
    const { householdId, patientIds } = addFamily(
      club.db,
      Array.from({ length: size }, (_, person) => named(`Person ${person}`, `Family ${index}`)),
    );
    const periodMonths = random.chance(0.15) ? 12 : 1;
    club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan, periodMonths })), {
      drawDay: random.whole(1, 31),
    });
    if (random.chance(0.75))
      club.db.write((db) => {
        insertCard(db, {
          householdId,
          token: drawToken(random, `base-${index}`),
          brand: "visa",
          last4: String(1000 + index),
          expiresMonth: random.whole(1, 12),
          expiresYear: random.whole(2026, 2030),
          funding: "credit",
          replacesId: null,
          provenAt: null,
          collectsThroughOn: null,
          addedBy: null,
          addedAt: toInstant(`${club.today()}T15:00:00.000Z`),
        });
        setPaysBy(db, householdId, "card");
      });
    club.payAll(householdId);
  }
  club.advanceTo(addDays(simStart, -1));
  // People in tests are as old as the test; here nobody came after the restore of a backup.
  club.db.write((db) => {
    db.exec("update household set created_at = ?", `${addDays(simStart, -64)}T12:00:00.000Z`);
    db.exec("update patient set created_at = ?", `${addDays(simStart, -64)}T12:00:00.000Z`);
  });
  club.db.close();
  copyFileSync(club.file.path, base);
  const { key } = club.file;
  club.dispose();
  return { folder: folder.path, base, key, dispose: () => folder.dispose() };
}

/** A plain package, one that is unlocked as it is paid, shared and soon over, and one for the insurer. */
function stockPackages(cx: () => Cx): void {
  const [short, long] = [
    ["Massage 60", 10_000],
    ["Massage 90", 14_000],
  ].map(([name, cents]) =>
    addService(cx(), { code: String(name), name: String(name), category: "Massage", durationMinutes: 60, taxable: false, taxRatePpm: 0, priceCents: toCents(Number(cents)) }),
  );
  if (!short || !long) throw new Error("two services were added");
  const plain: PackageTerms = {
    name: "Five massages",
    contents: { kind: "fixed", items: [{ serviceId: short.serviceId, quantity: 5 }] },
    priceCents: toCents(44_999),
    expiry: plainExpiry,
    shareable: false,
    refundMethod: "list_price",
    refundFeeCents: toCents(500),
    insuranceFriendly: false,
    taxed: "redemption",
    unlock: "when_paid",
  };
  const pool = { kind: "pool", quantity: 4, serviceIds: [short.serviceId, long.serviceId] } as const;
  for (const terms of [
    plain,
    { ...plain, name: "Any four", contents: pool, shareable: true, unlock: "as_paid", expiry: { kind: "after", count: 3, unit: "week", from: "first_use" } },
    { ...plain, name: "Five for the insurer", insuranceFriendly: true, refundMethod: "pro_rata", expiry: { kind: "after", count: 20, unit: "day", from: "purchase" } },
  ] as const)
    addPackage(cx(), { terms });
}
