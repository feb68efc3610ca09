import { define } from '../../diagnostics/define.js';

export const unindentedKey = define({
  code: 'FLB104',
  name: 'unindented-key',
  severity: 'error',
  facts: ['C-10'],
  why: 'The first line that is not a header sets the indentation of the whole file. If it begins with a letter, that letter counts as indentation and is lost: `host h` is read as `ost`.',
  example: { classic: '[UPSTREAM]\nname u\n' },
  says: ({ key }: { key: string }) => ({
    text: `the key '${key}' is not indented: Fluent Bit takes the first letter of such a line for the indentation of the file and loses it`,
    help: 'indent every key by four spaces',
  }),
});

export const indentationTooLow = define({
  code: 'FLB105',
  name: 'indentation-too-low',
  severity: 'error',
  facts: ['C-8', 'C-9', 'C-11', 'C-12'],
  why: 'The first indented line sets the indentation for the whole file, and lines with less stop Fluent Bit. That holds for comments and lines of spaces too.',
  example: { classic: '[UPSTREAM]\n    name u\n[NODE]\n  name n\n  host h\n    port 1\n' },
  says: () => ({
    text: 'less indentation than the first indented line of the file: Fluent Bit stops with "indentation level is too low"',
    help: 'indent all keys and comments of the file alike',
  }),
});

export const indentationTooDeep = define({
  code: 'FLB106',
  name: 'indentation-too-deep',
  severity: 'error',
  facts: ['C-8', 'C-9', 'C-11', 'C-13'],
  why: 'The first indented line sets the indentation for the whole file. Fluent Bit accepts only that and exactly twice as much.',
  example: { classic: '[UPSTREAM]\n  name u\n[NODE]\n  name n\n      host h\n   port 1\n' },
  says: () => ({
    text: 'more indentation than the first indented line of the file, and not exactly twice as much: Fluent Bit stops with "extra indentation level found"',
    help: 'indent all keys and comments of the file alike',
  }),
});

export const indentationMixed = define({
  code: 'FLB107',
  name: 'indentation-mixed',
  severity: 'error',
  facts: ['C-11'],
  why: 'Every line must begin with exactly the text that indents the first one: a tab and spaces are different texts, even where they look alike.',
  example: { classic: '[UPSTREAM]\n    name u\n[NODE]\n\tname n\n\thost h\n  \tport 1\n' },
  says: () => ({
    text: 'another indentation than the first indented line of the file: Fluent Bit stops with "inconsistent use of tab and space"',
    help: 'use either tabs or spaces throughout the file',
  }),
});

export const keyWithoutValue = define({
  code: 'FLB108',
  name: 'key-without-value',
  severity: 'error',
  facts: ['C-16'],
  why: 'In a classic file each key needs a value. Fluent Bit stops at a key without one.',
  example: { classic: '[UPSTREAM]\n    name\n[NODE]\n    name n\n    host \n    port   \n' },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' has no value: Fluent Bit stops here`,
    help: 'give it a value, or remove the line',
  }),
});

export const tabSeparator = define({
  code: 'FLB109',
  name: 'tab-separator',
  severity: 'error',
  facts: ['C-14'],
  why: 'Only a space ends a key. With a tab in its place, Fluent Bit finds no value.',
  example: { classic: '[UPSTREAM]\n    name\tu\n[NODE]\n    name n\n    host\t\t127.0.0.1\n    shared_key\tsecret\n    port 1\n' },
  says: ({ key }: { key: string }) => ({
    text: `a tab between '${key}' and its value: Fluent Bit separates them at a space only and stops with "undefined value"`,
    help: 'write a space in place of the tab',
  }),
});

export const keyOutsideSection = define({
  code: 'FLB110',
  name: 'key-outside-section',
  severity: 'error',
  facts: ['C-24'],
  why: 'A key belongs to the section above it, and there is none.',
  example: { classic: '    name u\n    # comment\n    host h\n[UPSTREAM]\n    name u\n', options: { from: 'classic' } },
  says: ({ key }: { key: string }) => ({
    text: `'${key}' stands before any section: Fluent Bit stops with "could not allocate key value pair"`,
    help: 'put a header such as [UPSTREAM] above it',
  }),
});

