/**
 * All of the kit on one page, for development and tests: `?scene=controls`, `table`, `loading`,
 * `failed`, `empty`, `dialog`, `progress`, or a screen of the frame (`frame`, `start`, `sign-in` …).
 * Built by its own entry; nothing of it is in the app.
 */
import "../../app/zod-without-eval.ts";
import "../../styles/styles.ts";
import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { OfficeProvider } from "../../app/client/OfficeProvider.tsx";
import { applySchemeNow } from "../../app/color-scheme.ts";
import { Look } from "../../app/Look.tsx";
import { SessionGate } from "../../app/SessionGate.tsx";
import { PracticeFormatProvider } from "../../format/PracticeFormat.tsx";
import { ControlsScene } from "./ControlsScene.tsx";
import { DialogScene } from "./DialogScene.tsx";
import { standInChannel, statuses } from "./stand-in-office.ts";
import { TableScene } from "./TableScene.tsx";
import { galleryToday } from "./ugly-people.ts";

const search = new URLSearchParams(window.location.search);
const scene = search.get("scene") ?? "controls";

const scenes: Readonly<Record<string, () => ReactNode>> = {
  controls: () => <ControlsScene />,
  table: () => <TableScene count={Number(search.get("rows") ?? "100000")} state="ready" />,
  loading: () => <TableScene count={0} state="loading" />,
  failed: () => <TableScene count={0} state="failed" />,
  empty: () => <TableScene count={0} state="ready" />,
  dialog: () => <DialogScene show="dialog" />,
  progress: () => <DialogScene show="progress" />,
};

const channel = standInChannel(scene);

function Gallery() {
  if (scene in statuses) {
    return (
      <OfficeProvider open={channel}>
        <SessionGate />
      </OfficeProvider>
    );
  }
  return (
    <PracticeFormatProvider locale="en-US" today={galleryToday} currency="USD" currencyDigits={2}>
      <main style={{ height: "100%", overflow: "auto" }}>{scenes[scene]?.()}</main>
    </PracticeFormatProvider>
  );
}

applySchemeNow();
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Look>
        <Gallery />
      </Look>
    </StrictMode>,
  );
}
