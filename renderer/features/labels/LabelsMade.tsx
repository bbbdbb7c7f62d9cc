/** The labels are made and archived: print them, or keep the file. */
import { Button } from "@mantine/core";
import type { LabelsProgress } from "#contract/labels.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { counted } from "./label-words.ts";
import { LeftOut } from "./LeftOut.tsx";

type Made = Extract<LabelsProgress, { state: "done" }>;

export function LabelsMade({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const office = useOffice();
  const open = useAsk(office.documents.open);
  const { documentId } = made;
  return (
    <ActionDialog
      opened
      size="lg"
      dirty={false}
      title={`${counted(made.labels, "label")} on ${counted(made.pages, "sheet")}`}
      sentence="Put the label sheets into the printer and print at the actual size. The same copy stays under Documents, should a sheet jam."
      primaryLabel="Print"
      wayOut="Close"
      busy={open.busy}
      failure={open.failure}
      onClose={onClose}
      onSubmit={() => void open.run({ documentId }).then((file) => file && printFile(file, "label"))}
      secondary={
        <Button type="button" variant="default" onClick={() => void open.run({ documentId }).then((file) => file && saveFile(file))}>
          Save PDF
        </Button>
      }
      whatHappens={
        <>
          <LeftOut {...made} />
          {made.missingCharacters.length > 0 && (
            <p>{`Some characters have no font on this computer and are printed as a substitute: ${made.missingCharacters.join(", ")}.`}</p>
          )}
        </>
      }
    />
  );
}
