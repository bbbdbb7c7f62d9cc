/**
 * The office host of the search measurement, in a process of its own: a practice with many patients
 * behind real HTTP. Says where it listens, where its file is and how to open it; ends with its input.
 * `node host.ts PATIENTS`
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startHost } from "#office/http/server.ts";
import { openTestOffice, setUpPractice } from "#office/testing.ts";
import { addManyPatients } from "../many-patients.ts";

export type HostReady = { readonly address: string; readonly port: number; readonly file: string; readonly key: string };

const house = await openTestOffice();
const { client, connection } = house.window();
await setUpPractice({ client, connection });
const { practice } = connection.context.office;
if (!practice) throw new Error("a practice is open");
addManyPatients(practice.db, Number(process.argv[2]));
await client.sessions.signOut({ requestId: crypto.randomUUID() });
connection.close();
const pages = join(house.dataDir, "pages");
mkdirSync(pages);
writeFileSync(join(pages, "index.html"), "<!doctype html><title>Perennial</title>");
const host = await startHost({ office: house.office, port: 0, pages });
const ready: HostReady = {
  address: host.address,
  port: host.port,
  file: practice.folder.file,
  key: practice.key.toString("hex"),
};
console.log(JSON.stringify(ready));
process.stdin.resume();
process.stdin.once("end", () => {
  void host.close().then(() => house.dispose());
});
