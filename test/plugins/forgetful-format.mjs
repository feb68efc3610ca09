/** A format that loses everything, for the sake of verification. */
export default {
  name: 'forgetful',
  suffixes: ['.forget'],
  comments: false,
  sniff: () => false,
  read: () => ({ config: { sections: [] }, diagnostics: [] }),
  write: () => ({ text: 'forgotten\n', diagnostics: [] }),
};
