/**
 * Lets requests of a portal arrive in a practice whose office is not running, through the very gateway and use case
 * that a relay will use: for browser tests, since there is no relay yet. `node office/portal-arrival.fixture.ts DATA MESSAGES`
 */
import { join } from "node:path";
import { Database } from "#db/database.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { PortalMessage } from "#domain/portal/message.ts";
import type { Cx } from "#services/context.ts";
import { noCards } from "#services/gateways/cards.ts";
import type { ConnectedPortal } from "#services/gateways/portal.ts";
import { collectPortalMessages } from "#services/portal/collect.ts";
import { fileKeyStore } from "./keys.ts";
import { listPractices, practiceFolder } from "./practice-folder.ts";

const [dataDir = "", text = "[]"] = process.argv.slice(2);
const [practice] = await listPractices(dataDir);
if (!practice) throw new Error("the data folder holds a practice");
const folder = practiceFolder(dataDir, practice.slug);
const key = await fileKeyStore(join(dataDir, "keys")).load(practice.slug);
if (!key) throw new Error("the practice has its key");
const db = Database.open(folder.file, key, { mustExist: true });
const now = toInstant(new Date().toISOString());
const waiting = (JSON.parse(text) as { messageId: string; householdId: number; body: unknown }[]).map(
  (one) => ({ ...one, askedAt: now }) as PortalMessage,
);
const portal: ConnectedPortal = {
  kind: "scripted",
  waiting: async () => waiting,
  answer: async (answer) => console.log(JSON.stringify(answer)),
};
const cx = (): Cx => ({
  db,
  actor: { staffId: null, workstation: "portal" },
  today: toDay(now.slice(0, 10)),
  now,
  gateways: { cards: noCards, portal },
});
await collectPortalMessages(cx);
db.close();
