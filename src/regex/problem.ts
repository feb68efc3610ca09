/** Why Onigmo refuses a regular expression, and what to write instead. */
export interface RegexProblem {
  /** Where, in code units from its beginning; undefined if that cannot be told. */
  readonly at?: number;
  readonly text: string;
  readonly help?: string;
  /** What to write instead of the text of this length at `at`, where that can only be what was meant. */
  readonly fix?: { readonly length: number; readonly text: string };
}
