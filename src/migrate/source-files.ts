import type { ReadResult } from '../convert.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import type { Host } from '../project/host.js';
import type { Family, FileStore } from '../project/project-files.js';
import type { Reference } from '../project/references.js';
import type { KnownTexts } from './known-texts.js';
import { Readings } from './readings.js';
import { readSource, type SurveyedFile, surveyOf } from './survey.js';

/** The files of a migration by their real paths: those that were named, and what they lead to and `takesIn` allows. */
export class SourceFiles implements FileStore<SurveyedFile> {
  readonly files = new Map<string, SurveyedFile>();
  private readonly readings = new Readings();

  constructor(
    readonly host: Host,
    private readonly known: KnownTexts,
    private readonly takesIn: (path: string) => boolean,
    /** Gets each file that joins, as long as it is in memory. */
    private readonly onJoin: (file: SurveyedFile, reading: ReadResult) => Promise<void>,
  ) {}

  /** `real`: the path without links, if the file's own is one. */
  async add(path: string, reading: ReadResult, real = path): Promise<SurveyedFile> {
    const file = surveyOf(path, reading);
    this.files.set(real, file);
    this.readings.keep(path, reading);
    await this.onJoin(file, reading);
    return file;
  }

  /** What is in a file: it is read again if there was no room for it. */
  async readingOf({ path, format }: SurveyedFile): Promise<ReadResult> {
    return this.readings.get(path) ?? readSource(this.host, path, this.known, format?.name);
  }

  /** The file at a path, which is in the migration or may join it. */
  async find(path: string, family: Family): Promise<SurveyedFile | undefined> {
    const real = this.host.realPath(path);
    if (real === undefined) return undefined;
    return this.files.get(real) ?? (this.takesIn(real) ? this.add(real, await readSource(this.host, real, this.known, family)) : undefined);
  }

  async open({ kind, path: written, property }: Reference, path: string, family: Family): Promise<SurveyedFile | Diagnostic> {
    const file = await this.find(path, family);
    const span = valueSpan(property);
    if (file === undefined) return diagnostic('FLB601', span, { path: written });
    if (file.family === family) return file;
    return diagnostic('FLB506', span, { path: written, format: family, content: file.family, kind });
  }
}
