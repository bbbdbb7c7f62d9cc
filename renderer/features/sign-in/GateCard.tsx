import { useEffect, type ReactNode } from "react";
import { Mark } from "../../app/frame/Mark.tsx";
import classes from "./Gate.module.css";

export type GateCardProps = {
  readonly title: string;
  readonly about?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** The card in the middle of a window that shows nothing of the practice yet: start, sign-in, unlock. */
export function GateCard({ title, about, wide = false, children }: GateCardProps) {
  useEffect(() => {
    document.title = `${title} – Perennial`;
  }, [title]);
  return (
    <main className={classes["screen"]}>
      <div className={classes["card"]} data-wide={wide || undefined}>
        <div className={classes["head"]}>
          <Mark size={32} />
          <div>
            <h1>{title}</h1>
            {about !== undefined && <p>{about}</p>}
          </div>
        </div>
        {children}
      </div>
    </main>
  );
}
