/** Where keys and menus find the rows of a table in the page. */
import type { KeyboardEvent } from "react";

export type Point = { readonly x: number; readonly y: number };

export function domIdOf(gridId: string, index: number): string {
  return `${gridId}-row-${index}`;
}

/** Where a menu opened by a key stands: at the end of its row, inside what is in sight. */
export function rowCorner(rowId: string, grid: Element | null): Point {
  const row = document.getElementById(rowId)?.getBoundingClientRect();
  const frame = grid?.getBoundingClientRect();
  return { x: Math.min(row?.right ?? 0, frame?.right ?? 0) - 8, y: row?.bottom ?? 0 };
}

export function focusablesOf(row: Element | null): readonly HTMLElement[] {
  return row === null ? [] : [...row.querySelectorAll<HTMLElement>("a[href], button, input")];
}

/** Inside a row the arrows go from control to control; up, down and Escape give the keys back to the table. */
export function keyInsideRow(event: KeyboardEvent<HTMLDivElement>, grid: HTMLDivElement | null): void {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return;
  const row = target.closest('[role="row"][data-active]');
  if (row === null) return;
  const controls = focusablesOf(row);
  const at = controls.indexOf(target);
  if (event.key === "ArrowRight") controls[Math.min(at + 1, controls.length - 1)]?.focus();
  else if (event.key === "ArrowLeft" && at > 0) controls[at - 1]?.focus();
  else if (["ArrowLeft", "ArrowUp", "ArrowDown", "Escape"].includes(event.key)) grid?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
