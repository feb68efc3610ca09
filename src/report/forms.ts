/** The forms of diagnostics for machines. */
export const machineForms = ['json', 'github', 'sarif', 'junit'] as const;
export type MachineForm = (typeof machineForms)[number];

/** The forms of a comparison. */
export const comparisonForms = ['pretty', 'json', 'markdown'] as const;
export type ComparisonForm = (typeof comparisonForms)[number];

/** The forms of a picture. */
export const graphForms = ['mermaid', 'dot', 'svg'] as const;
export type GraphForm = (typeof graphForms)[number];
