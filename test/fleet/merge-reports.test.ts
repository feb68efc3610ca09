import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReportMerger } from '../../src/fleet/merge-reports.js';
import type { MergedReport, ReportedDiagnostic } from '../../src/fleet/merged.js';

const severities = ['error', 'warning', 'info'] as const;

const findings: fc.Arbitrary<ReportedDiagnostic> = fc.record({
  file: fc.constantFrom('a.conf', 'b\n.conf', 'ü'),
  line: fc.integer({ min: 1, max: 2 }),
  column: fc.constant(1),
  endLine: fc.constant(1),
  endColumn: fc.constant(1),
  severity: fc.constantFrom(...severities),
  code: fc.constantFrom('FLB201', 'FLB542'),
  name: fc.constant('name'),
  message: fc.constantFrom('x', 'x\nb', ''),
  help: fc.constantFrom(null, 'b', ''),
  fixable: fc.boolean(),
});

const fleets = fc.array(fc.array(findings, { maxLength: 6 }), { maxLength: 6 });

function merged(fleet: readonly (readonly ReportedDiagnostic[])[]): MergedReport {
  const merger = new ReportMerger();
  for (const [i, diagnostics] of fleet.entries()) merger.add(`h${i}`, `${i}.json`, { kind: 'check', files: 1, diagnostics });
  return merger.merged();
}

/** What hosts have, each finding of a host once, as texts. */
function allOf(fleet: readonly (readonly ReportedDiagnostic[])[]): string[] {
  return fleet.flatMap((found, host) => [...new Set(found.map((one) => JSON.stringify({ ...one, host })))]).sort();
}

describe('merged reports', () => {
  it('have every finding of every host, and no other', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const found = merged(fleet).left.flatMap((group) =>
          group.places().flatMap(({ hosts, ...one }) => hosts.map((host) => ({ ...one, host }))),
        );
        expect(allOf(fleet)).toEqual(found.map((one) => JSON.stringify(sorted(one, fleet))).sort());
      }),
    );
  });

  it('have each place once, and count hosts and places', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        for (const group of merged(fleet).left) {
          const places = group.places();
          expect(group.count).toBe(places.length);
          expect(new Set(places.map(({ hosts: _, ...one }) => JSON.stringify(one))).size).toBe(places.length);
          expect(group.hosts).toBe(new Set(places.flatMap(({ hosts }) => hosts)).size);
        }
      }),
    );
  });

  it('are the same whatever the order of the findings of a host is', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const shown = ({ left }: MergedReport) =>
          left.map((group) => ({ ...group, packed: undefined, places: group.places().map(textOf).sort() }));
        expect(shown(merged(fleet.map((found) => [...found].reverse())))).toEqual(shown(merged(fleet)));
      }),
    );
  });

  it('begin with errors, then with what most hosts have', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const order = merged(fleet).left.map(({ severity, hosts }) => severities.indexOf(severity) * 1000 - hosts);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});

function textOf(one: object): string {
  return JSON.stringify(one);
}

/** A finding with its fields in the order in which the fleet has them. */
function sorted(one: ReportedDiagnostic & { host: number }, fleet: readonly (readonly ReportedDiagnostic[])[]) {
  const [first] = fleet.flat();
  return Object.fromEntries([...Object.keys(first ?? {}), 'host'].map((key) => [key, one[key as keyof typeof one]]));
}
