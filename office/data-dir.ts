/** Where the data lives when nobody says otherwise: the place each system keeps for it. */
import { homedir } from "node:os";
import { join } from "node:path";

/** `PERENNIAL_DATA` wins; `home` and `environment` are arguments for the tests. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  const own = environment["PERENNIAL_DATA"];
  if (own !== undefined && own !== "") return own;
  if (platform === "win32") return join(environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "Perennial");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Perennial");
  return join(environment["XDG_DATA_HOME"] ?? join(home, ".local", "share"), "perennial");
}
