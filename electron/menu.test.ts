import type { BrowserWindow, MenuItemConstructorOptions } from "electron";
import { expect, test, vi } from "vitest";
import { menuCommands, type MenuCommand } from "#contract/desktop.ts";

const window = { id: 1 } as unknown as BrowserWindow;
vi.mock("electron", () => ({
  Menu: {},
  BrowserWindow: { getFocusedWindow: () => null, getAllWindows: () => [window] },
}));
const { menuTemplate } = await import("./menu.ts");

const platforms = ["win32", "darwin", "linux"] as const;

function itemsOf(platform: NodeJS.Platform, isPackaged = true) {
  const sent: [BrowserWindow, MenuCommand][] = [];
  const template = menuTemplate({ platform, isPackaged, send: (...args) => void sent.push(args) });
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  return { items, sent };
}

const click = (item: MenuItemConstructorOptions) =>
  item.click!({} as never, undefined, {} as never);

test.each(platforms)("DSK-4 on %s the menu holds every command of the list once", (platform) => {
  const { items, sent } = itemsOf(platform);
  for (const item of items.filter(({ click }) => click !== undefined)) click(item);
  expect(sent.map(([, command]) => command).toSorted()).toEqual([...menuCommands].toSorted());
  expect(sent.every(([to]) => to === window)).toBe(true);
});

test.each(platforms)("UI-5 on %s no two items share a shortcut", (platform) => {
  const shortcuts = itemsOf(platform).items.flatMap(({ accelerator }) => accelerator ?? []);
  expect(shortcuts.length).toBeGreaterThan(8);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});

test.each([
  [true, false],
  [false, true],
])("control 1 packaged %s: the menu offers developer tools %s", (isPackaged, offered) => {
  const roles = itemsOf("linux", isPackaged).items.map(({ role }) => role);
  expect(roles.includes("toggleDevTools")).toBe(offered);
  expect(roles).not.toContain("reload");
});
