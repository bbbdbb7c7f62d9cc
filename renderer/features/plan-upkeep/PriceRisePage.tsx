/** One price rise: its prices, each member with the proof of the letter, and what can still be withdrawn (MEM-17). */
import { Button } from "@mantine/core";
import { IconDownload, IconPrinter, IconX } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { ShownRiseMember } from "#contract/plan-upkeep.ts";
import type { PriceRiseId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { periodWordOf } from "../memberships/period-words.ts";
import { countBy, ListFilters, useListFilter } from "./ListFilters.tsx";
import { namesOf, stateOf as riseState } from "./PriceRisesTable.tsx";
import { riseMemberWords, scopeWords } from "./upkeep-words.ts";
import { WithdrawDialog } from "./WithdrawDialog.tsx";
import classes from "./PlanUpkeep.module.css";

const columns: readonly DataColumn<ShownRiseMember>[] = [
  { id: "member", header: "Member", width: 150, grow: 2, sortBy: (row) => row.patientName, cell: (row) => row.patientName },
  { id: "plan", header: "Plan", width: 130, grow: 1, sortBy: (row) => row.planName, cell: (row) => row.planName },
  { id: "old", header: "Before", width: 90, kind: "money", sortBy: (row) => row.oldCents, cell: (row) => <Money cents={row.oldCents} /> },
  { id: "new", header: "After", width: 90, kind: "money", sortBy: (row) => row.newCents, cell: (row) => <Money cents={row.newCents} /> },
  { id: "state", header: "State", width: 150, sortBy: (row) => riseMemberWords[row.state].word, cell: (row) => <StatusChip {...riseMemberWords[row.state]} /> },
  { id: "effect", header: "New price from", width: 124, kind: "day", sortBy: (row) => row.effectOn, cell: (row) => row.effectOn !== null && <DayText day={row.effectOn} as="short" /> },
  { id: "by", header: "Letter out by", width: 116, kind: "day", sortBy: (row) => row.noticeBy, cell: (row) => row.noticeBy !== null && <DayText day={row.noticeBy} as="short" /> },
  { id: "sent", header: "Letter out", width: 116, kind: "day", sortBy: (row) => row.noticeSentOn, cell: (row) => row.noticeSentOn !== null && <DayText day={row.noticeSentOn} as="short" /> },
  { id: "who", header: "By whom", width: 90, grow: 1, sortBy: (row) => row.sentBy, cell: (row) => row.sentBy },
  { id: "ended", header: "Withdrawn by", width: 120, grow: 1, hidden: true, sortBy: (row) => row.endedBy, cell: (row) => row.endedBy },
];

const stateOf = (row: ShownRiseMember) => row.state;
const isOpen = (row: ShownRiseMember) => row.state === "notice_waits" || row.state === "notice_out";
const noRows: readonly ShownRiseMember[] = [];

export function PriceRisePage() {
  const office = useOffice();
  const may = useMay();
  const riseId = Number(useParams({ strict: false }).riseId) as PriceRiseId;
  const sheet = useQueryOf(office.planUpkeep.rise, { riseId }, { topics: ["price-rises", "notices", "memberships", "billing", "clock"] });
  const save = useAsk(office.planUpkeep.exportRise);
  const [withdrawing, setWithdrawing] = useState<readonly ShownRiseMember[] | "all" | null>(null);
  const rise = sheet.data?.rise;
  const rows = sheet.data?.members ?? noRows;
  const counts = useMemo(() => countBy(rows, stateOf), [rows]);
  const { shown, isFiltered } = useListFilter(rows, stateOf);
  const open = rows.filter(isOpen);
  const mayWithdraw = may("prices.change");
  const isAhead = rise !== undefined && rise.withdrawnAt === null && (open.length > 0 || rise.plans.some(({ begun }) => !begun));
  return (
    <Page
      title={rise ? `New prices of ${namesOf(rise)}` : "New prices"}
      layout="fill"
      about={rise && <>{scopeWords[rise.scope]} · {rise.reason}</>}
      {...(rise ? { beside: <StatusChip {...riseState(rise)} /> } : {})}
      actions={
        <>
          {rise !== undefined && rise.counts.notice_waits > 0 && (
            <Button component="a" variant="default" href={hrefTo("/collections", null, { tab: "letters" })} leftSection={<IconPrinter size={16} />}>
              Letters to print
            </Button>
          )}
          {may("export.all") && (
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              loading={save.busy}
              onClick={() => void save.run({ riseId }).then((file) => file && saveFile(file))}
            >
              Export CSV
            </Button>
          )}
          {mayWithdraw && isAhead && (
            <Button variant="default" leftSection={<IconX size={16} />} onClick={() => setWithdrawing("all")}>
              Withdraw it…
            </Button>
          )}
        </>
      }
    >
      <RefusalNote failure={save.failure} />
      {sheet.failure && <ErrorState failure={sheet.failure} onRetry={sheet.retry} />}
      {rise !== undefined && (
        <dl className={`${classes["sums"]} pf-figures`}>
          <div>
            <dt>From</dt>
            <dd>
              <DayText day={rise.effectiveOn} />
            </dd>
          </div>
          {rise.plans.flatMap((plan) =>
            plan.prices.map(({ months, oldCents, newCents }) => (
              <div key={`${plan.planId} ${months}`}>
                <dt>
                  {plan.name} a {periodWordOf(months)}
                </dt>
                <dd>
                  <Money cents={oldCents} /> → <Money cents={newCents} />
                </dd>
              </div>
            )),
          )}
          <div>
            <dt>Letters before</dt>
            <dd>{rise.noticeDays} days</dd>
          </div>
          <div>
            <dt>Decided by</dt>
            <dd>{rise.createdBy}</dd>
          </div>
        </dl>
      )}
      <DataTable
        tableId="price-rise"
        label="Members of this price rise"
        columns={columns}
        rows={shown}
        count={shown.length}
        loading={sheet.loading}
        rowId={(row) => String(row.id)}
        rowLabel={(row) => row.patientName}
        rowHref={(row) => hrefTo("/patients/$patientId", { patientId: row.patientId })}
        {...(mayWithdraw
          ? {
              rowActions: (row: ShownRiseMember) => [
                {
                  id: "withdraw",
                  label: "Withdraw for this member…",
                  icon: IconX,
                  ...(isOpen(row) ? {} : { unavailable: "Nothing is left to withdraw for this member" }),
                  run: () => setWithdrawing([row]),
                },
              ],
              selectionBar: (ids: readonly string[], clear: () => void) => {
                const chosen = open.filter(({ id }) => ids.includes(String(id)));
                return (
                  <>
                    {ids.length} selected
                    <Button
                      size="xs"
                      disabled={chosen.length === 0}
                      onClick={() => {
                        setWithdrawing(chosen);
                        clear();
                      }}
                    >
                      Withdraw for {chosen.length}…
                    </Button>
                  </>
                );
              },
            }
          : {})}
        filters={<ListFilters words={riseMemberWords} counts={counts} label="State" />}
        empty={
          isFiltered ? (
            <EmptyState title="Nobody like that">Choose other words or another state to see more.</EmptyState>
          ) : (
            <EmptyState title="No member is in this price rise">It holds for new members only.</EmptyState>
          )
        }
      />
      {withdrawing !== null && <WithdrawDialog riseId={riseId} rows={withdrawing === "all" ? open : withdrawing} isWhole={withdrawing === "all"} onClose={() => setWithdrawing(null)} />}
    </Page>
  );
}