export const badHeader = define({
  code: 'FLB111',
  name: 'bad-header',
  severity: 'error',
  facts: ['C-20'],
  why: 'The name of a section ends at the bracket that closes it.',
  example: { classic: '[UPSTREAM\n    name u\n[NODE]\n    name n\n    host h\n    port 1\n', options: { from: 'classic' } },
  says: () => ({ text: 'a header without \']\': Fluent Bit stops with "bad header definition"', help: "close it with ']'" }),
});

export const indentedHeader = define({
  code: 'FLB112',
  name: 'indented-header',
  severity: 'error',
  facts: ['C-20', 'C-25'],
  why: 'Only a line that begins with a bracket in the first column opens a section.',
  example: { classic: '[UPSTREAM]\n    name u\n\n    [NODE]\n    name n\n    host h\n    port 1\n' },
  says: ({ header }: { header: string }) => ({
    text: `the header ${header} is indented: Fluent Bit takes it for a key and stops with "undefined value"`,
    help: 'begin the header in the first column',
  }),
});

export const textAfterHeader = define({
  code: 'FLB113',
  name: 'text-after-header',
  severity: 'warning',
  facts: ['C-20'],
  why: 'Fluent Bit reads a header up to its first closing bracket. Settings behind it have no effect; a comment there is kept.',
  example: { classic: '[UPSTREAM] the main one\n    name u\n[NODE]] x\n    name n\n    host h\n    port 1\n' },
  says: () => ({
    text: "Fluent Bit ignores what follows the ']' of a header, and so does the output",
    help: 'remove it, or put it on a line of its own',
  }),
});

export const commandWithoutValue = define({
  code: 'FLB114',
  name: 'command-without-value',
  severity: 'error',
  facts: ['C-28', 'C-33'],
  why: 'A command is separated from its value by a space. Without space and value Fluent Bit refuses the file and does not say why.',
  example: {
    classic: '@SET\n@SET\tA=1\n@INCLUDE  \n@FOO\n[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n',
  },
  says: ({ command, tab }: { command: string; tab: boolean }) => ({
    text: `'${command}' needs a space and a value: Fluent Bit refuses the whole file without a message`,
    help: tab
      ? 'write a space in place of the tab'
      : command.toUpperCase() === '@SET'
        ? 'write @SET NAME=value'
        : 'give it a value, or remove the line',
  }),
});

export const ignoredCommand = define({
  code: 'FLB115',
  name: 'ignored-command',
  severity: 'warning',
  facts: ['C-29'],
  why: 'Fluent Bit knows the commands @SET and @INCLUDE. It stores any other and does nothing with it.',
  example: { classic: '@FOO bar baz\n@SET novalue\n[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n' },
  says: ({ command }: { command: string }) => ({
    text: `Fluent Bit ignores '${command}'`,
    help: 'remove the line, or write @SET NAME=value or @INCLUDE path',
  }),
});

export const indentedCommand = define({
  code: 'FLB116',
  name: 'indented-command',
  severity: 'warning',
  facts: ['C-27'],
  why: 'Commands begin in the first column. An indented one is read as a key of the section above, which most plugins then refuse.',
  example: {
    classic: '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    @SET A=1\n    @INCLUDE other.conf\n',
  },
  says: ({ command }: { command: string }) => ({
    text: `an indented '${command}' is an ordinary key to Fluent Bit, not a command`,
    help: 'begin it in the first column',
  }),
});

export const badGroup = define({
  code: 'FLB121',
  name: 'bad-group',
  severity: 'error',
  facts: ['C-25'],
  why: 'A group belongs to a section, and a group inside another needs a key above it. Otherwise Fluent Bit refuses the file with no more than a warning.',
  example: {
    classic: '    [GROUP] \n        a 1\n[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n',
    options: { from: 'classic' },
  },
  says: ({ group }: { group: string }) => ({
    text: `the group '${group}' stands outside of a section or in an empty group: Fluent Bit refuses the file`,
    help: 'no plugin reads groups in classic files: remove it, or use YAML',
  }),
});

