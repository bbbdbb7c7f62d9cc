/** Menus as data: built, set, searched and clicked by tests; never drawn, no key reaches them. */
import type Electron from "electron";
import { openWindows } from "./windows.ts";

export class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: string | null;
  readonly submenu: Menu | undefined;
  enabled: boolean;
  visible: boolean;
  private readonly onClick: Electron.MenuItemConstructorOptions["click"];

  constructor(options: Electron.MenuItemConstructorOptions) {
    this.id = options.id ?? "";
    this.label = options.label ?? "";
    this.type = options.type ?? (options.submenu === undefined ? "normal" : "submenu");
    this.role = options.role;
    this.accelerator = options.accelerator ?? null;
    this.submenu = Array.isArray(options.submenu)
      ? Menu.buildFromTemplate(options.submenu)
      : undefined;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.onClick = options.click;
  }

  click(): void {
    const window = openWindows()[0] as unknown as Electron.BrowserWindow | undefined;
    this.onClick?.(this as unknown as Electron.MenuItem, window, {} as Electron.KeyboardEvent);
  }
}

let applicationMenu: Menu | null = null;

export class Menu {
  readonly items: MenuItem[] = [];

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const found = item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  static buildFromTemplate(template: readonly Electron.MenuItemConstructorOptions[]): Menu {
    const menu = new Menu();
    for (const options of template) menu.append(new MenuItem(options));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }
}
