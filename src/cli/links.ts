/** The oldest VTE, the part of GNOME's terminals, that shows links. */
const firstVte = 5000;

const programs = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'Tabby']);
const terminals = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|wezterm)/;

/**
 * Whether a terminal shows links (OSC 8), by the variables that it sets. One that is not known shows none: some print the URL into
 * the text.
 */
export function showsLinks(env: NodeJS.ProcessEnv): boolean {
  if (env.FORCE_HYPERLINK) return env.FORCE_HYPERLINK !== '0';
  if (env.CI || env.TERM === 'dumb') return false;
  return (
    Boolean(env.WT_SESSION || env.KONSOLE_VERSION) ||
    Number(env.VTE_VERSION) >= firstVte ||
    programs.has(env.TERM_PROGRAM ?? '') ||
    terminals.test(env.TERM ?? '')
  );
}
