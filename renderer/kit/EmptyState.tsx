import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Notice.module.css";

export type EmptyStateProps = {
  /** What is not there: "No invoices yet". */
  readonly title: string;
  /** Why, and what to do next. */
  readonly children?: ReactNode;
  readonly icon?: Icon;
  /** The one act that fills it. */
  readonly action?: ReactNode;
  readonly compact?: boolean;
};

/** Nothing to show, said kindly, with the next step (UI-12). */
export function EmptyState({
  title,
  children,
  icon: Shape,
  action,
  compact = false,
}: EmptyStateProps) {
  return (
    <div className={classes["state"]} data-compact={compact || undefined}>
      {Shape !== undefined && <Shape size={28} stroke={1.5} aria-hidden />}
      <strong>{title}</strong>
      {children !== undefined && <div className={classes["words"]}>{children}</div>}
      {action}
    </div>
  );
}
