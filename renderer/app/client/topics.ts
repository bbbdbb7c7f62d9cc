/** Which queries an announcement concerns: each query says its topics, the office says what changed (UI-9). */

/** The line is new, the clock moved or another practice was opened: everything may have changed. */
const everything = new Set(["hello", "clock", "practice"]);

export function concerns(declared: readonly string[], announced: readonly string[]): boolean {
  return announced.some((topic) => everything.has(topic) || declared.includes(topic));
}
