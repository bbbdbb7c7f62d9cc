/** A signature drawn with the mouse on the sheet of a dialog, as a pen would. */
import { expect, type Locator, type Page } from "@playwright/test";

export async function drawSignature(page: Page, dialog: Locator): Promise<void> {
  const sheet = dialog.locator("[data-signature-sheet]");
  // Waits until the dialog stands still and no message lies over the sheet.
  await sheet.hover();
  const box = await sheet.boundingBox();
  if (!box) throw new Error("the sheet is on the screen");
  await page.mouse.move(box.x + 60, box.y + box.height * 0.7);
  await page.mouse.down();
  for (const [x, y] of [[0.2, 0.2], [0.3, 0.7], [0.4, 0.3], [0.6, 0.6]] as const)
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 5 });
  await page.mouse.up();
  await expect(dialog.getByRole("img", { name: "The signature as it is drawn" })).toBeVisible({ timeout: 30_000 });
}