export const tabInKey = define({
  code: 'FLB122',
  name: 'tab-in-key',
  severity: 'warning',
  facts: ['C-14'],
  why: 'Only a space ends a key, so the tab and the text behind it become a part of the key.',
  example: { classic: '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    tag\tapp x\n' },
  says: ({ key }: { key: string }) => ({
    text: `a tab is part of the key '${key}': Fluent Bit separates key and value at the first space only`,
    help: 'write a space in place of the tab if the value begins there',
  }),
});

export const commentInValue = define({
  code: 'FLB123',
  name: 'comment-in-value',
  severity: 'warning',
  facts: ['C-7', 'U-9'],
  why: 'A comment stands on its own line. Behind a value it becomes a part of the value: `tls on # c` turns TLS off.',
  example: {
    classic:
      '[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n    tls on # encrypted\n    tag #app\n    shared_key secret # not a comment\n',
  },
  says: ({ key }: { key: string }) => ({
    text: `Fluent Bit has no comments at the end of a line: the value of '${key}' includes the '#' and what follows`,
    help: 'put the comment on a line of its own',
  }),
});

export const emptyVariable = define({
  code: 'FLB124',
  name: 'empty-variable',
  severity: 'warning',
  facts: ['E-8'],
  why: 'A bug of Fluent Bit: the value of such a variable points to memory that is used for something else. YAML holds an empty variable correctly.',
  example: { classic: '@SET EMPTY=\n[UPSTREAM]\n    name u\n\n[NODE]\n    name n\n    host 127.0.0.1\n    port 24224\n' },
  says: ({ variable }: { variable: string }) => ({
    text: `'@SET ${variable}=' without a value: Fluent Bit expands it to random bytes`,
    help: 'give it a value, or remove the line',
  }),
});

export const carriageReturnInHeader = define({
  code: 'FLB125',
  name: 'carriage-return-in-header',
  severity: 'error',
  facts: ['C-1', 'C-20'],
  why: 'Only a line feed ends a line. With line ends of old Macs a whole section is a part of its header, and Fluent Bit ignores it.',
  example: { classic: '[UPSTREAM]\r    name u\r[NODE]\r    name n\r' },
  says: () => ({
    text: 'a carriage return within the line of a header: Fluent Bit ignores all that follows it on the line',
    help: 'save the file with LF line ends',
  }),
});

export const oddInclude = define({
  code: 'FLB127',
  name: 'odd-include',
  severity: 'warning',
  facts: ['C-33'],
  why: 'The path of an include is all text up to the end of the line. Fluent Bit removes no quotes, expands no variables and knows no comments there.',
  example: { classic: '@INCLUDE "quoted.conf"\n@INCLUDE  two-spaces.conf\n@INCLUDE ${DIR}/a.conf\n@INCLUDE a.conf # the first\n' },
  says: ({ path }: { path: string }) => ({
    text: `Fluent Bit looks for a file named exactly '${path}': quotes, spaces, variables and comments are part of the name`,
    help: "write '@INCLUDE', one space and the path",
  }),
});

export const nestedValueNotWritable = define({
  code: 'FLB310',
  name: 'nested-value-not-writable',
  severity: 'error',
  facts: ['M-12'],
  why: 'Processors, routes and other nested values exist in YAML only.',
  example: {
    yaml: "service:\n  telemetry:\n    metrics: true\npipeline:\n  inputs:\n    - name: dummy\n      processors:\n        logs:\n          - name: content_modifier\n            action: delete\n            key: a\n      routes:\n        logs:\n          - name: all\n            condition:\n              default: true\n            to:\n              outputs: [out]\n  outputs:\n    - name: stdout\n      alias: out\n      match: '*'\n",
  },
  says: ({ key, format }: { key: string; format: string }) => ({
    text: `'${key}' cannot be written in ${format}: Fluent Bit reads nested values from YAML only`,
    help: 'keep the file in YAML or JSON',
  }),
});
