import { Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ListViewChoice } from "#contract/invoices.ts";
import { viewLimits } from "#domain/lists/list-view.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import type { ViewsOfList } from "./use-views.ts";
import type { ViewWords } from "./ViewMenu.tsx";
import classes from "./ViewMenu.module.css";

export type ViewDialogProps = {
  readonly views: ViewsOfList;
  readonly words: ViewWords;
  /** The view to rename; null to save what is seen as a new one. */
  readonly renaming: ListViewChoice | null;
  readonly onClose: () => void;
};

/** Names a view, and says who sees it. */
export function ViewDialog({ views, words, renaming, onClose }: ViewDialogProps) {
  const office = useOffice();
  const save = useCommand(office.invoices.saveView);
  const rename = useCommand(office.invoices.renameView);
  const command = renaming === null ? save : rename;
  const [name, setName] = useState(renaming?.name ?? "");
  const [shared, setShared] = useState(renaming?.shared ?? false);
  const submit = async () => {
    if (renaming === null) {
      const saved = await save.run({ list: views.list, name, shared, ...views.seen });
      if (!saved) return;
      views.open({ ...views.seen, viewId: saved.viewId });
    } else if (!(await rename.run({ viewId: renaming.viewId, name, shared }))) return;
    showToast({ message: `The view ${name.trim()} is saved.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title={renaming === null ? `Save this ${words.thing} as a view` : `Rename ${renaming.name}`}
      sentence={words.keeps}
      primaryLabel="Save the view"
      size="sm"
      busy={command.busy}
      failure={command.failure}
      shownFields={["name"]}
      disabled={name.trim() === ""}
      onSubmit={() => void submit()}
    >
      <TextInput
        label="Name"
        placeholder={words.thing === "list" ? "Overdue over 60 days" : "By person, netted"}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fieldProblem(command.failure, "name")}
        maxLength={viewLimits.name}
        withAsterisk
        aria-required
      />
      <Radio.Group
        label="Who sees it"
        value={shared ? "all" : "me"}
        onChange={(value) => setShared(value === "all")}
      >
        <div className={classes["drawer"]}>
          <Radio value="me" label="Only me" />
          <Radio value="all" label="Everybody in the practice, who may change it too" />
        </div>
      </Radio.Group>
    </ActionDialog>
  );
}
