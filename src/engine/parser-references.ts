/** A key that names parsers, and whether Fluent Bit stops if there is none of that name (I-9). */
export interface ParserReference {
  readonly kind: 'parser' | 'multiline_parser';
  readonly stops: boolean;
  /** A boolean that must be on for the key to count. */
  readonly where?: string;
}

type References = Readonly<Record<string, Readonly<Record<string, ParserReference>>>>;

const needed: ParserReference = { kind: 'parser', stops: true };
const leftOut: ParserReference = { kind: 'parser', stops: false };
const multiline: ParserReference = { kind: 'multiline_parser', stops: true };

export const parserReferences: Readonly<Record<'input' | 'filter', References>> = {
  input: {
    exec: { parser: leftOut },
    stdin: { parser: needed },
    syslog: { parser: needed },
    tail: {
      parser: leftOut,
      docker_mode_parser: { ...leftOut, where: 'docker_mode' },
      parser_firstline: { ...needed, where: 'multiline' },
      'multiline.parser': multiline,
    },
    tcp: { parser: needed },
    udp: { parser: needed },
  },
  filter: {
    kubernetes: { regex_parser: needed, merge_parser: leftOut },
    multiline: { 'multiline.parser': multiline },
    parser: { parser: needed },
  },
};

/** Multiline parsers that are there without a definition (I-9). */
export const builtInMultilineParsers: readonly string[] = ['docker', 'cri', 'java', 'go', 'ruby', 'python'];
