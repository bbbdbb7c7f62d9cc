/**
 * The typed client of the office as a tree of functions that know their own path, so that a query's
 * cache key and a command's name need not be written a second time.
 */
import type { OfficeClient } from "#contract/client.ts";
import type { Link } from "./connection.ts";

/** An operation of the office: `client.patients.list`. */
export type Operation<Input, Output> = (
  input: Input,
  options?: { signal?: AbortSignal },
) => PromiseLike<Output>;

const pathKey = Symbol("path");

export function makeClient(link: Link): OfficeClient {
  return makeNode(link, []) as OfficeClient;
}

/** The path of an operation, such as `["patients", "list"]`. */
export function pathOf(operation: unknown): readonly string[] {
  return (operation as { readonly [pathKey]: readonly string[] })[pathKey];
}

function makeNode(link: Link, path: readonly string[]): unknown {
  const children = new Map<string, unknown>();
  const call = (input: unknown, options: { readonly signal?: AbortSignal } = {}) =>
    link.call(path, input, { context: {}, ...options });
  return new Proxy(call, {
    get(target, key) {
      if (key === pathKey) return path;
      // A client must never look like a promise, or `await` would call it.
      if (typeof key !== "string" || key === "then") return Reflect.get(target, key);
      let child = children.get(key);
      if (child === undefined) {
        child = makeNode(link, [...path, key]);
        children.set(key, child);
      }
      return child;
    },
  });
}
