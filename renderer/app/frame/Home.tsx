import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Page } from "../../kit/Page.tsx";
import { useMay } from "../status.tsx";
import { entriesFor } from "./navigation.ts";

/** Goes on to the first place this person has. */
export function Home() {
  const router = useRouter();
  const may = useMay();
  const first = entriesFor((path) => path in router.routesByPath, may)[0];
  const path = first?.path;
  useEffect(() => {
    // Whoever has gone elsewhere in this very moment stays there: the address is newer than this screen.
    if (path !== undefined && isHomeAddress(window.location.hash)) void router.navigate({ to: path as "/", replace: true });
  }, [path, router]);
  if (path !== undefined) return null;
  return (
    <Page title="Perennial">
      <EmptyState title="Your role has no screen here yet">
        Ask the practice owner to change your role.
      </EmptyState>
    </Page>
  );
}

/** Also with what a link may carry behind it: `#/?from=mail`. */
function isHomeAddress(hash: string): boolean {
  return /^#?\/?(\?|$)/.test(hash);
}
