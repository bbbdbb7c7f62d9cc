/** A process that is killed while it makes a backup: before it has looked at its copy, or after (R9). */
import { makeBackup } from "./backup.ts";
import { verify } from "./verify.ts";

const [given = "{}", when] = process.argv.slice(2);
const { key, ...order } = JSON.parse(given) as { key: string } & Omit<Parameters<typeof makeBackup>[0], "key">;

const dieHere = (): void => {
  process.kill(process.pid, "SIGKILL");
};

makeBackup({ ...order, key: Buffer.from(key, "hex") } as Parameters<typeof makeBackup>[0], (database) => {
  if (when === "before_looking") dieHere();
  const seen = verify(database);
  dieHere();
  return seen;
});
