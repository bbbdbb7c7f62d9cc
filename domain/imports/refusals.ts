/** Refusal codes of imports with the facts their sentences need (F-17). */
export type ImportRefusals = {
  import_file_empty: {};
  import_file_too_large: { readonly megabytes: number; readonly limit: number };
  import_file_is_not_text: { readonly kind: string };
  import_encoding_wrong: { readonly encoding: string; readonly line: number };
  import_header_has_nul: { readonly column: number };
  import_no_rows: {};
  import_quote_not_closed: { readonly line: number; readonly column: number };
  import_text_after_quote: { readonly line: number; readonly column: number };
  import_cell_too_long: { readonly line: number; readonly column: number; readonly limit: number };
  import_too_many_columns: { readonly line: number; readonly limit: number };
  import_too_many_rows: { readonly limit: number };
  import_json_broken: { readonly line: number };
  import_json_not_fhir: {};
  import_fhir_too_old: {};
  import_fhir_without_patients: {};
  import_field_twice: { readonly field: string };
  import_name_not_mapped: {};
  import_birth_date_not_mapped: {};
  import_mapping_does_not_fit: { readonly columns: number; readonly mapped: number };
  import_took_too_long: { readonly seconds: number };
  import_too_much_memory: {};
  import_stopped: {};
  /** The file was closed meanwhile, or the office was started anew. */
  import_file_gone: {};
  import_file_incomplete: {};
  import_already_running: {};
  import_not_run_dry: {};
  import_totals_differ: {
    readonly what: string;
    readonly expected: number;
    readonly found: number;
  };
  import_nothing_to_import: {};
  import_batch_not_found: {};
  import_batch_not_committed: {};
  import_touched_since: { readonly count: number; readonly names: string };
  import_mapping_name_missing: {};
  import_mapping_file_unknown: {};
};
