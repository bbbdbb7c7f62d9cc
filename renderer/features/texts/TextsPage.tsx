/** Every text that leaves the office (DOC-8): whose words it has in each language, and whether it is written at all. */
import { Anchor } from "@mantine/core";
import { IconArrowBackUp, IconMail, IconMailOff, IconPencil } from "@tabler/icons-react";
import { useMemo } from "react";
import type { TextRow } from "#contract/texts.ts";
import type { NoticeWriting } from "#domain/dunning/writing.ts";
import { languageNames, textLanguages } from "#domain/texts/language.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { saveCsv } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useFilters } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { ChangedWhen } from "./ChangedWhen.tsx";
import { lastChange, stateOf, textFilters, textsCsv, textsWith, writingLooks } from "./text-rows.ts";
import { useReset } from "./use-reset.ts";

const columns: readonly DataColumn<TextRow>[] = [
  { id: "name", header: "Text", width: 230, grow: 2, required: true, sortBy: (row) => row.name, cell: (row) => row.name },
  { id: "group", header: "Where", width: 160, grow: 1, sortBy: (row) => row.group, cell: (row) => row.group },
  {
    id: "writing",
    header: "Written",
    width: 170,
    sortBy: (row) => (row.writing === null ? null : writingLooks[row.writing].word),
    cell: (row) => (row.writing === null ? "" : <StatusChip {...writingLooks[row.writing]} />),
  },
  ...textLanguages.map(
    (language): DataColumn<TextRow> => ({
      id: language,
      header: languageNames[language],
      width: 120,
      sortBy: (row) => stateOf(row, language).word,
      cell: (row) => <StatusChip {...stateOf(row, language)} />,
    }),
  ),
  {
    id: "changed",
    header: "Changed",
    width: 190,
    grow: 1,
    sortBy: (row) => lastChange(row)?.at ?? null,
    cell: (row) => <ChangedWhen change={lastChange(row)} />,
  },
];

export function TextsPage() {
  const office = useOffice();
  const may = useMay();
  const today = useToday();
  const [values, setValues] = useFilters(textFilters);
  const texts = useQueryOf(office.texts.list, {}, { topics: ["texts", "dunning-settings"] });
  const turn = useCommand(office.texts.turn);
  const reset = useReset();
  const rows = useMemo(() => textsWith(texts.data ?? [], values), [texts.data, values]);
  const turnTo = async ({ textId, name, writing: before }: TextRow, writing: NoticeWriting) => {
    if (!(await turn.run({ textId, writing }))) return;
    const undo = before === null ? {} : { undo: () => void turn.run({ textId, writing: before }) };
    showToast({ message: `“${name}”: ${writingLooks[writing].word.toLowerCase()}, from now on.`, ...undo });
  };
  const actionsOf = (row: TextRow): RowAction[] => [
    { id: "open", label: "Open", icon: IconPencil, href: hrefTo("/settings/texts/$textId", { textId: row.textId }) },
    ...(may("settings.change") ? [...turnsOf(row), ...resetsOf(row)] : []),
  ];
  const turnsOf = (row: TextRow): RowAction[] =>
    row.writing === null
      ? []
      : (["all", "email", "off"] as const)
          .filter((writing) => writing !== row.writing)
          .map((writing) => ({
            id: writing,
            label: `Write: ${writingLooks[writing].word.toLowerCase()}`,
            icon: writing === "off" ? IconMailOff : IconMail,
            ...(row.isOptional ? {} : { unavailable: "This one is always written" }),
            run: () => void turnTo(row, writing),
          }));
  const resetsOf = (row: TextRow): RowAction[] =>
    textLanguages
      .filter((language) => row[language].isOwn)
      .map((language) => ({
        id: `reset-${language}`,
        label: `Back to the default ${languageNames[language]}`,
        icon: IconArrowBackUp,
        run: () => void reset.run(row, language),
      }));
  return (
    <Page
      title="Letters and texts"
      layout="fill"
      about={
        <>
          <Anchor href={hrefTo("/settings")}>Settings</Anchor> · Each household reads the language on its payer’s chart ·{" "}
          <Anchor href={hrefTo("/memberships/agreements")}>Agreements</Anchor> have a page of their own
        </>
      }
    >
      <RefusalNote failure={turn.failure ?? reset.failure} />
      <DataTable
        tableId="texts"
        label="Letters and texts"
        columns={columns}
        rows={rows}
        loading={texts.loading}
        failure={texts.failure}
        onRetry={texts.retry}
        rowId={(row) => row.textId}
        rowLabel={(row) => row.name}
        rowHref={(row) => hrefTo("/settings/texts/$textId", { textId: row.textId })}
        rowActions={actionsOf}
        count={rows.length}
        filters={<FilterBar filters={textFilters} values={values} onChange={setValues} />}
        {...(may("export.all") ? { onExportCsv: () => saveCsv(`texts-${today}.csv`, textsCsv(rows)) } : {})}
        empty={<EmptyState title="No text matches">Clear a filter to see more.</EmptyState>}
      />
    </Page>
  );
}
