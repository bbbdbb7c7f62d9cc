import { createContext, useContext } from "react";

/** What the frame does for whatever stands inside it. */
export type FrameActionsValue = { readonly lock: () => void };

export const FrameActions = createContext<FrameActionsValue>({ lock: () => undefined });

export function useFrameActions(): FrameActionsValue {
  return useContext(FrameActions);
}
