import { useEffect, type CSSProperties, type ReactNode } from "react";
import classes from "./Page.module.css";

export type PageProps = {
  /** Names the screen: the heading, and the window's title. Never a patient's name alone in the title bar: see `windowTitle`. */
  readonly title: string;
  /** What the window's title says where the heading is a person's name (task bars are seen by everybody). */
  readonly windowTitle?: string;
  /** A line under the title: counts, a day, where this belongs. */
  readonly about?: ReactNode;
  /** Chips or a switcher beside the title. */
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  /** `fill`: the content (one table) takes the window's height. `reading`: text and forms, not wider than 720 px. */
  readonly layout?: "flow" | "fill" | "reading";
  readonly children: ReactNode;
};

/** The frame of a screen: title, the actions of the screen, content. One `h1` a screen. */
export function Page({
  title,
  windowTitle,
  about,
  beside,
  actions,
  layout = "flow",
  children,
}: PageProps) {
  const inTitleBar = windowTitle ?? title;
  useEffect(() => {
    document.title = `${inTitleBar} – Perennial`;
  }, [inTitleBar]);
  return (
    <div className={classes["page"]} data-fill={layout === "fill" || undefined}>
      <div className={classes["head"]}>
        <div className={classes["titles"]}>
          <h1 className={classes["title"]} tabIndex={-1} data-page-title>
            {title}
          </h1>
          {about !== undefined && <div className={classes["about"]}>{about}</div>}
        </div>
        {beside}
        {actions !== undefined && <div className={classes["actions"]}>{actions}</div>}
      </div>
      <div className={classes["content"]} data-reading={layout === "reading" || undefined}>
        {children}
      </div>
    </div>
  );
}

export type ColumnsProps = {
  /** Least width of a column in px; fewer columns stand side by side when the window is narrow. */
  readonly least: number;
  readonly children: ReactNode;
};

/** Panels or fields side by side. Takes the place of Mantine's grids, which write styles as text. */
export function Columns({ least, children }: ColumnsProps) {
  return (
    <div className={classes["columns"]} style={{ "--least": `${least}px` } as CSSProperties}>
      {children}
    </div>
  );
}

export type PanelProps = {
  readonly title: string;
  /** Counts and sums at the right of the title. */
  readonly aside?: ReactNode;
  /** No padding, for a table or a list that touches the border. */
  readonly flush?: boolean;
  readonly children: ReactNode;
};

/** A titled area of a screen. */
export function Panel({ title, aside, flush = false, children }: PanelProps) {
  return (
    <section className={classes["panel"]} aria-label={title}>
      <div className={classes["panelHead"]}>
        <h2 className={classes["panelTitle"]}>{title}</h2>
        {aside}
      </div>
      <div className={classes["panelBody"]} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
