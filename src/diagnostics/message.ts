import type { Diagnostic, UnwritableReason } from './diagnostic.js';

/** What a diagnostic says to a person: what is wrong, and how to mend it. */
export interface Message {
  readonly text: string;
  readonly mend?: string;
}

/** The one place that words diagnostics. */
export function messageOf(one: Diagnostic): Message {
  switch (one.code) {
    case 'FLB101':
      return {
        text: `not UTF-8 at byte offset ${one.args.byteOffset}: Fluent Bit refuses such YAML, and classic text cannot be carried over`,
        mend: 'save the file as UTF-8',
      };
    case 'FLB102':
      return { text: 'half of a surrogate pair, which no UTF-8 file can hold', mend: 'remove it, or write the whole character' };
    case 'FLB103':
      return {
        text: 'the file starts with a byte order mark: Fluent Bit refuses it',
        mend: 'save the file without a byte order mark',
      };
    case 'FLB104':
      return {
        text: `the key '${one.args.key}' is not indented: Fluent Bit takes the first letter of such a line for the indentation of the file and loses it`,
        mend: 'indent every key by four blanks',
      };
    case 'FLB105':
      return {
        text: 'less indentation than the first indented line of the file: Fluent Bit stops with "indentation level is too low"',
        mend: 'indent all keys and comments of the file alike',
      };
    case 'FLB106':
      return {
        text: 'more indentation than the first indented line of the file, and not exactly twice as much: Fluent Bit stops with "extra indentation level found"',
        mend: 'indent all keys and comments of the file alike',
      };
    case 'FLB107':
      return {
        text: 'another indentation than the first indented line of the file: Fluent Bit stops with "inconsistent use of tab and space"',
        mend: 'use either tabs or blanks throughout the file',
      };
    case 'FLB108':
      return {
        text: `'${one.args.key}' has no value: Fluent Bit stops here`,
        mend: 'give it a value, or remove the line',
      };
    case 'FLB109':
      return {
        text: `a tab between '${one.args.key}' and its value: Fluent Bit separates them at a blank only and stops with "undefined value"`,
        mend: 'write a blank in place of the tab',
      };
    case 'FLB110':
      return {
        text: `'${one.args.key}' stands before any section: Fluent Bit stops with "could not allocate key value pair"`,
        mend: 'put a header such as [UPSTREAM] above it',
      };
    case 'FLB111':
      return { text: 'a header without \']\': Fluent Bit stops with "bad header definition"', mend: "close it with ']'" };
    case 'FLB112':
      return {
        text: `the header ${one.args.header} is indented: Fluent Bit takes it for a key and stops with "undefined value"`,
        mend: 'begin the header in the first column',
      };
    case 'FLB113':
      return {
        text: "Fluent Bit ignores what follows the ']' of a header, and so does the output",
        mend: 'remove it, or put it on a line of its own',
      };
    case 'FLB114':
      return {
        text: `'${one.args.command}' needs a blank and a value: Fluent Bit refuses the whole file without a message`,
        mend: one.args.tab
          ? 'write a blank in place of the tab'
          : one.args.command.toUpperCase() === '@SET'
            ? 'write @SET NAME=value'
            : 'give it a value, or remove the line',
      };
    case 'FLB115':
      return {
        text: `Fluent Bit ignores '${one.args.command}'`,
        mend: 'remove the line, or write @SET NAME=value or @INCLUDE path',
      };
    case 'FLB116':
      return {
        text: `an indented '${one.args.command}' is an ordinary key to Fluent Bit, not a command`,
        mend: 'begin it in the first column',
      };
    case 'FLB117':
      return {
        text: 'a carriage return that ends no line: Fluent Bit reads on in the same line',
        mend: 'save the file with LF line ends',
      };
    case 'FLB118':
      return {
        text: 'a NUL character: Fluent Bit cuts the line here and swallows the following one into it',
        mend: 'remove the character',
      };
    case 'FLB119':
      return {
        text: `the last line has ${one.args.bytes} bytes and no line end: Fluent Bit drops a last line of exactly this length`,
        mend: 'end the file with a line end',
      };
    case 'FLB120':
      return { text: 'a line of more than 32 MiB, which Fluent Bit does not read', mend: 'shorten the value' };
    case 'FLB121':
      return {
        text: `the group '${one.args.group}' stands outside of a section or in an empty group: Fluent Bit refuses the file`,
        mend: 'no plugin reads groups in classic files: remove it, or use YAML',
      };
    case 'FLB122':
      return {
        text: `a tab is part of the key '${one.args.key}': Fluent Bit separates key and value at the first blank only`,
        mend: 'write a blank in place of the tab if the value begins there',
      };
    case 'FLB123':
      return {
        text: `Fluent Bit knows no comments at the end of a line: the value of '${one.args.key}' includes the '#' and what follows`,
        mend: 'put the comment on a line of its own',
      };
    case 'FLB124':
      return {
        text: `'@SET ${one.args.variable}=' without a value: Fluent Bit expands it to random bytes`,
        mend: 'give it a value, or remove the line',
      };
    case 'FLB125':
      return {
        text: 'a carriage return within the line of a header: Fluent Bit ignores all that follows it on the line',
        mend: 'save the file with LF line ends',
      };
    case 'FLB126':
      return {
        text: `Fluent Bit takes '${one.args.name}' for '${one.args.kind}', and so it is written`,
        mend: `write '${one.args.kind}'`,
      };
    case 'FLB127':
      return {
        text: `Fluent Bit looks for a file named '${one.args.path}', to the letter: it takes quotes, blanks, variables and comments for parts of the name`,
        mend: "write '@INCLUDE', one blank and the path",
      };
    case 'FLB128':
      return {
        text:
          one.args.section === 'STREAM_TASK'
            ? 'Fluent Bit ignores [STREAM_TASK] in a main file, and so does the output'
            : `Fluent Bit does not start from a main file with [${one.args.section}] in it`,
        mend:
          one.args.section === 'STREAM_TASK'
            ? 'write [STREAM_PROCESSOR], or move it to a Streams_File'
            : `move it to a ${one.args.section === 'PLUGINS' ? 'Plugins_File' : 'Parsers_File'}, or convert the file to YAML`,
      };
    case 'FLB131':
      return { text: `no valid ${one.args.format}: ${one.args.problem}` };
    case 'FLB132':
      return {
        text: `Fluent Bit does not read aliases: it stops with "unexpected event 'alias-event'"`,
        mend: 'write the value out, or convert with --expand-aliases',
      };
    case 'FLB133':
      return {
        text: `a raw control character (${one.args.character}): Fluent Bit stops with "control characters are not allowed"`,
        mend: `write "${one.args.character.replace('U+', '\\u')}" in double quotes`,
      };
    case 'FLB134':
      return { text: 'a tab where YAML wants blanks: Fluent Bit refuses the file', mend: 'indent with blanks' };
    case 'FLB135':
      return {
        text: 'an empty document: Fluent Bit refuses the file ("unexpected event \'scalar-event\'")',
        mend: "remove it, and a '---' before it; a file without sections holds {}",
      };
    case 'FLB136':
      return {
        text: `Fluent Bit reads the text '${one.args.text}' here, not an absent value for '${one.args.key}'`,
        mend: 'remove the key, or quote the text if it is meant',
      };
    case 'FLB137':
      return { text: `${subject(one.args)} must be ${one.args.expected}: Fluent Bit reads nothing else here` };
    case 'FLB138':
      return {
        text: `Fluent Bit never returns from reading '${one.args.key}': it loops forever`,
        mend: "write 'nodes' in lower case",
      };
    case 'FLB139':
      if (one.args.key === '') return { text: 'an empty key: Fluent Bit stops with "unable to add property"', mend: 'remove it' };
      return {
        text: `'${one.args.key}' holds only blanks: Fluent Bit stops with "unable to add property"`,
        mend: 'give it a value, or remove it',
      };
    case 'FLB140':
      return {
        text: `Fluent Bit cuts the value of '${one.args.key}' at its NUL character, and so does the output`,
        mend: 'remove the \\0',
      };
    case 'FLB141':
      return {
        text: `a raw ${one.args.character} outside of quotes or beside a blank, which Fluent Bit does not read as a character`,
        mend: `write "${one.args.character.replace('U+', '\\u')}" in double quotes`,
      };
    case 'FLB142':
      return { text: `nested more than ${one.args.levels} levels deep`, mend: 'no section of Fluent Bit is nested like this' };
    case 'FLB143':
      return { text: "an item of 'env' without a name: Fluent Bit drops it, and so does the output", mend: 'add its name' };
    case 'FLB144':
      return {
        text: "a second 'service': Fluent Bit stops with \"duplicated definition of 'service'\"",
        mend: 'put all settings into the first one',
      };
    case 'FLB145':
      return { text: "'plugins' without a list: Fluent Bit crashes while it reads this", mend: 'write a list of paths, or remove the key' };
    case 'FLB146':
      return {
        text: `'${one.args.name}' is no section of ${one.args.place}: Fluent Bit refuses the file`,
        ...didYouMean(one.args),
      };
    case 'FLB147':
      return {
        text: `Fluent Bit translates this path as if it were a key, to '${one.args.reading}'`,
        mend: "begin the path with '/' or './'",
      };
    case 'FLB148':
      return {
        text: 'a rule needs a state, a regex and a next_state: Fluent Bit stops here',
        mend: 'add what is missing, or write the rule as text: rule: \'"state" "/regex/"\'',
      };
    case 'FLB149':
      return { text: `an empty list for '${one.args.key}': Fluent Bit stops with "could not configure property"`, mend: 'remove it' };
    case 'FLB150':
      return {
        text: `more than ${one.args.most} items in a list within processors or routes: Fluent Bit stops with "unable to add key to list map"`,
        mend: 'split the list',
      };
    case 'FLB151':
      return { text: `no valid JSON: ${one.args.expected} expected here` };
    case 'FLB152':
      if (one.args.key === '') return { text: 'an empty key: Fluent Bit drops it, and so does the output', mend: 'remove it' };
      return {
        text: `'${one.args.key}' holds only blanks: Fluent Bit drops it, and so does the output`,
        mend: 'give it a value, or remove it',
      };
    case 'FLB201':
      return { text: 'an upstream without a name: Fluent Bit does not load it', mend: 'add a name' };
    case 'FLB202':
      return {
        text: `${one.args.node} has no ${one.args.key}: Fluent Bit stops with "no '${one.args.key}' has been set"`,
        mend: `add its ${one.args.key}`,
      };
    case 'FLB203':
      return {
        text: `${one.args.upstream} has no nodes: Fluent Bit stops with "no nodes defined"`,
        mend: 'add a node with name, host and port',
      };
    case 'FLB204':
      return {
        text: 'no upstream in this file: Fluent Bit crashes or stops when an output names it as its upstream',
        mend: 'add an upstream with its nodes',
      };
    case 'FLB205':
      return {
        text: `several upstreams in one file (${one.args.upstreams}): from a classic file Fluent Bit puts all nodes under the first name, from YAML it keeps the last one only`,
        mend: 'use a file for each: convert --upstreams split -d DIR',
      };
    case 'FLB206':
      return { text: `'${one.args.key}' is set again: the ${one.args.wins} one counts`, mend: 'remove the others' };
    case 'FLB207':
      return {
        text: `'${one.args.key} ${one.args.value}' is neither on nor off to Fluent Bit: ${one.args.effect}`,
        mend: 'write on or off',
      };
    case 'FLB208':
      return {
        text: `'${one.args.value}' is no port${one.args.reading === undefined ? '' : `: Fluent Bit reads ${one.args.reading}`}`,
        mend: 'write a number from 1 to 65535',
      };
    case 'FLB209':
      return { text: `'${one.args.key}' has no effect without 'tls on'`, mend: "add 'tls on', or remove the key" };
    case 'FLB210':
      return {
        text: `'${one.args.key}' without shared_key: Fluent Bit's forward output refuses to start`,
        mend: "add shared_key, or 'empty_shared_key on'",
      };
    case 'FLB211':
      return {
        text: `neither forward nor es reads '${one.args.key}' from a node: it is ignored`,
        ...didYouMean(one.args),
      };
    case 'FLB213':
      return {
        text: `Fluent Bit does not read '${one.args.key}' here: ${one.args.effect}`,
        mend: `did you mean '${one.args.suggestion}'?`,
      };
    case 'FLB214':
      return {
        text: `'${one.args.key}' has ${one.args.bytes} bytes: a node's key of 32 or more overflows a buffer in Fluent Bit, which may crash`,
        mend: 'use a key of at most 31 bytes',
      };
    case 'FLB215':
      return { text: `Fluent Bit does not expand variables in '${one.args.key}' of ${one.args.what}`, mend: 'write the value out' };
    case 'FLB216':
      return {
        text: `Fluent Bit ignores the variable '${one.args.variable}' of an upstream file; those of the main file apply`,
        mend: 'set it in the main file',
      };
    case 'FLB217':
      return { text: `'${one.args.key}' of an upstream is ignored, its nodes do not inherit it`, mend: 'give it to each node' };
    case 'FLB218':
      return { text: `no plugin reads the group '${one.args.group}': Fluent Bit ignores it`, mend: 'remove it' };
    case 'FLB219':
      return {
        text: `${one.args.what} without '${one.args.key}': Fluent Bit does not load it`,
        mend: `add '${one.args.key}' with a value`,
      };
    case 'FLB220':
      return {
        text: `'${one.args.plugin}' is no ${one.args.kind} that flb-convert knows: Fluent Bit must have it built in, or load it`,
        ...didYouMean(one.args),
      };
    case 'FLB221':
      return { text: `Fluent Bit knows no section '${one.args.section}' and ignores it`, ...didYouMean(one.args) };
    case 'FLB222':
      return {
        text: `${one.args.plugin} has no property '${one.args.key}': Fluent Bit stops with "unknown configuration property"`,
        mend: didYouMean(one.args).mend ?? 'remove it',
      };
    case 'FLB223':
      return {
        text: `${one.args.plugin} may have no property '${one.args.key}': then Fluent Bit stops with "unknown configuration property"`,
        ...didYouMean(one.args),
      };
    case 'FLB224':
      return { text: `Fluent Bit reads no '${one.args.key}' from ${one.args.what}: it is ignored`, ...didYouMean(one.args) };
    case 'FLB225':
      return {
        text: `'${one.args.key}' is set again: Fluent Bit takes it once only and does not start`,
        mend: 'keep one of them',
      };
    case 'FLB226':
      return {
        text: `'${one.args.key} ${one.args.value}' is neither on nor off: Fluent Bit stops with "invalid value for boolean property"`,
        mend: 'write on or off',
      };
    case 'FLB227':
      return { text: `the value '${one.args.value}' of '${one.args.key}' is not ${one.args.expected}`, mend: `write ${one.args.expected}` };
    case 'FLB228':
      return {
        text: `'${one.args.key}' wants at least ${one.args.least} words, separated by blanks`,
        mend: 'add what is missing; a word with blanks stands in double quotes',
      };
    case 'FLB229':
      return {
        text: `'${one.args.key}' is a key and a value: Fluent Bit drops one of more than two words`,
        mend: 'put the value into double quotes',
      };
    case 'FLB230':
      return {
        text: `'${one.args.key}' holds a map, which no plugin reads: Fluent Bit stops with "could not configure property"`,
        mend: 'quote the value if it is meant as a text, such as JSON',
      };
    case 'FLB231':
      return {
        text: `'${one.args.key}' holds a map: Fluent Bit stops with "unsupported nested service property"`,
        mend: `write each setting under its full name, beginning with '${one.args.key}.'`,
      };
    case 'FLB232':
      return { text: 'a filter has no processors: Fluent Bit ignores them', mend: 'move them to an input or an output' };
    case 'FLB233':
      return {
        text: `'${one.args.key}' of a processor must be in lower case: Fluent Bit stops with "unknown configuration property"`,
        mend: "write 'name'",
      };
    case 'FLB234':
      return {
        text: `'${one.args.key}' holds a map: Fluent Bit crashes if the filter ${one.args.plugin} is a processor and gets one`,
        mend: 'write a text, or use the filter under filters',
      };
    case 'FLB235':
      return {
        text: `the parser '${one.args.parser}' exists already: Fluent Bit does not start`,
        mend: 'remove one of them, or give it another name',
      };
    case 'FLB236':
      return {
        text: `'${one.args.value}' is no number of milliseconds: Fluent Bit reads ${one.args.milliseconds}`,
        mend: 'write milliseconds without a unit',
      };
    case 'FLB237':
      return { text: `'${one.args.type}' is no type of a multiline parser`, mend: 'write regex, endswith or equal' };
    case 'FLB238':
      return {
        text: "the first rule of a multiline parser must be for the state 'start_state'",
        mend: 'write "start_state" as the rule\'s first text',
      };
    case 'FLB239':
      return {
        text:
          one.args.state === '' ? 'the next state of a rule is empty' : `no rule has the state '${one.args.state}' that this one leads to`,
        mend: 'name a state that a rule of this parser has',
      };
    case 'FLB240':
      return {
        text: 'Fluent Bit ignores what follows the third text of a rule',
        mend: 'remove it; a text with blanks stands in double quotes',
      };
    case 'FLB241':
      return {
        text: "grep with 'logical_op' takes either regex or exclude: Fluent Bit stops with \"Both 'regex' and 'exclude' are set.\"",
        mend: 'use two filters',
      };
    case 'FLB242':
      return {
        text: `a quote in '${one.args.key}' does not end: Fluent Bit stops with "Parsing failed"`,
        mend: 'close the quote, or write a backslash before it',
      };
    case 'FLB243':
      return {
        text:
          one.args.loss === 'text lost'
            ? `Fluent Bit loses a part of '${one.args.key}': a '}' stands alone, or a '\${' does not end, behind a variable`
            : `Fluent Bit does not expand the variables in '${one.args.key}': a '}' stands before the first of them`,
        mend: 'move the whole value into one variable',
      };
    case 'FLB244':
      return {
        text: `Fluent Bit takes all of '\${${one.args.variable}…}' in '${one.args.key}' for the name of a variable`,
        mend: 'write a default behind :- within the braces',
      };
    case 'FLB245':
      return {
        text: "'routes' without a map: Fluent Bit does not start, and does not say why",
        mend: 'write a map, in YAML, or remove it',
      };
    case 'FLB246':
      return {
        text: `'${one.args.key}' is empty: Fluent Bit stops with "unknown configuration property '${one.args.key}'"`,
        mend: 'give it a value, or remove it',
      };
    case 'FLB301':
      return {
        text: `the value of '${one.args.key}' cannot be written in ${one.args.format}: ${reasonText(one.args.reason)}`,
        mend: 'change the value, or choose another format',
      };
    case 'FLB302':
      return { text: `the key '${one.args.key}' cannot be written in ${one.args.format}`, mend: 'rename it, or choose another format' };
    case 'FLB303':
      return { text: `${count(one.args.lines, 'line')} of comments dropped: ${one.args.format} has no comments` };
    case 'FLB304':
      return {
        text: `several upstreams in one file (${one.args.upstreams}): Fluent Bit puts all nodes of a classic file under the first name and keeps only the last upstream of a YAML file`,
        mend: "'--upstreams split -d DIR' writes a file for each, '--upstreams merge' writes one group, as a classic file runs today",
      };
    case 'FLB305':
      return {
        text: `several upstreams in one file (${one.args.upstreams}): Fluent Bit keeps the last one only`,
        mend: "'--upstreams split -d DIR' writes a file for each",
      };
    case 'FLB306':
      return { text: `the nodes of ${one.args.upstreams} are now in ${one.args.into}` };
    case 'FLB307':
      return { text: `${one.args.section} cannot be written in ${one.args.format}`, mend: 'remove it, or choose another format' };
    case 'FLB308':
      return {
        text: `the repeated key '${one.args.key}' is written '${one.args.spelling}', the same to Fluent Bit, so that the file stays valid for other tools`,
      };
    case 'FLB309':
      return {
        text: `a comment here cannot be written in ${one.args.format}: it holds a control character or a line separator`,
        mend: 'remove the character',
      };
    case 'FLB310':
      return {
        text: `'${one.args.key}' cannot be written in ${one.args.format}: Fluent Bit reads nested values from YAML only`,
        mend: 'keep the file in YAML or JSON',
      };
    case 'FLB311':
      return {
        text: `${one.args.path === one.args.renamed ? `'${one.args.path}' is included` : `'${one.args.path}' is now '${one.args.renamed}'`}: Fluent Bit reads included files in the format of the file that includes them`,
        mend: 'convert that file, too',
      };
    case 'FLB312':
      return {
        text: `${one.args.sections} cannot stand in the main file in ${one.args.format}`,
        mend: "'-d DIR' writes a file of their own and refers to it",
      };
    case 'FLB313':
      return { text: `${one.args.sections} are now in ${one.args.file}, and the service refers to it` };
    case 'FLB401':
      return {
        text: `the suffix ${one.args.suffix} says ${one.args.named}, the content looks like ${one.args.content}`,
        mend: `rename the file, or name its format with --from`,
      };
    case 'FLB402':
      return { text: 'neither the name nor the content tells the format', mend: 'name it with --from classic, yaml or json' };
    case 'FLB403':
      return {
        text: `what was written does not read back the same (${one.args.difference}), so nothing leaves: this is a bug of flb-convert`,
        mend: 'please report it',
      };
    case 'FLB501':
      return {
        text: `${isPattern(one.args) ? 'no file matches' : 'there is no file'} '${one.args.path}'${one.args.places === undefined ? '' : `: Fluent Bit looks ${one.args.places}`}`,
        mend: 'correct the path, or add the file',
      };
    case 'FLB502':
      return {
        text: `'${one.args.path}' is not on this machine, so it was not checked`,
        mend: 'check it where it is; --no-references leaves out what files refer to',
      };
    case 'FLB503':
      return { text: `'${one.args.path}' cannot be read: ${one.args.problem}`, mend: 'correct the path, or make the file readable' };
    case 'FLB504':
      return {
        text: `Fluent Bit takes '${one.args.path}' of the working directory, if it is started there, and not '${one.args.shadowed}'`,
        mend: 'write the path in full, or start Fluent Bit elsewhere',
      };
    case 'FLB505':
      return { text: `Fluent Bit fills in '${one.args.path}' when it starts, so that file was not checked` };
    case 'FLB506':
      return {
        text: `Fluent Bit reads '${one.args.path}' as ${one.args.format} here, its content looks like ${one.args.content}`,
        mend:
          one.args.kind === 'include'
            ? `convert it to ${one.args.format}: a file includes only files of its own format`
            : `give it the suffix ${one.args.content === 'classic' ? '.conf' : '.yaml'}`,
      };
    case 'FLB507':
      return { text: `'${one.args.path}' is read a second time: ${one.args.effect}`, mend: 'remove it here or there' };
    case 'FLB508':
      return {
        text: `'${one.args.path}' is the same file by another path: Fluent Bit reads it again, and all that is in it counts twice`,
        mend: 'remove it here or there',
      };
    case 'FLB509':
      return { text: `no file matches '${one.args.path}': Fluent Bit goes on without`, mend: 'correct the path, or add the file' };
    case 'FLB510':
      return {
        text: `several of the files that '${one.args.path}' matches have filters, which run in the order of the directory: it differs between machines`,
        mend: 'include them one by one',
      };
    case 'FLB511':
      return { text: `no ${one.args.what} in '${one.args.path}'`, mend: 'correct the path, or remove the reference' };
    case 'FLB512':
      return {
        text: `no upstream in '${one.args.path}': Fluent Bit crashes or stops`,
        mend: 'name a file with an upstream and its nodes',
      };
    case 'FLB513':
      return {
        text: `Fluent Bit does not read all of '${one.args.path}' here: it ignores ${one.args.sections}`,
        mend: 'move that elsewhere',
      };
    case 'FLB514':
      return {
        text: `the parser '${one.args.name}' is defined already, in line ${one.args.line} of ${one.args.file}: Fluent Bit does not start`,
        mend: 'rename or remove one of them',
      };
    case 'FLB515':
      return {
        text: `Fluent Bit reads the last Streams_File only, and not '${one.args.path}'`,
        mend: 'put all stream tasks into one file',
      };
    case 'FLB516':
      return {
        text: `with '${one.args.path}', more than ${one.args.most} files are included: Fluent Bit stops, and what follows was not read`,
        mend: 'join files, or split the configuration',
      };
    case 'FLB517':
      return {
        text: `'${one.args.path}' lies outside of the configuration's repository or directories, so it was not looked into`,
        mend: 'name it on the command line to have it checked, too',
      };
    case 'FLB518':
      return {
        text: `'${one.args.path}' leads to ${one.args.found}, which is not a configuration of Fluent Bit, so nothing of it is shown`,
        mend: 'correct the path, or name the file on the command line to see what is wrong with it',
      };
    case 'FLB601':
      return {
        text: `'${one.args.path}' is no part of this migration, but Fluent Bit reads an included file in the format of the file that includes it`,
        mend: 'name it, too; --root FROM=DIR says where a directory of the other machine is found here',
      };
    case 'FLB602':
      return {
        text: `'${one.args.path}' is no part of this migration and stays as it is${one.args.kind === 'include' ? ': it is not in the new tree' : ': Fluent Bit reads either format there'}`,
      };
    case 'FLB603':
      return {
        text: `'${one.args.path}' leads to another file from one main file than from another, and a file has one new form`,
        mend: 'include it under a path that is the same for all, or migrate the main files one by one into directories of their own (-d)',
      };
    case 'FLB604':
      return {
        text: `'${one.args.path}' becomes the list of the ${one.args.files === 1 ? 'file' : `${one.args.files} files`} that it matches: no pattern matches their new names and nothing else`,
      };
    case 'FLB605':
      return {
        text: `the settings of ${one.args.files === 1 ? 'another file' : `${one.args.files} files`} become one 'service' in this one: Fluent Bit takes one in all files of a YAML configuration`,
      };
    case 'FLB606':
      return {
        text: `'${one.args.path}' would become of this file, and of '${one.args.other}' as well`,
        mend: 'rename or remove one of them, or leave it out with --exclude',
      };
    case 'FLB607':
      return {
        text: `Fluent Bit looks for what a YAML file includes beside the name that it is started with, so '${one.args.path}', a link to this file, will not do`,
        mend: 'start Fluent Bit with the file itself',
      };
    case 'FLB608':
      return {
        text: `'${one.args.path}' becomes ${one.args.files} files, one for each upstream, and an output takes one`,
        mend: 'split the file by hand and name the right one here, or use --upstreams merge, as it runs today',
      };
    case 'FLB609':
      return {
        text: `'${one.args.path}' becomes '${one.args.renamed}', which cannot be put here as it is written`,
        mend: `write '${one.args.renamed}' here yourself; until then, what else this file refers to stays as well`,
      };
    case 'FLB610':
      return { text: `'${one.args.path}' is a link that leads to nothing`, mend: 'remove it, or leave it out with --exclude' };
    case 'FLB611':
      return {
        text: `'${one.args.path}' would match the new '${one.args.other}' as well, and Fluent Bit would read it here`,
        mend: 'narrow the pattern, leave the file out with --exclude, or build the tree elsewhere with -d',
      };
    case 'FLB612':
      return misledReference(one.args);
    case 'FLB613':
      return {
        text: `'${one.args.path}' is ${one.args.format} under the very name that its new form gets, and overwritten, the old configuration would not start any more`,
        mend: 'rename it and the include that names it, or build the tree elsewhere with -d',
      };
  }
}

