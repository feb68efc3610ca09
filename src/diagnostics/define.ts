/** Error: no output. Warning: the output is right, but look. Info: a choice was made. */
export type Severity = 'error' | 'warning' | 'info';

/** What a diagnostic says to a person: what is wrong, and how to fix it. */
export interface Message {
  readonly text: string;
  readonly help?: string;
}

/** A file that shows a diagnostic, under the format that its name tells, and the options that it takes to see it. */
export type Example = (
  | { readonly classic: string }
  | { readonly yaml: string }
  | { readonly json: string }
  /** A file whose name tells no format. */
  | { readonly text: string }
) & {
  /** UTF-8 by default. */
  readonly encoding?: 'latin1';
  readonly options?: { readonly from?: string; readonly upstreams?: 'split' | 'merge'; readonly separate?: boolean };
};

/** All that there is to know about a code, in one place. `A` is what a message needs to know besides the code. */
export interface Definition<C extends string = string, A extends object = object> {
  readonly code: C;
  /** The code in a few words, in kebab case. */
  readonly name: string;
  readonly severity: Severity;
  /** Other severities in other commands: see `severityIn`. */
  readonly severityIn?: { readonly convert?: Severity | 'off'; readonly strict?: Severity };
  /** How Fluent Bit behaves, by the ids of docs/engine.md. */
  readonly facts: readonly string[];
  /** Why it matters, in a sentence or two, for docs/codes.md. */
  readonly why: string;
  /** None where it takes several files, or where Fluent Bit would crash or never return; `sample` is there instead. */
  readonly example?: Example;
  /** Arguments of a message that shows what it says and how to fix it. */
  readonly sample?: NoInfer<A>;
  says(args: A): Message;
}

/** A definition as it is, with the types of its code and of its arguments. */
export function define<const C extends string, A extends object = Record<never, never>>(definition: Definition<C, A>): Definition<C, A> {
  return definition;
}
