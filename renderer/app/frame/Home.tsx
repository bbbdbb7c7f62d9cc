import { Navigate, useRouter } from "@tanstack/react-router";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Page } from "../../kit/Page.tsx";
import { useMay } from "../status.tsx";
import { entriesFor } from "./navigation.ts";

/** Goes on to the first place this person has. */
export function Home() {
  const router = useRouter();
  const may = useMay();
  const first = entriesFor((path) => path in router.routesByPath, may)[0];
  if (first !== undefined) return <Navigate to={first.path as "/"} replace />;
  return (
    <Page title="Perennial">
      <EmptyState title="Your role has no screen here yet">
        Ask the practice owner to change your role.
      </EmptyState>
    </Page>
  );
}
