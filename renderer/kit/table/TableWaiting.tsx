import classes from "./DataTable.module.css";

/** Stands where rows will be, while they are on their way. */
export function TableWaiting({ rows }: { readonly rows: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classes["waiting"]}>
          <div className={classes["bone"]} style={{ width: `${56 - index * 9}%` }} />
        </div>
      ))}
    </div>
  );
}
