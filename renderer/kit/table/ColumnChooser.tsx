import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import type { DataColumn } from "./columns.ts";

export type ColumnChooserProps<Row> = {
  readonly columns: readonly DataColumn<Row>[];
  readonly shown: (id: string) => boolean;
  readonly onToggle: (id: string) => void;
};

/** Which columns to see; the first and required ones are not offered. */
export function ColumnChooser<Row>({ columns, shown, onToggle }: ColumnChooserProps<Row>) {
  const choices = columns.slice(1).filter((column) => column.required !== true);
  if (choices.length === 0) return null;
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label="Columns">
          <ActionIcon aria-label="Choose columns">
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Columns</Menu.Label>
        {choices.map((column) => (
          <Menu.CheckboxItem
            key={column.id}
            checked={shown(column.id)}
            onChange={() => onToggle(column.id)}
          >
            {column.header}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
