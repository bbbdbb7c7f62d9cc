/** The theme around everything; without any style written as text, so that Trusted Types hold (control 4). */
import { MantineProvider, mergeThemeOverrides, Portal } from "@mantine/core";
import type { ReactNode } from "react";
import { theme } from "../styles/theme.ts";
import { useColorScheme } from "./color-scheme.ts";
import { overlays } from "./overlays.ts";

const themeWithOverlays = mergeThemeOverrides(theme, {
  components: { Portal: Portal.extend({ defaultProps: { target: overlays } }) },
});

export function Look({ children }: { readonly children: ReactNode }) {
  const scheme = useColorScheme();
  return (
    <MantineProvider
      theme={themeWithOverlays}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
      deduplicateInlineStyles
    >
      {children}
    </MantineProvider>
  );
}
