/** Runs one of the system's own commands, without a shell, with a limit of time and of what it may say. */
import { spawn } from "node:child_process";

export type Ran =
  | { readonly ended: "yes"; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly ended: "missing" }
  | { readonly ended: "late" };

export type RunCommand = (command: string, args: readonly string[], input?: Uint8Array) => Promise<Ran>;

const mostWords = 1_000_000;

/** Commands of `folder`; each is ended after `limitMs`. */
export function commandsIn(folder: string, limitMs: number): RunCommand {
  return (command, args, input) =>
    new Promise((resolve) => {
      const child = spawn(`${folder}/${command}`, args, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C", LANG: "C" } });
      const said = { stdout: "", stderr: "" };
      for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8");
        child[name].on("data", (text: string) => {
          if (said[name].length < mostWords) said[name] += text;
        });
      }
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        child.kill("SIGKILL");
      }, limitMs);
      child.once("error", () => {
        clearTimeout(timer);
        resolve({ ended: "missing" });
      });
      child.once("close", (code) => {
        clearTimeout(timer);
        resolve(late || code === null ? { ended: "late" } : { ended: "yes", code, ...said });
      });
      // One that ends before it has read everything says why itself.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input);
    });
}