function misledReference({ path, found, wanted }: { path: string; found?: string; wanted?: string }): Message {
  if (wanted === undefined) {
    return {
      text: `'${path}' leads to nothing today, and would lead to the new '${found}' afterwards`,
      mend: 'rename the file that becomes that one, or correct the path',
    };
  }
  if (found === undefined) {
    return {
      text: `'${path}' would lead to nothing afterwards, and not to '${wanted}'`,
      mend: 'migrate that file as well, or write a path that leads to it',
    };
  }
  return {
    text: `'${path}' would lead to '${found}' afterwards, and not to '${wanted}'`,
    mend: 'rename one of the two, or correct the path',
  };
}

function didYouMean({ suggestion }: { suggestion?: string }): { mend?: string } {
  return suggestion === undefined ? {} : { mend: `did you mean '${suggestion}'?` };
}

function subject({ key, what }: { key?: string; what: string }): string {
  return key === undefined ? what : `'${key}'${what === '' ? '' : ` ${what}`}`;
}

/** Only includes are patterns (C-34, Y-32, R-1). */
function isPattern({ path, kind }: { path: string; kind: string }): boolean {
  return kind === 'include' && path.includes('*');
}

function reasonText(reason: UnwritableReason): string {
  switch (reason) {
    case 'empty':
      return 'it is empty';
    case 'blank edges':
      return 'Fluent Bit would trim the blanks at its ends';
    case 'newline':
      return 'it has more than one line';
    case 'nul':
      return 'it holds a NUL character';
    case 'too long':
      return 'Fluent Bit reads lines of at most 32 MiB';
    case 'refreshed':
      return 'Fluent Bit reads its file again and again, which only YAML can ask for';
    case 'uri':
      return 'it is the place of a text, which only file:// says there';
    case 'surrogate':
      return 'it holds half of a surrogate pair';
    case 'number':
      return 'it is a number in a spelling that only YAML has';
  }
}

function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
