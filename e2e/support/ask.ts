/** Asks the office as the open page would, for preparing what a test is not about. */
import type { Page } from "@playwright/test";

/** `ask(page, "patients.chart", { patientId })`: the answer, or an error with what the office said. */
export async function ask<T>(page: Page, operation: string, input: object): Promise<T> {
  return page.evaluate(
    async ([path, body]) => {
      const response = await fetch(`/api/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-perennial": "page" },
        body: JSON.stringify(body),
      });
      const said = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${said}`);
      return JSON.parse(said) as never;
    },
    [operation.replaceAll(".", "/"), input] as const,
  );
}

/** The same for a command, which carries the id of its one intent (F-15). */
export async function tell<T>(page: Page, operation: string, input: object): Promise<T> {
  return ask<T>(page, operation, { requestId: crypto.randomUUID(), ...input });
}
