/**
 * The card processor as a process of its own: `node processor.ts JOURNAL [FAULT_PERCENT SEED SLOW_MS]`.
 * It says `listening PORT` when it can be asked. With a fault percent it misbehaves by itself, and
 * reports events late, twice and out of order.
 */
import { writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { seededRandom } from "../../demo/random.ts";
import { ProcessorBook } from "./book.ts";
import { drawFault } from "./faults.ts";
import { openJournal } from "./journal.ts";
import { makeServer } from "./server.ts";

const [, , path = "", percent = "0", seed = "1", slowMs = "50"] = process.argv;
const journal = openJournal(path);
const random = seededRandom(Number(seed));
const rate = Number(percent) / 100;
const book = new ProcessorBook({
  entries: journal.entries,
  save: (entry) => journal.save(entry),
  ...(rate > 0 ? { events: () => (random.chance(rate) ? [random.whole(0, 40), random.whole(0, 40)] : [0]) } : {}),
});
const server = makeServer({
  book,
  chance: () => (random.chance(rate) ? drawFault(random, Number(slowMs)) : null),
});
server.listen(0, "127.0.0.1", () => {
  writeSync(1, `listening ${(server.address() as AddressInfo).port}\n`);
});
