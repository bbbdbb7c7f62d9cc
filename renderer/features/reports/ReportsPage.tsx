/** Every report of the office, in groups, each with the question it answers (REP-2). */
import { hrefTo } from "../../app/address.ts";
import { Columns, Page, Panel } from "../../kit/Page.tsx";
import { reportGroups } from "./report-list.ts";
import classes from "./Reports.module.css";

export function ReportsPage() {
  return (
    <Page title="Reports" about="Each one on the screen, on paper and as a spreadsheet; every figure opens its rows.">
      <Columns least={360}>
        {reportGroups.map((group) => (
          <Panel key={group.title} title={group.title}>
            <ul className={classes["list"]}>
              {group.reports.map(({ path, title, about, icon: Shape }) => (
                <li key={path}>
                  <a className={classes["entry"]} href={hrefTo(path as "/reports/aging")}>
                    <Shape size={20} stroke={1.6} aria-hidden />
                    <span>
                      <span className={classes["name"]}>{title}</span>
                      <span className={classes["about"]}>{about}</span>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </Panel>
        ))}
      </Columns>
    </Page>
  );
}
