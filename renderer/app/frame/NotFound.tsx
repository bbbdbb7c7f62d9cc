import { IconMapOff } from "@tabler/icons-react";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Page } from "../../kit/Page.tsx";

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title="Not here">
      <EmptyState title="There is no such screen" icon={IconMapOff}>
        The address may be old or mistyped. Choose a place at the left, or press Ctrl K and type
        what you look for.
      </EmptyState>
    </Page>
  );
}
