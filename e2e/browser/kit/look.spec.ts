/** The look of everything in the kit: readable in both themes, under the shipped headers (UI-10, control 4). */
import { expect } from "@playwright/test";
import { expectAccessible, test } from "../../support/gallery.ts";

const scenes = [
  "controls",
  "table",
  "loading",
  "failed",
  "empty",
  "dialog",
  "progress",
  "frame",
  "stopped",
  "start",
  "practices",
  "sign-in",
  "sample-sign-in",
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    for (const scene of scenes) {
      test(`UI-10 ${scene} has no barrier that axe can find`, async ({ gallery, page }) => {
        // A few rows say as much to axe as many, much sooner.
        await gallery.open(scene, { rows: "8" });
        await expectAccessible(page);
      });
    }
  });
}

test("control 4 the whole kit runs under the shipped Content-Security-Policy with Trusted Types", async ({
  gallery,
  page,
}) => {
  await gallery.open("controls");
  // The page's own rule is really in force: markup as text is refused.
  const refused = await page.evaluate(() => {
    try {
      document.createElement("div").innerHTML = "<b>x</b>";
      return "";
    } catch (error) {
      return String(error);
    }
  });
  expect(refused).toContain("TrustedHTML");
  expect(gallery.complaints.splice(0)).toHaveLength(1);
});

test("UI-10 at 200 % zoom nothing has to be scrolled sideways", async ({ gallery, page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  for (const scene of ["controls", "frame", "dialog", "start"]) {
    await gallery.open(scene);
    const overflow = await page.evaluate(() => {
      const main = document.querySelector("main");
      return [document.documentElement, main].map((e) =>
        e === null ? 0 : e.scrollWidth - e.clientWidth,
      );
    });
    expect(
      overflow.every((width) => width <= 0),
      `${scene}: ${overflow.join()}`,
    ).toBe(true);
  }
});

test("UI-10 with reduced motion nothing moves for longer than an instant", async ({
  gallery,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await gallery.open("dialog");
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll("*")].map((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return Math.max(
          Number.parseFloat(animationDuration) || 0,
          Number.parseFloat(transitionDuration) || 0,
        );
      }),
    ),
  );
  expect(longest).toBeLessThanOrEqual(0.001);
});

test("UI-10 in Windows high contrast the active row and chips have borders instead of grounds", async ({
  gallery,
  page,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await gallery.open("table", { rows: "50" });
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  const outline = await page
    .locator('[role="row"][aria-selected="true"]')
    .evaluate((row) => getComputedStyle(row).outlineStyle);
  expect(outline).toBe("solid");
});
