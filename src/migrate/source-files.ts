import type { ReadResult } from '../convert.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import { valueSpan } from '../model/config.js';
import type { Host } from '../project/host.js';
import type { Family, FileStore } from '../project/project-files.js';
import type { Reference } from '../project/references.js';
import { tellsFormat } from './may-be-configuration.js';
import { Readings } from './readings.js';
import { readSource, type SurveyedFile, surveyOf } from './survey.js';

/** The files of a migration by their real paths: those that were named, and what they lead to and `takesIn` allows. */
export class SourceFiles implements FileStore<SurveyedFile> {
  readonly files = new Map<string, SurveyedFile>();
  private readonly readings = new Readings();

  constructor(
    readonly host: Host,
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
    return this.readings.get(path) ?? readSource(this.host, path, format?.name);
  }

  /** The file at a path, which is in the migration or may join it. If its name tells no format, who refers to it does. */
  async find(path: string, family: Family): Promise<SurveyedFile | undefined> {
    const real = this.host.realPath(path);
    if (real === undefined) return undefined;
    return this.files.get(real) ?? (this.takesIn(real) ? this.readAs(tellsFormat(real) ? undefined : family, real) : undefined);
  }

  private async readAs(family: Family | undefined, path: string, real = path): Promise<SurveyedFile> {
    return this.add(path, await readSource(this.host, path, family), real);
  }

  async open(reference: Reference, path: string, family: Family): Promise<SurveyedFile | Diagnostic> {
    const file = await this.find(path, family);
    if (file === undefined) return diagnostic('FLB601', valueSpan(reference.property), { path: reference.path });
    if (file.family !== family) return inAnotherFormat(reference, family, file.family);
    return file.isMisnamed ? this.readAs(family, file.path, this.host.realPath(path)) : file;
  }
}

/** Says that the engine reads a file as one of a family, and what is in it is of another. */
export function inAnotherFormat({ kind, path, property }: Reference, family: Family, content: Family): Diagnostic {
  return diagnostic('FLB506', valueSpan(property), { path, format: family, content, kind });
}
