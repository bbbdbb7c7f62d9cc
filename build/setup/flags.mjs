/** Command-line flags of `npm start` and `npm test`: small, strict, explained when wrong. */

/** A mistake in the command line; its message is the whole answer. */
export class FlagError extends Error {}

/**
 * Reads flags. `shape` maps a flag's name to "text" (takes a value, also as `--name=value`) or
 * "switch".
 * @param {readonly string[]} args
 * @param {Record<string, "text" | "switch">} shape
 * @returns {Record<string, string | boolean>}
 */
export function readFlags(args, shape) {
  const flags = {};
  const rest = [...args];
  while (rest.length > 0) {
    const argument = rest.shift();
    const [name, joined] = argument.startsWith("--") ? argument.slice(2).split(/=(.*)/s) : [];
    const kind = name === undefined ? undefined : shape[name];
    if (kind === "switch" && joined === undefined) {
      flags[name] = true;
    } else if (kind === "text") {
      const value = joined ?? rest.shift();
      if (!value || value.startsWith("--")) throw new FlagError(`--${name} needs a value.`);
      flags[name] = value;
    } else {
      const known = Object.entries(shape).map(
        ([key, type]) => `--${key}${type === "text" ? " …" : ""}`,
      );
      throw new FlagError(`${argument} is not known. These are: ${known.join(" ")}`);
    }
  }
  return flags;
}

export function checkPort(text) {
  if (text === undefined) return;
  if (!/^\d+$/.test(text) || Number(text) > 65_535) {
    throw new FlagError(`--port takes a number from 0 to 65535, not ${text}.`);
  }
}

export function checkOwnNode() {
  if (Number(process.versions.node.split(".")[0]) >= 20) return;
  throw new FlagError(
    `This is Node ${process.versions.node}; setting Perennial up needs Node 20 or newer (https://nodejs.org).`,
  );
}
