/** Mappings kept for the next file of the same program, here or in another office (PPL-17). */
import { ActionIcon, Button, Menu, Modal, TextInput } from "@mantine/core";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { isSavedMapping, saveMapping, type SavedMapping } from "#domain/imports/mapping.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { theImport, useTheImport } from "./the-import.ts";
import classes from "./Imports.module.css";

export function SavedMappings() {
  const office = useOffice();
  const { analysis, mapping } = useTheImport();
  const saved = useQueryOf(office.imports.mappings, {}, { topics: ["imports"] });
  const remove = useCommand(office.imports.removeMapping);
  const picker = useRef<HTMLInputElement>(null);
  const [naming, setNaming] = useState(false);
  if (!analysis || !mapping) return null;
  const known = saved.data ?? [];

  const share = () => {
    const text = JSON.stringify(saveMapping(mapping.source, analysis.columns, mapping), null, 2);
    saveFile({
      fileName: `mapping for ${mapping.source}.json`,
      mediaType: "application/json",
      base64: btoa(String.fromCharCode(...new TextEncoder().encode(text))),
    });
  };
  const read = async (file: File) => {
    const value = parsed(await file.slice(0, 200_000).text());
    if (isSavedMapping(value)) await theImport.applyMapping(office, value);
    else showToast({ message: "This file is not a mapping that was saved here.", tone: "trouble" });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconBookmark size={14} aria-hidden />}
          >
            Saved mappings
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {known.map(({ mappingId, saved: one }) => (
            <Menu.Item
              key={mappingId}
              onClick={() => void theImport.applyMapping(office, one)}
              rightSection={
                <ActionIcon
                  component="span"
                  variant="subtle"
                  size="sm"
                  aria-label={`Remove the mapping ${one.name}`}
                  onClick={(event) => {
                    event.stopPropagation();
                    void remove.run({ mappingId });
                  }}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              }
            >
              {one.name}
            </Menu.Item>
          ))}
          {known.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setNaming(true)}>Save this mapping…</Menu.Item>
          <Menu.Item onClick={share}>Save as a file to share</Menu.Item>
          <Menu.Item onClick={() => picker.current?.click()}>Open a shared file…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={picker}
        type="file"
        accept=".json"
        className={classes["hidden"]}
        tabIndex={-1}
        aria-label="Mapping file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void read(file);
          event.currentTarget.value = "";
        }}
      />
      {naming && (
        <NameDialog
          make={(name) => saveMapping(name, analysis.columns, mapping)}
          firstName={mapping.source}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

type NameDialogProps = {
  readonly make: (name: string) => SavedMapping;
  readonly firstName: string;
  readonly onClose: () => void;
};

function NameDialog({ make, firstName, onClose }: NameDialogProps) {
  const office = useOffice();
  const save = useCommand(office.imports.saveMapping);
  const [name, setName] = useState(firstName);
  const submit = async () => {
    const done = await save.run({ saved: make(name) });
    if (!done) return;
    showToast({ message: `The mapping “${done.name}” is kept.` });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Save this mapping" size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label="Name"
          description="One of the same name is replaced."
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <RefusalNote failure={save.failure} />
        <div className={classes["bar"]}>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" loading={save.busy}>
            Keep the mapping
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
