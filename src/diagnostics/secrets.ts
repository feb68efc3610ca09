/** What stands in a message where a secret was. */
export const hidden = '***';

/** Parts of names that mean a secret wherever they stand. Wider than Fluent Bit's keys: a misspelt `shared_kye` holds a secret, too. */
const secretPart =
  /shared|cloud_auth|authoriz|pass|pwd|token|secret|credential|signature|webhook|cookie|bearer|(?:api|access|account|license|private)[_.-]?k|conn(?:ection)?[_.-]?str|^security\.users$/;

/** Last words of names that mean a secret, `key` among them … */
const secretEnd = /(?:auth|pw)$|(?:^|[_.-])(?:api|creds?|dsn|jwt|pin|psk|sas)$|[_.-]keys?(?:[_.-]pem)?$/;

/** … unless Fluent Bit itself has a key that ends like this, with one of these words before: it names a field of a record, or is a switch. */
const ordinaryWords: ReadonlySet<string> = new Set(
  (
    'addr address allowlist appname array bare body buffer date event facility flags float header headers ' +
    'host hostname id index int label labels level log lookup map message meta metadata msgid name namespace node ' +
    'offset path payload prefix preserve procid promoted raw remove request result sampled sd severity ' +
    'single sourcetype str tag text time timestamp topic trace type uint unescape uuid version whitelist'
  ).split(' '),
);

function isOrdinary(name: string): boolean {
  const [, word = ''] = /(?:^|_)([a-z]+)_keys?$/.exec(name) ?? [];
  return name === 'aws_auth' || ordinaryWords.has(word);
}

/** An escape of YAML and JSON in a name: `sh\u0061red_key` is `shared_key`. */
const escaped = /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8}))/gi;

/** Keys, variables, headers and fields whose values never appear in a message, a frame or a report, in whatever spelling. */
export function isSecretKey(key: string): boolean {
  if (/^[A-Z\d_]+_KEY$/.test(key)) return true;
  const name = key
    .replace(escaped, (_, x, u, U) => String.fromCharCode(Number.parseInt(x ?? u ?? U, 16)))
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return secretPart.test(name) || (secretEnd.test(name) && !isOrdinary(name));
}

/**
 * What a secret may stand behind: the user of a URL or what comes before a password there, a field of a URL's query, or a
 * name. Only a name's escapes are counted: more steps that can be taken back would not fit on the stack.
 */
const markers =
  /(?<user>:\/\/(?:[^\s/@:'"[\]]*:|(?=[^\s/@:'"]+@)))|(?<field>[?&;](?:[\w.-]*[_.-])?(?:auth|code|hash|hmac|jwt|key|pw|sas|sig)=)|(?<name>(?:\w|\\[uUx]\w)[\w.-]*(?:\\[uUx]\w[\w.-]*){0,1000})/g;

/** Behind the `:` of a URL: a port, not a password. */
const port = /(?:\d{1,5}|\$\{\w+\})(?=$|[\s/?#'",\]}])/y;

/** A variable by itself is not a secret; a default in it may be one. */
const variable = { user: /\$\{\w+\}(?=@)/y, field: /\$\{\w+\}(?=$|[&\s'"])/y, name: /\$\{\w+\}(?=["']?[\s,}\]]*$)/y };
const variableInFlow = /\$\{\w+\}(?=["']\s*[,}\]])/y;

/** All that may stand between a name and its value: `\x7f-\x9f` and what is below a space are control characters. */
const between = /[\s\0-\x1f\x7f-\x9f:="'\\,;>|()[\]{]*/y;

/** A line without any of these holds no secret, which is quick to see: most lines are so. */
const hint =
  /access|account|api|auth|bearer|conn|cookie|cred|dsn|jwt|key|license|pass|pin|private|psk|pw|sas|secret|security|shared|signature|token|value|webhook|:\/\/|[?&;\\]/i;

/** A secret in a line: the rest of the line counts as secret, since nobody knows how a broken one is meant. */
export interface SecretInLine {
  /** Where it begins; the line's length if nothing of it is on the line, or all of it is a variable. */
  readonly start: number;
  /** Where the value can begin: behind the name. */
  readonly nameEnd: number;
}

/** The first secret of a line that shows something; else the last one whose name is there; undefined without a name. */
export function secretIn(line: string): SecretInLine | undefined {
  if (!hint.test(line)) return undefined;
  let named: SecretInLine | undefined;
  for (const { 0: marker, index, groups = {} } of line.matchAll(markers)) {
    const end = index + marker.length;
    if (groups.name === undefined) {
      const { user } = groups;
      const isHarmless =
        user === undefined ? matchAt(variable.field, line, end) : matchAt(port, line, end) || matchAt(variable.user, line, end);
      if (isHarmless === '' && end < line.length) return { start: end, nameEnd: end };
      continue;
    }
    const separator = matchAt(between, line, end);
    const isValue = /^value$/i.test(groups.name) && /^["']?\s*:/.test(separator);
    // The name of a variable, and what is within a path or a pattern: `${TOKEN}`, `/tokens/x`, `tokens.*`.
    if (!(isValue || isSecretKey(groups.name)) || '/*}'.includes(line.charAt(end) || ' ')) continue;
    const start = end + separator.length;
    const isVariable =
      matchAt(variable.name, line, start) !== '' || (separator.includes(':') && matchAt(variableInFlow, line, start) !== '');
    if (start < line.length && !isVariable) return { start, nameEnd: end };
    named = { start: line.length, nameEnd: end };
  }
  return named;
}

function matchAt(sticky: RegExp, text: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? '';
}

/** A piece of the input as a message may show it: what follows the name of a secret is hidden. */
export function withoutSecret(text: string): string {
  const start = secretIn(text)?.start ?? text.length;
  return start < text.length ? text.slice(0, start) + hidden : text;
}
