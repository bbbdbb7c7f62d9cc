/** axe on the page as it stands: no violations, and none it could not decide because colours are equal (UI-10). */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export async function expectAccessible(page: Page, where: string): Promise<void> {
  // A tooltip floats beside the page's regions by its nature; what it says is checked where it comes from.
  const results = await new AxeBuilder({ page }).exclude("[role='tooltip']").analyze();
  const found = results.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
  expect(found, where).toEqual([]);
  const equal = results.incomplete.flatMap((rule) =>
    rule.nodes
      .filter((node) =>
        [...node.any, ...node.all, ...node.none].some(
          (check) => (check.data as { messageKey?: string } | null)?.messageKey === "equalRatio",
        ),
      )
      .map((node) => `${rule.id}: ${node.html}`),
  );
  expect(equal, `${where}: text as light as its ground`).toEqual([]);
}
