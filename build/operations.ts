/** Every operation of the contract with what it declares, for the house checks. */
import type { OperationMeta } from "#contract/base.ts";

export type Operation = {
  /** `memberships.hold` */
  readonly name: string;
  readonly meta: Partial<OperationMeta>;
  readonly hasInput: boolean;
  readonly hasOutput: boolean;
};

type Declared = {
  readonly meta?: Partial<OperationMeta>;
  readonly inputSchema?: unknown;
  readonly outputSchema?: unknown;
};

/** Walks a contract tree; the library keeps a procedure's declaration under `~orpc`. */
export function listOperations(tree: object, path: readonly string[] = []): Operation[] {
  return Object.entries(tree).flatMap(([key, node]: [string, unknown]) => {
    if (typeof node !== "object" || node === null) return [];
    const name = [...path, key];
    if (!("~orpc" in node)) return listOperations(node, name);
    const { meta = {}, inputSchema, outputSchema } = node["~orpc"] as Declared;
    return [
      {
        name: name.join("."),
        meta,
        hasInput: inputSchema !== undefined,
        hasOutput: outputSchema !== undefined,
      },
    ];
  });
}

/** What is missing or odd in a declaration, in words. */
export function findOperationFaults(one: Operation, permissions: readonly string[]): string[] {
  const { kind, permission, audit } = one.meta;
  const faults: string[] = [];
  if (permission === undefined) faults.push("declares no permission");
  else if (permission !== "public" && !permissions.includes(permission))
    faults.push(`needs ${permission}, which no role has`);
  if (kind === undefined) faults.push("does not say whether it is a query, a command or a stream");
  if (audit === undefined) faults.push("declares no audit class");
  if (kind === "command" && audit === "none")
    faults.push("changes something without an audit record (F-11)");
  if (!one.hasInput) faults.push("has no input schema");
  if (!one.hasOutput) faults.push("has no output schema");
  return faults.map((fault) => `${one.name} ${fault}`);
}
