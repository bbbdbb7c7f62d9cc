/**
 * Addresses of screens, checked by the compiler against the routes: `hrefTo("/patients/$patientId",
 * { patientId })` is `#/patients/12`. They are plain links, so that the middle button, Back and
 * copying an address do what people expect (UI-4).
 */
import type { AppRouter } from "./router.tsx";

/** Every path that exists. */
export type ScreenPath = keyof AppRouter["routesByPath"] & string;

/** The parameters in a path: `"/patients/$patientId"` has `patientId`. */
export type ParamsOf<Path extends string> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? { readonly [Key in Name]: string | number } & ParamsOf<Rest>
  : Path extends `${string}$${infer Name}`
    ? { readonly [Key in Name]: string | number }
    : unknown;

type Search = Readonly<Record<string, string | undefined>>;

export function hrefTo<Path extends ScreenPath>(
  path: Path,
  ...[params, search]: unknown extends ParamsOf<Path>
    ? [params?: null, search?: Search]
    : [params: ParamsOf<Path>, search?: Search]
): string {
  return buildHref(path, (params ?? {}) as Readonly<Record<string, string | number>>, search ?? {});
}

/** The address itself, apart from the types. */
export function buildHref(
  path: string,
  params: Readonly<Record<string, string | number>>,
  search: Search,
): string {
  const filled = path.replaceAll(/\$(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  return `#${filled}${writeSearch(search)}`;
}

/** Parameters of an address are plain text; no JSON, so that they stay readable. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}
