/**
 * The control that an article means, on the screen as it stands (HLP-1): by its role and the name that
 * assistive technology says. Only the few roles that articles name are known here.
 */
import type { HelpRole } from "#domain/help/article.ts";

const selectors: Readonly<Record<HelpRole, string>> = {
  button: "button, [role='button']",
  link: "a[href], [role='link']",
  textbox: "input:not([type='checkbox']):not([type='radio']):not([role]), textarea, [role='textbox']",
  searchbox: "input[type='search'], [role='searchbox']",
  combobox: "select, [role='combobox']",
  checkbox: "input[type='checkbox'], [role='checkbox']",
  radio: "input[type='radio'], [role='radio']",
  radiogroup: "[role='radiogroup']",
  tab: "[role='tab']",
  region: "section, [role='region']",
  grid: "[role='grid']",
};

/** The first control of that role and name that can be seen; null where there is none. */
export function findControl(root: ParentNode, role: HelpRole, name: string): HTMLElement | null {
  for (const element of root.querySelectorAll<HTMLElement>(selectors[role])) {
    const seen = seenOf(element);
    if (seen !== null && withoutCount(nameOf(element)) === name) return seen;
  }
  return null;
}

/** What people see of a control: a box to tick may be drawn by its label, and be itself nothing to look at. */
function seenOf(element: HTMLElement): HTMLElement | null {
  return [element, ...((element as HTMLInputElement).labels ?? [])].find(isShown) ?? null;
}

function isShown(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

/** The name as people hear it: what labels it, else what it says. */
export function nameOf(element: HTMLElement): string {
  const by = element.getAttribute("aria-labelledby");
  if (by !== null) return tidy(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
  const label = element.getAttribute("aria-label");
  if (label !== null) return tidy(label);
  const labels = (element as HTMLInputElement).labels;
  if (labels && labels.length > 0) return tidy([...labels].map(({ textContent }) => textContent ?? "").join(" "));
  return tidy(saidBy(element));
}

/** Its text without what is hidden from those who listen. */
function saidBy(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll("[aria-hidden='true'], svg, kbd")) hidden.remove();
  return copy.textContent ?? "";
}

/** A tab says how many rows it has: “Birthdays 2” is the tab Birthdays. */
function withoutCount(name: string): string {
  return name.replace(/\s*\d[\d,.]*$/u, "");
}

/** Blanks of one kind, and without the star of a required field. */
function tidy(text: string): string {
  return text.replaceAll(/\s+/gu, " ").replace(/ ?\*$/u, "").trim();
}
