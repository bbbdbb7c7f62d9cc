/** The views of a list or report: choose, save, rename, delete, begin with one (UI-4). */
import { Button, Menu } from "@mantine/core";
import {
  IconBookmark,
  IconChevronDown,
  IconDeviceFloppy,
  IconHome,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";
import type { ListViewChoice } from "#contract/invoices.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import type { ViewsOfList } from "./use-views.ts";
import { ViewDialog } from "./ViewDialog.tsx";
import { plainView } from "./view-state.ts";
import classes from "./ViewMenu.module.css";

/** How a screen speaks of itself and of what it shows without a view. */
export type ViewWords = {
  readonly thing: "list" | "report";
  /** "All invoices". */
  readonly plain: string;
  /** What a view keeps, as a sentence. */
  readonly keeps: string;
};

export type ViewMenuProps = { readonly views: ViewsOfList; readonly words: ViewWords };

export function ViewMenu({ views, words }: ViewMenuProps) {
  const office = useOffice();
  const change = useCommand(office.invoices.changeView);
  const remove = useCommand(office.invoices.removeView);
  const restore = useCommand(office.invoices.saveView);
  const begin = useCommand(office.invoices.chooseDefaultView);
  const [dialog, setDialog] = useState<"save" | "rename" | null>(null);
  const { current, changed, seen, list, defaultId } = views;
  const own = views.views.filter((view) => !view.shared);
  const shared = views.views.filter((view) => view.shared);

  const save = async (view: ListViewChoice) => {
    if (await change.run({ viewId: view.viewId, ...seen })) {
      showToast({ message: `The view ${view.name} shows this now.` });
    }
  };
  const forget = async (view: ListViewChoice) => {
    if (!(await remove.run({ viewId: view.viewId }))) return;
    views.open(null);
    const { name, search, columns } = view;
    showToast({
      message: `The view ${name} is deleted.`,
      undo: () => void restore.run({ list, name, shared: view.shared, search, columns }),
    });
  };
  const beginWith = async (view: ListViewChoice | null) => {
    if (!(await begin.run({ list, viewId: view?.viewId ?? null }))) return;
    showToast({ message: `The ${words.thing} opens with ${view === null ? words.plain.toLowerCase() : view.name} from now on.` });
  };
  const first = <IconHome size={14} aria-label="Opens first" role="img" />;
  const item = (view: ListViewChoice) => (
    <Menu.RadioItem
      key={view.viewId}
      value={String(view.viewId)}
      closeMenuOnClick
      rightSection={view.viewId === defaultId ? first : undefined}
    >
      {view.name}
    </Menu.RadioItem>
  );
  const choose = (value: string) => views.open(views.views.find((view) => String(view.viewId) === value) ?? null);
  return (
    <div className={classes["views"]}>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconBookmark size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            <span className="pf-unseen">View: </span>
            <span className={classes["name"]}>{current?.name ?? words.plain}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={current === null ? plainView : String(current.viewId)} onChange={choose}>
            <Menu.RadioItem
              value={plainView}
              closeMenuOnClick
              rightSection={defaultId === null ? first : undefined}
            >
              {words.plain}
            </Menu.RadioItem>
            {own.length > 0 && <Menu.Label>Mine</Menu.Label>}
            {own.map(item)}
            {shared.length > 0 && <Menu.Label>Everybody’s</Menu.Label>}
            {shared.map(item)}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={() => setDialog("save")}>
            Save as a new view…
          </Menu.Item>
          {(current?.viewId ?? null) !== defaultId && (
            <Menu.Item leftSection={<IconHome size={16} aria-hidden />} onClick={() => void beginWith(current)}>
              Open the {words.thing} with this view
            </Menu.Item>
          )}
          {current !== null && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog("rename")}>
                Rename or share…
              </Menu.Item>
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => void forget(current)}
              >
                Delete this view
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {current !== null && changed && (
        <span className={classes["changed"]} role="status">
          Changed.
          <Button size="compact-sm" variant="subtle" loading={change.busy} onClick={() => void save(current)}>
            Save the view
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => views.open(current)}>
            Back to it
          </Button>
        </span>
      )}
      <RefusalNote failure={change.failure ?? remove.failure ?? begin.failure ?? restore.failure} />
      {dialog !== null && (
        <ViewDialog
          key={dialog}
          views={views}
          words={words}
          renaming={dialog === "rename" ? current : null}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
