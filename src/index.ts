export { catalogue, messageOf } from './catalogue.js';
export { type CheckOptions, checkConfig } from './check/check-config.js';
export {
  type Conversion,
  type ConvertOptions,
  convert,
  type Output,
  type ReadConfigOptions,
  type ReadResult,
  readConfig,
  writeConfig,
} from './convert.js';
export type { Definition, Example, Message, Severity } from './diagnostics/define.js';
export { applyFixes, type Code, type Diagnostic, type Fix, isError } from './diagnostics/diagnostic.js';
export { formatOfName } from './formats/detect.js';
export type { Format, Reading, ReadOptions, Writing } from './formats/format.js';
export { builtInFormats } from './formats/index.js';
export type {
  Action,
  HeldConfiguration,
  MovedReference,
  NeededVersion,
  OpenReference,
  OutputState,
  Plan,
  PlannedFile,
  PlannedMention,
  PlannedOutput,
  PlannedText,
  Role,
} from './migrate/plan.js';
export { type ConfigDifference, configDifferences, type DifferenceOptions, type DifferenceSide } from './model/compare/differences.js';
export { type CompareOptions, configDifference, equalConfig } from './model/compare/equal.js';
export type { Leaf } from './model/compare/leaves.js';
export { type Config, type Place, type Property, type Section, type SectionKind, sectionsOf } from './model/config.js';
export type { Nested, NestedEntry, NestedItem, NestedList, NestedMap, NestedScalar } from './model/nested.js';
export { type TlsOptions, type Upstream, type UpstreamNode, upstreamsOf, withUpstreams } from './model/upstream.js';
export { type CheckFilesOptions, checkFiles } from './on-host/check-files.js';
export { type MigrateFilesOptions, migrateFiles } from './on-host/migrate-files.js';
export type { HostOptions } from './on-host/named-files.js';
export type { CheckedFile } from './project/check/check-file.js';
export type { RootMapping } from './project/derived-hosts.js';
export type { Host, Unreadable } from './project/host.js';
export type { FileDiagnostics } from './report/located.js';
export { formatPretty, type PrettyOptions } from './report/pretty.js';
export { type Position, SourceFile } from './source/source-file.js';
export type { Span } from './source/span.js';
export type { Need } from './versions/needs.js';
