/** Kinds of columns that the tables share. */
import type { ColumnType, Generated } from "kysely";

export type Id = Generated<number>;
export type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** A column that may be empty and may be left out of an INSERT. */
export type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
