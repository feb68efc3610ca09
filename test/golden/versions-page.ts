import { forms } from '../../src/engine/versions/forms.js';
import { lastReleases } from '../../src/engine/versions/releases.js';

const intro = `# Versions of Fluent Bit

People run Fluent Bit ${lineOf(lastReleases[0])} to ${lineOf(lastReleases.at(-1) ?? '')}, and these do not read the same. Without an option, flb-convert writes for the newest that it
knows, and says which version the output needs at least:

\`\`\`console
$ flb-convert fluent-bit/upstream.conf -o upstream.yaml
needs Fluent Bit 3.2.0 or later: 'upstream_servers' in YAML
\`\`\`

Where two spellings mean the same, it writes the one that older versions read, too.

## For a version

\`--fluent-bit VERSION\` of \`convert\`, \`check\`, \`migrate\`, \`schema\` and \`lsp\`, and \`target\` of the library:

| VERSION | |
|---|---|
| \`3.1\` | every release of the line 3.1 must read it |
| \`3.1.4\` | this one |
| \`latest\` | the newest line that is known; what counts without the option |

A newer version than is known is taken as the newest, an older one as the oldest, and a line says so. \`--verify-with PROGRAM\` takes the
version from \`PROGRAM --version\`. In manifests, the tag of the image counts where no option says a version.

- \`convert\` and \`migrate\` refuse what that version would refuse or ignore, with the place, the first version that reads it, and what to
  write instead. Lists are written as repeated keys for versions that lose lists, and before these.
- \`migrate\` warns of what that version does not read in files that stay as they are.
- Below 3.2, \`migrate\` converts the main file and what it includes; parsers, plugins, stream tasks and upstreams stay classic.
- \`check\` knows the plugins, keys and types of that version.
- \`check --upgrade-from 2.2 --fluent-bit 5.1\` says what an upgrade changes for a configuration: keys that are gone or renamed, other
  types, other defaults.

## What reads what

`;

const outro = `## How it was measured

The last release of each line (${lastReleases.join(', ')}), and 2.1.8 and 4.0.0 at the edges, were built and run on 135 small
configurations, each judged by what came out. The patch releases above are the first ones that have the commit. Keys, types and defaults
of plugins come from the config maps in the sources of these releases; for 5.1.1 they agree with what the engine lists itself in 1,378 of
1,382 keys. The tables are in src/engine/versions/, 78 of the configurations with each version's result in test/engine/versions/.
`;

/** docs/versions.md, from the table of forms. */
export function versionsPage(): string {
  const rows = Object.values(forms).map((form) => {
    const { what, in: ranges, otherwise } = form;
    const instead = 'instead' in form ? form.instead : '';
    return `| ${[what, ranges.join(' or '), otherwise, instead].map(cell).join(' | ')} |\n`;
  });
  return `${intro}| what | read by | what others do | instead |\n|---|---|---|---|\n${rows.join('')}\n${outro}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function lineOf(release: string): string {
  return release.replace(/\.\d+$/, '');
}
