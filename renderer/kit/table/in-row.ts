/**
 * Whether a component stands in a table row. The table is one stop for Tab: links and buttons in
 * rows are reached with the right arrow, so they take themselves out of the tab order.
 */
import { createContext, useContext } from "react";

export const InRow = createContext(false);

/** `tabIndex` of a link or button that may stand in a row. */
export function useRowTabIndex(): -1 | 0 {
  return useContext(InRow) ? -1 : 0;
}
