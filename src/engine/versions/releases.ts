/** The last release of each line of Fluent Bit that was measured, oldest first. A new line is one more entry. */
export const lastReleases = [
  '1.9.10',
  '2.0.14',
  '2.1.10',
  '2.2.3',
  '3.0.7',
  '3.1.10',
  '3.2.10',
  '4.0.14',
  '4.1.2',
  '4.2.8',
  '5.0.9',
  '5.1.1',
] as const;
