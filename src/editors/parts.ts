/** A configuration within the text of a document: all of it, or a piece that another format holds, as a manifest does. */
export interface Part {
  /** A name that tells its format, as a file's does. */
  readonly name: string;
  readonly text: string;
  /** Whether it is the document itself, so that its references can be followed. */
  readonly isDocument: boolean;
  /** From an offset of its text to that in the document. */
  toDocument(offset: number): number;
  /** And back; undefined for one that is outside. */
  fromDocument(offset: number): number | undefined;
}

/** The configurations in a document. */
export type PartsOf = (name: string, text: string) => readonly Part[];

const mark = '\ufeff';

/** The document as one configuration. Readers leave a byte order mark out. */
export const wholeDocument: PartsOf = (name, text) => {
  const shift = text.startsWith(mark) ? mark.length : 0;
  return [
    {
      name,
      text,
      isDocument: true,
      toDocument: (offset) => offset + shift,
      fromDocument: (offset) => Math.max(offset - shift, 0),
    },
  ];
};
