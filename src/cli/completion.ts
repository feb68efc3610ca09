import { type Command, Option } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What can be typed behind a command. */
interface Completed {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** The words that its arguments are chosen from; without any, they are files. */
  readonly words: readonly string[];
}

interface CompletedOption {
  /** `-t` and `--to`, or one of them. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The values to choose from; without any, a value is a file. */
  readonly values: readonly string[];
}

/** The script that completes the commands of a program in a shell. `formats` are the values of options that take a format. */
export function completionScript(shell: Shell, program: Command, formats: readonly string[]): string {
  const commands = program.commands.map((command) => completed(command, formats));
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](commands);
}

function completed(command: Command, formats: readonly string[]): Completed {
  const help = new Option('-h, --help', 'display help for command');
  return {
    name: command.name(),
    description: command.description(),
    options: [...command.options, help].map((option) => ({
      flags: [option.short, option.long].filter((flag) => flag != null),
      description: option.description,
      takesValue: option.required || option.optional,
      values: option.argChoices ?? (/<format>/.test(option.flags) ? formats : []),
    })),
    words: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
  };
}

function bashScript(commands: readonly Completed[]): string {
  const names = commands.map(({ name }) => name);
  const options = commands.map(({ name, options }) => `    ${name}) options='${options.flatMap(({ flags }) => flags).join(' ')}' ;;`);
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flags, values }) => `    ${flags.map((flag) => `${name},${flag}`).join('|')}) ${valuesIn(values)} ;;`),
  );
  const words = commands.filter((one) => one.words.length > 0).map((one) => `    ${one.name}) words='${one.words.join(' ')}' ;;`);
  return `# bash: eval "$(flb-convert completion bash)"
_flb_convert() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=convert options= words=
  # bash splits --to=json at its equals sign.
  if [[ $current == = ]]; then current=
  elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  case \${COMP_WORDS[1]} in
    ${names.join('|')}) [[ $COMP_CWORD -gt 1 ]] && command=\${COMP_WORDS[1]} ;;
  esac
  case $command,$before in
${values.join('\n')}
  esac
  case $command in
${options.join('\n')}
  esac
  case $command in
${words.join('\n')}
  esac
  [[ $COMP_CWORD -eq 1 ]] && words='${names.join(' ')}'
  if [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current"))
  else COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}
complete -o bashdefault -o default -F _flb_convert flb-convert
`;
}

/** No words: bash goes on with files. */
function valuesIn(values: readonly string[]): string {
  return values.length === 0 ? 'COMPREPLY=(); return' : `COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$current")); return`;
}

function zshScript(commands: readonly Completed[]): string {
  const described = commands.map(({ name, description }) => `    ${inQuotes(`${name}:${description}`)}`);
  const cases = commands.map(({ name, options, words }) => {
    const specs = options.flatMap(({ flags, description, takesValue, values }) =>
      flags.map((flag) => {
        const value = values.length === 0 ? '_files' : `(${values.join(' ')})`;
        return inQuotes(`*${flag}[${description.replace(/[\\[\]:]/g, '\\$&')}]${takesValue ? `:value:${value}` : ''}`);
      }),
    );
    const rest = inQuotes(`*:argument:${words.length === 0 ? '_files' : `(${words.join(' ')})`}`);
    return `    ${name}) _arguments ${[...specs, rest].join(' ')} ;;`;
  });
  return `#compdef flb-convert
# zsh: flb-convert completion zsh > a file _flb-convert in a directory of $fpath
_flb_convert() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    _files
    return
  fi
  local command=convert
  if (( \${commands[(I)$words[2]:*]} )); then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _flb-convert ]]; then _flb_convert "$@"; else compdef _flb_convert flb-convert; fi
`;
}

function fishScript(commands: readonly Completed[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = commands.flatMap(({ name, description, options, words }) => {
    const seen = `__fish_seen_subcommand_from ${name}`;
    const when = name === 'convert' ? `${seen}; or not __fish_seen_subcommand_from ${names}` : seen;
    return [
      `complete -c flb-convert -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d ${inQuotes(description)}`,
      ...(words.length === 0 ? [] : [`complete -c flb-convert -f -n '${seen}' -a '${words.join(' ')}'`]),
      ...options.map(({ flags, description, takesValue, values }) => {
        const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
        const value = values.length > 0 ? ` -x -a '${values.join(' ')}'` : takesValue ? ' -r -F' : '';
        return `complete -c flb-convert -n '${when}' ${named}${value} -d ${inQuotes(description)}`;
      }),
    ];
  });
  return `# fish: flb-convert completion fish > ~/.config/fish/completions/flb-convert.fish\n${lines.join('\n')}\n`;
}

/** As a word for zsh and for fish, which both take a quote out of the quotes. */
function inQuotes(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
