/** Settings → Printing (DOC-9): what this computer remembers, and how far each printer is off (DOC-3). */
import { Anchor } from "@mantine/core";
import { desktopBridge } from "#contract/desktop.ts";
import { hrefTo } from "../../app/address.ts";
import { Page } from "../../kit/Page.tsx";
import { BrowserPrinting } from "./BrowserPrinting.tsx";
import { DeskPrinting } from "./DeskPrinting.tsx";

export function PrintingPage() {
  const bridge = desktopBridge(window);
  return (
    <Page
      title="Printing"
      {...(bridge === undefined ? { layout: "reading" as const } : {})}
      about={
        <>
          <Anchor href={hrefTo("/settings")}>Settings</Anchor> · Kept on this computer, for everybody who works at it
        </>
      }
    >
      {bridge === undefined ? <BrowserPrinting /> : <DeskPrinting bridge={bridge} />}
    </Page>
  );
}
