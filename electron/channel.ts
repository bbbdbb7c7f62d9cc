/**
 * The words between the preload script and the main process. There is one channel, and each
 * message on it hands over one port (control 10): the window's own port, which carries the fixed
 * list of commands, or a port to the office, which the page asked for under a tag.
 */
import type {
  AnyWindowAnswer,
  MenuCommand,
  WindowCommand,
  WindowCommands,
} from "#contract/desktop.ts";

export const channel = "perennial";

/** What comes with a port: the first message of every document, then one for each connection. */
export type PortRequest = readonly ["window"] | readonly ["office", tag: string];

/** From the preload script, on the window's port. */
export type FromWindow = {
  readonly [C in WindowCommand]: readonly ["run", id: number, command: C, input: WindowCommands[C]];
}[WindowCommand];

/** To the preload script, on the window's port. */
export type ToWindow =
  | readonly ["menu", MenuCommand]
  | readonly ["disconnected", tag: string]
  | readonly ["ran", id: number, result: AnyWindowAnswer]
  | readonly ["refused", id: number];

/** Longest tag of a connection; the page uses a UUID. */
export const longestTag = 64;

/** Reads a message that came with a port; anything else is undefined. */
export function readPortRequest(message: unknown): PortRequest | undefined {
  if (!Array.isArray(message)) return undefined;
  const [kind, tag, ...rest] = message as unknown[];
  if (kind === "window" && message.length === 1) return ["window"];
  if (kind !== "office" || typeof tag !== "string" || rest.length > 0) return undefined;
  return tag !== "" && tag.length <= longestTag ? ["office", tag] : undefined;
}
