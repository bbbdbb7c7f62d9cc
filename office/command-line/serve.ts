/** Serves the office to browsers on this computer until it is asked to stop. */
import { join } from "node:path";
import { Refusal } from "#domain/refusal.ts";
import { defaultDataDir } from "../data-dir.ts";
import { startHost, type Host, type HostOptions } from "../http/server.ts";
import { fileKeyStore } from "../keys.ts";
import { openOffice } from "../office.ts";
import type { Given } from "./arguments.ts";

/** Asked for by nobody in particular; if it is taken, any free port will do. */
const usualPort = 4610;
const pages = join(import.meta.dirname, "..", "..", "dist", "renderer");

export async function serve(given: Extract<Given, { command: "serve" }>): Promise<number> {
  const dataDir = given.dataDir ?? defaultDataDir();
  const stop = Promise.withResolvers<number>();
  // Whoever asks us to stop while we still open is heard as well.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.resolve(0));
  const office = await openOffice({
    dataDir,
    keys: fileKeyStore(join(dataDir, "keys")),
    host: "office_host",
    open: given.sample ? "sample" : "last",
  });
  try {
    const host = await hostOn({ office, pages }, given.port);
    console.log(`Perennial is ready at ${host.address}`);
    const code = await stop.promise;
    await host.close();
    return code;
  } finally {
    await office.close();
  }
}

async function hostOn(options: Omit<HostOptions, "port">, port: number | undefined): Promise<Host> {
  if (port !== undefined) return startHost({ ...options, port });
  try {
    return await startHost({ ...options, port: usualPort });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "port_in_use")) throw error;
    return startHost({ ...options, port: 0 });
  }
}
