/** How the file is written: found by looking, changeable by hand (PPL-17). */
import { Checkbox, NativeSelect } from "@mantine/core";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { encodingNames, textEncodings, type TextEncoding } from "#domain/imports/file-settings.ts";
import { theImport, useTheImport } from "./the-import.ts";
import classes from "./Imports.module.css";

const separators = [
  { value: ",", label: "Comma" },
  { value: ";", label: "Semicolon" },
  { value: "\t", label: "Tab" },
  { value: "|", label: "Vertical bar" },
];

export function FileSettingsFields() {
  const office = useOffice();
  const { analysis, settings } = useTheImport();
  const table = analysis?.table;
  const isTable = analysis === null || table !== null;
  return (
    <div className={classes["settings"]}>
      <NativeSelect
        label="Text encoding"
        description={
          analysis?.encodingSure === false
            ? "Probably. Look whether the accents are right."
            : undefined
        }
        value={settings.encoding ?? analysis?.encoding ?? "utf-8"}
        data={textEncodings.map((value) => ({ value, label: encodingNames[value] }))}
        onChange={(event) =>
          void theImport.setFileSettings(office, {
            encoding: event.currentTarget.value as TextEncoding,
          })
        }
      />
      {isTable && (
        <>
          <NativeSelect
            label="Separator"
            value={settings.delimiter ?? table?.delimiter ?? ","}
            data={separators}
            onChange={(event) =>
              void theImport.setFileSettings(office, { delimiter: event.currentTarget.value })
            }
          />
          <Checkbox
            label="Quotation marks enclose values"
            checked={settings.quoted ?? table?.quoted ?? true}
            onChange={(event) =>
              void theImport.setFileSettings(office, { quoted: event.currentTarget.checked })
            }
          />
          <Checkbox
            label="The first line has the column names"
            checked={settings.hasHeader ?? table?.hasHeader ?? true}
            onChange={(event) =>
              void theImport.setFileSettings(office, { hasHeader: event.currentTarget.checked })
            }
          />
        </>
      )}
    </div>
  );
}
