/** What people call the formats, in the order in which they stand side by side. */
export const formatNames: Readonly<Record<string, string>> = { yaml: 'YAML', classic: 'Classic', json: 'JSON' };
