/** Escape closes the innermost thing: a list or calendar over a dialog before the dialog itself (UI-5). */
import type { KeyboardEvent } from "react";

/** What hears its own Escape: a dialog, a list, a menu, a calendar. */
const hearers = '[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"], [data-mantine-stop-propagation="true"]';

/** Whether nothing else hears this Escape, because the focus was lost or is behind the dialog. */
export function isEscapeOfNobody(event: globalThis.KeyboardEvent): boolean {
  const { target, key, isComposing, defaultPrevented } = event;
  if (key !== "Escape" || isComposing || defaultPrevented || !(target instanceof Element)) return false;
  return target.closest(hearers) === null;
}

/**
 * Whether this Escape is meant for the dialog that hears it. Calendars and sheets stand elsewhere
 * in the document and close themselves; an open list of a field marks its field.
 */
export function isEscapeOf(event: KeyboardEvent<HTMLElement>): boolean {
  const { target, currentTarget, key, nativeEvent } = event;
  if (key !== "Escape" || nativeEvent.isComposing || !(target instanceof Element)) return false;
  return (
    currentTarget.contains(target) &&
    target.getAttribute("data-mantine-stop-propagation") !== "true"
  );
}
