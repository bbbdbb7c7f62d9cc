import classes from "./TabsNav.module.css";

export type TabsNavProps = {
  /** What the tabs belong to: "Chart of this patient". */
  readonly label: string;
  readonly tabs: readonly {
    readonly id: string;
    readonly label: string;
    /** Address of the tab, from `hrefTo`: tabs are places, so Back works (UI-4). */
    readonly href: string;
    readonly count?: number;
  }[];
  readonly current: string;
};

/** The tabs of a record as links. */
export function TabsNav({ label, tabs, current }: TabsNavProps) {
  return (
    <nav className={classes["tabs"]} aria-label={label}>
      {tabs.map((tab) => (
        <a
          key={tab.id}
          className={classes["tab"]}
          href={tab.href}
          aria-current={tab.id === current ? "page" : undefined}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className={`${classes["count"]} pf-figures`}>{tab.count}</span>
          )}
        </a>
      ))}
    </nav>
  );
}
