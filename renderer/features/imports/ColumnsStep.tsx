/** What each column is (PPL-17): proposed, with sample values, changeable; and how values are read. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { importFieldLabels, importFields, isImportField } from "#domain/imports/field.ts";
import { Note } from "../../kit/RefusalNote.tsx";
import { Panel } from "../../kit/Page.tsx";
import { FileSettingsFields } from "./FileSettingsFields.tsx";
import { dateQuestion, noticeSentence, reasonSentence } from "./import-words.ts";
import { SavedMappings } from "./SavedMappings.tsx";
import { theImport, useTheImport } from "./the-import.ts";
import classes from "./Imports.module.css";

const notImported = "not imported";
const fieldOptions = [
  { value: notImported, label: "Not imported" },
  ...importFields.map((value) => ({ value, label: importFieldLabels[value] })),
];

export function ColumnsStep() {
  const { analysis, mapping } = useTheImport();
  if (!analysis || !mapping) return null;
  return (
    <>
      <Panel
        title="The file"
        aside={`${analysis.rowCount} rows, ${analysis.columns.length} columns`}
      >
        <FileSettingsFields />
        {analysis.notices.length > 0 && (
          <ul className={classes["notices"]}>
            {analysis.notices.slice(0, 8).map((notice) => (
              <li key={`${notice.code} ${notice.column}`}>{noticeSentence(notice)}</li>
            ))}
          </ul>
        )}
      </Panel>
      <ReadingPanel />
      <Panel title="Columns" aside={<SavedMappings />} flush>
        <ColumnTable />
      </Panel>
    </>
  );
}

/** Questions that the file leaves open, and what was decided by itself. */
function ReadingPanel() {
  const { analysis, mapping } = useTheImport();
  if (!analysis || !mapping) return null;
  const question = dateQuestion(analysis);
  const { cells, example, repaired } = analysis.damaged;
  return (
    <Panel title="How to read it">
      {question !== null && <Note tone="attention">{question}</Note>}
      {cells > 0 && (
        <Note tone="attention">
          {cells} {cells === 1 ? "value is" : "values are"} damaged by a wrong encoding: “{example}”
          should be “{repaired}”.
        </Note>
      )}
      <div className={classes["settings"]}>
        <TextInput
          label="Where the file comes from"
          description="A second import of the same source recognises who is here."
          maxLength={100}
          value={mapping.source}
          onChange={(event) => theImport.setMapping({ source: event.currentTarget.value })}
        />
        {analysis.dateOrder !== "not_needed" && (
          <NativeSelect
            label="Dates"
            value={mapping.dateOrder ?? ""}
            data={[
              ...(mapping.dateOrder === null ? [{ value: "", label: "Please choose" }] : []),
              { value: "mdy", label: "Month first: 3/7/1984 is 7 March" },
              { value: "dmy", label: "Day first: 3/7/1984 is 3 July" },
            ]}
            onChange={(event) =>
              theImport.setMapping({
                dateOrder: event.currentTarget.value === "dmy" ? "dmy" : "mdy",
              })
            }
          />
        )}
        {cells > 0 && (
          <NativeSelect
            label="Damaged text"
            value={mapping.damagedText}
            data={[
              { value: "ask", label: "Hold such rows back" },
              { value: "repair", label: `Repair it: ${repaired}` },
              { value: "keep", label: "Keep it as it is" },
            ]}
            onChange={(event) =>
              theImport.setMapping({
                damagedText:
                  event.currentTarget.value === "repair"
                    ? "repair"
                    : event.currentTarget.value === "keep"
                      ? "keep"
                      : "ask",
              })
            }
          />
        )}
        {analysis.lostZeros > 0 && (
          <Checkbox
            label={`Give ${analysis.lostZeros} ZIP ${analysis.lostZeros === 1 ? "code its lost zero" : "codes their lost zeros"} back`}
            checked={mapping.padZip}
            onChange={(event) => theImport.setMapping({ padZip: event.currentTarget.checked })}
          />
        )}
        <Checkbox
          label="Codes of Open Dental"
          description="Status, sex and consent are numbers."
          checked={mapping.conventions === "openDental"}
          onChange={(event) =>
            theImport.setMapping({
              conventions: event.currentTarget.checked ? "openDental" : "plain",
            })
          }
        />
      </div>
    </Panel>
  );
}

function ColumnTable() {
  const office = useOffice();
  const { analysis, mapping } = useTheImport();
  if (!analysis || !mapping) return null;
  const reasons = new Map(analysis.notImported.map((left) => [left.column, left]));
  return (
    <div className={classes["scroll"]}>
      <table className={classes["columns"]}>
        <thead>
          <tr>
            <th scope="col">Column of the file</th>
            <th scope="col">Values</th>
            <th scope="col">Becomes</th>
            <th scope="col">
              <span className={classes["hidden"]}>Why it is left out</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {analysis.columns.map((header, column) => {
            const field = mapping.columns[column] ?? null;
            const left = field === null ? reasons.get(column) : undefined;
            return (
              <tr key={header}>
                <th scope="row">{header}</th>
                <td>
                  <div className={classes["samples"]} title={analysis.samples[column]?.join(", ")}>
                    {left?.reason === "identity_number" || left?.reason === "card"
                      ? "•••"
                      : analysis.samples[column]?.join(", ")}
                  </div>
                </td>
                <td>
                  <NativeSelect
                    aria-label={`What “${header}” becomes`}
                    value={field ?? notImported}
                    data={fieldOptions}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      void theImport.setColumn(office, column, isImportField(value) ? value : null);
                    }}
                  />
                </td>
                <td className={classes["reason"]}>
                  {left &&
                    reasonSentence(
                      left.reason,
                      left.instead === null ? null : (analysis.columns[left.instead] ?? null),
                    )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What can be done at this step: at the top, because a file may have 200 columns. */
export function ColumnsActions() {
  const office = useOffice();
  return (
    <>
      <Button variant="default" onClick={() => theImport.startOver(office)}>
        Choose another file
      </Button>
      <Button onClick={() => void theImport.check(office)}>Show what would happen</Button>
    </>
  );
}
