import type { MergedReport } from '../../fleet/merged.js';
import type { FleetForm } from '../forms.js';
import { fleetJson } from './fleet-json.js';
import { fleetMarkdown } from './fleet-markdown.js';
import { fleetSarif } from './fleet-sarif.js';
import { fleetText } from './fleet-text.js';

export interface FleetOptions {
  /** The version of this program. */
  readonly version: string;
  readonly color?: boolean;
}

/** Merged reports in one of the forms, piece by piece: of a thousand hosts they may be long. */
export function formatFleet(merged: MergedReport, form: FleetForm, { version, color = false }: FleetOptions): Iterable<string> {
  switch (form) {
    case 'pretty':
      return fleetText(merged, color);
    case 'markdown':
      return fleetMarkdown(merged);
    case 'json':
      return fleetJson(merged);
    case 'sarif':
      return fleetSarif(merged, version);
  }
}
