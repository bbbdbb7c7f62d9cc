/**
 * Structured clone over JSON, near enough: what Electron clones between processes and worlds is
 * carried as text. The same source runs in Node and, by its text, inside the page, so the function
 * must not use anything outside itself.
 */

export interface Codec {
  /** A JSON-able form. Throws "An object could not be cloned." where structured clone would. */
  encode(value: unknown): unknown;
  decode(encoded: unknown): unknown;
}

export type AnyFunction = (...args: unknown[]) => unknown;

/** Only the bridge between the two worlds of a page carries functions and promises, as numbers. */
export interface References {
  keepFunction(fn: AnyFunction): number;
  functionOf(id: number): AnyFunction;
  keepPromise(promise: Promise<unknown>): number;
  promiseOf(id: number): Promise<unknown>;
}

export function makeCodec(references?: References): Codec {
  /** A value JSON cannot say: its kind in `$`, its content in `v`. */
  type Tagged = {
    readonly $: string;
    readonly v?: unknown;
    readonly c?: string;
    readonly n?: string;
  };
  const refuse = (): never => {
    throw new Error("An object could not be cloned.");
  };
  const toBase64 = (bytes: Uint8Array) => {
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) {
      text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    }
    return btoa(text);
  };

  const encodeNumber = (value: number) => {
    if (Object.is(value, -0)) return { $: "number", v: "-0" };
    return Number.isFinite(value) ? value : { $: "number", v: String(value) };
  };
  const encodeBytes = (value: ArrayBuffer | ArrayBufferView) => {
    if (value instanceof ArrayBuffer) {
      return { $: "bytes", c: "ArrayBuffer", v: toBase64(new Uint8Array(value)) };
    }
    const kind = value.constructor.name === "Buffer" ? "Uint8Array" : value.constructor.name;
    const bytes = new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
    return { $: "bytes", c: kind, v: toBase64(bytes) };
  };
  const encodeObject = (value: object, above: readonly object[]): unknown => {
    if (above.includes(value)) throw new Error("electron-stand-in: cyclic values are not carried");
    const path = [...above, value];
    const inner = (item: unknown) => encodeAt(item, path);
    if (value instanceof Date) return { $: "date", v: value.getTime() };
    if (value instanceof Map) {
      return { $: "map", v: [...value].map(([key, item]) => [inner(key), inner(item)]) };
    }
    if (value instanceof Set) return { $: "set", v: [...value].map(inner) };
    if (value instanceof Error) return { $: "error", n: value.name, v: value.message };
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return encodeBytes(value);
    if (Array.isArray(value)) return value.map(inner);
    const plain = Object.fromEntries(Object.entries(value).map(([k, item]) => [k, inner(item)]));
    return "$" in plain ? { $: "object", v: plain } : plain;
  };
  const encodeAt = (value: unknown, above: readonly object[]): unknown => {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return encodeNumber(value);
      case "undefined":
        return { $: "undefined" };
      case "bigint":
        return { $: "bigint", v: String(value) };
      case "symbol":
        return refuse();
      case "function":
        return references
          ? { $: "function", v: references.keepFunction(value as AnyFunction) }
          : refuse();
      default:
        if (value === null) return null;
        if (typeof (value as Promise<unknown>).then !== "function")
          return encodeObject(value!, above);
        return references
          ? { $: "promise", v: references.keepPromise(value as Promise<unknown>) }
          : refuse();
    }
  };

  const decodeFields = (fields: object): unknown =>
    Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, decode(item)]));
  const decodeBytes = (kind: string, base64: string): unknown => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    if (kind === "ArrayBuffer") return bytes.buffer;
    const views = globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>;
    return new views[kind]!(bytes.buffer);
  };
  const decodeError = (name: string, message: string) => {
    const error = new Error(message);
    error.name = name;
    return error;
  };
  const decode = (encoded: unknown): unknown => {
    if (encoded === null || typeof encoded !== "object") return encoded;
    if (Array.isArray(encoded)) return encoded.map(decode);
    const { $: kind, v, c, n } = encoded as Tagged;
    switch (kind) {
      case "object":
        return decodeFields(v as object);
      case "undefined":
        return undefined;
      case "number":
        return Number(v);
      case "bigint":
        return BigInt(v as string);
      case "date":
        return new Date(v as number);
      case "map":
        return new Map(
          (v as [unknown, unknown][]).map(([key, item]) => [decode(key), decode(item)]),
        );
      case "set":
        return new Set((v as unknown[]).map(decode));
      case "error":
        return decodeError(n!, v as string);
      case "bytes":
        return decodeBytes(c!, v as string);
      case "function":
        return references!.functionOf(v as number);
      case "promise":
        return references!.promiseOf(v as number);
      default:
        return decodeFields(encoded);
    }
  };

  return { encode: (value) => encodeAt(value, []), decode };
}
