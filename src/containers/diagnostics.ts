import { define } from '../diagnostics/define.js';

export const hostSyntax = define({
  code: 'FLB801',
  name: 'host-syntax',
  severity: 'error',
  facts: [],
  why: 'Where a manifest is no YAML, nobody can tell where the configuration in it begins and ends.',
  sample: { problem: 'Flow sequence in block collection must be sufficiently indented and end with a ]' },
  says: ({ problem }: { problem: string }) => ({
    text: `this file holds a Fluent Bit configuration and is not YAML: ${problem}`,
    help: 'correct it, or leave the file out with --exclude',
  }),
});

export const keyTwice = define({
  code: 'FLB802',
  name: 'key-twice',
  severity: 'error',
  facts: [],
  why: 'For kubectl the last one counts, without a word, and kustomize refuses the file.',
  sample: { name: 'fluent-bit.conf' },
  says: ({ name }: { name: string }) => ({
    text: `'${name}' stands here twice: kubectl takes the last one, kustomize refuses the file`,
    help: 'remove one of them',
  }),
});

export const objectTwice = define({
  code: 'FLB803',
  name: 'object-twice',
  severity: 'error',
  facts: [],
  why: 'Both are applied, one after the other, so that the last one stays; kustomize refuses them.',
  sample: { kind: 'ConfigMap', name: 'fluent-bit', other: 'k8s/other.yaml' },
  says: ({ kind, name, other }: { kind: string; name: string; other: string }) => ({
    text: `there is another ${kind} '${name}' in ${other}, and only one of them stays`,
    help: 'remove one of them, or leave its file out with --exclude',
  }),
});

export const notBase64 = define({
  code: 'FLB804',
  name: 'not-base64',
  severity: 'error',
  facts: [],
  why: 'The values below `data` of a Secret are base64 of UTF-8 texts; Kubernetes refuses anything else.',
  sample: { name: 'output.conf' },
  says: ({ name }: { name: string }) => ({
    text: `the value of '${name}' is not base64 of a text`,
    help: "encode it, or put the text below 'stringData'",
  }),
});

export const encryptedConfiguration = define({
  code: 'FLB805',
  name: 'encrypted-configuration',
  severity: 'error',
  facts: [],
  why: 'SOPS and SealedSecrets hold ciphertext, and a change outside of them breaks the seal of a SOPS file.',
  sample: { kind: 'Secret', name: 'fluent-bit' },
  says: ({ kind, name }: { kind: string; name: string }) => ({
    text: `the ${kind} '${name}' is encrypted, and mounted together with a configuration, which may load what is in it`,
    help: 'decrypt it first, and encrypt it again afterwards; or leave these files out with --exclude',
  }),
});

export const objectTooLarge = define({
  code: 'FLB806',
  name: 'object-too-large',
  severity: 'error',
  facts: [],
  why: 'Kubernetes takes at most 1 MiB in a ConfigMap or a Secret.',
  sample: { kind: 'ConfigMap', name: 'fluent-bit', bytes: 1100000 },
  says: ({ kind, name, bytes }: { kind: string; name: string; bytes: number }) => ({
    text: `the ${kind} '${name}' holds ${bytes} bytes, and Kubernetes takes at most 1048576`,
    help: 'divide it into several',
  }),
});

export const severalTexts = define({
  code: 'FLB807',
  name: 'several-texts',
  severity: 'error',
  facts: [],
  why: 'A key is replaced where it stands, by one other key.',
  sample: { name: 'upstreams.conf', files: 2 },
  says: ({ name, files }: { name: string; files: number }) => ({
    text: `'${name}' would become ${files} files, and a key becomes one`,
    help: 'divide it by hand, or use --upstreams merge, as it runs today',
  }),
});

export const podsDisagree = define({
  code: 'FLB808',
  name: 'pods-disagree',
  severity: 'error',
  facts: [],
  why: 'What several pods or overlays share has one new form.',
  sample: { name: 'fluent-bit.conf' },
  says: ({ name }: { name: string }) => ({
    text: `'${name}' is mounted in several ways, and its new text or name would not be the same in all of them`,
    help: 'mount it in the same way everywhere, or give each its own copy',
  }),
});

export const startUnknown = define({
  code: 'FLB809',
  name: 'start-unknown',
  severity: 'error',
  facts: [],
  why: 'Without arguments the command of the image counts. That of the official images is known; other images may need more than the path.',
  sample: { image: 'example.com/fluent-bit:1', path: '/fluent-bit/etc/fluent-bit.conf' },
  says: ({ image, path }: { image: string; path: string }) => ({
    text: `nothing here names '${path}', so the command of the image '${image}' does, which is not known`,
    help: `set 'command' and 'args' of this container so that they name the configuration, as its image needs it`,
  }),
});

export const imageTooOld = define({
  code: 'FLB810',
  name: 'image-too-old',
  severity: 'error',
  facts: [],
  why: 'Before 3.2.0 Fluent Bit read neither parsers nor upstreams from YAML, and before 2.0.0 no YAML like that of today.',
  sample: { image: 'fluent/fluent-bit:3.1.9', kind: 'parsers', since: '3.2.0' },
  says: ({ image, kind, since }: { image: string; kind: string; since: string }) => ({
    text: `the image '${image}' is older than Fluent Bit ${since}, which is the first one that reads ${kind} from YAML`,
    help: 'use a newer image, or say with --fluent-bit which version runs',
  }),
});

export const immutableObject = define({
  code: 'FLB811',
  name: 'immutable-object',
  severity: 'warning',
  facts: [],
  why: 'The API refuses changes of an immutable ConfigMap or Secret.',
  sample: { kind: 'ConfigMap', name: 'fluent-bit' },
  says: ({ kind, name }: { kind: string; name: string }) => ({
    text: `the ${kind} '${name}' is immutable, so that Kubernetes refuses the change`,
    help: 'give it another name, or delete the old one first',
  }),
});

export const ownedByHelm = define({
  code: 'FLB812',
  name: 'owned-by-helm',
  severity: 'warning',
  facts: [],
  why: 'Helm writes its objects anew from the values of the chart.',
  sample: { kind: 'ConfigMap', name: 'fluent-bit' },
  says: ({ kind, name }: { kind: string; name: string }) => ({
    text: `the ${kind} '${name}' is Helm's, which overwrites the change with its next upgrade`,
    help: 'change the values of the chart instead',
  }),
});

export const lastApplied = define({
  code: 'FLB813',
  name: 'last-applied',
  severity: 'warning',
  facts: [],
  why: 'An object that was read from a cluster has its old text in an annotation as well.',
  sample: { kind: 'ConfigMap', name: 'fluent-bit' },
  says: ({ kind, name }: { kind: string; name: string }) => ({
    text: `the ${kind} '${name}' holds its old text in 'last-applied-configuration' as well, which stays as it is`,
    help: "remove what the cluster has added: kubectl writes this annotation anew with 'apply'",
  }),
});

export const spotNotMoved = define({
  code: 'FLB814',
  name: 'spot-not-moved',
  severity: 'error',
  facts: [],
  why: 'The path is written with escapes or over several lines, which is not safe to edit.',
  sample: { path: '/fluent-bit/etc/fluent-bit.conf', renamed: '/fluent-bit/etc/fluent-bit.yaml' },
  says: ({ path, renamed }: { path: string; renamed: string }) => ({
    text: `'${path}' becomes '${renamed}', which cannot be put here as it is written`,
    help: `write it on one line, without escapes`,
  }),
});

export const expressionQuotes = define({
  code: 'FLB815',
  name: 'expression-quotes',
  severity: 'error',
  facts: [],
  why: 'What a template puts in must stand between quotes, and a quote within the expression must stay as it is.',
  says: () => ({
    text: 'an expression with these quotes cannot stand in YAML: what is put in for it might not be one text',
    help: 'write the expression with one kind of quotes',
  }),
});

export const oddExpression = define({
  code: 'FLB816',
  name: 'odd-expression',
  severity: 'error',
  facts: [],
  why: 'What a template puts in for an expression is known to be one text only where it is a value, or a part of one.',
  sample: { what: 'an expression in a key' },
  says: ({ what }: { what: string }) => ({
    text: `${what}: only what the template results in is a configuration`,
    help: 'write it out, or convert what the template results in',
  }),
});

export const patchOfConfiguration = define({
  code: 'FLB817',
  name: 'patch-of-configuration',
  severity: 'error',
  facts: [],
  why: 'Where a key gets another name, a patch that still has the old one adds a key that nobody reads, without a word.',
  sample: { name: 'fluent-bit.conf' },
  says: ({ name }: { name: string }) => ({
    text: `this patch changes '${name}', which gets another name, and would add a key that nobody reads`,
    help: 'write it as a strategic patch in a file of its own, or as a generator that merges',
  }),
});

export const missingGeneratorFile = define({
  code: 'FLB818',
  name: 'missing-generator-file',
  severity: 'error',
  facts: [],
  why: 'All files that a generator names must be there.',
  sample: { path: 'fluent-bit.conf' },
  says: ({ path }: { path: string }) => ({ text: `there is no file '${path}', so that kustomize stops`, help: 'correct the path' }),
});

export const notMounted = define({
  code: 'FLB819',
  name: 'not-mounted',
  severity: 'info',
  facts: [],
  why: 'Whoever mounts it must name the new file.',
  sample: { kind: 'ConfigMap', name: 'fluent-bit', main: 'fluent-bit.yaml' },
  says: ({ kind, name, main }: { kind: string; name: string; main: string }) => ({
    text: `nothing here mounts the ${kind} '${name}'`,
    help: `whatever starts Fluent Bit with it must name ${main} from now on`,
  }),
});

export const hostOutside = define({
  code: 'FLB820',
  name: 'host-outside',
  severity: 'error',
  facts: [],
  why: 'All that makes up one ConfigMap, and all that names its keys, changes together or not at all.',
  sample: { path: 'overlays/prod/kustomization.yaml' },
  says: ({ path }: { path: string }) => ({
    text: `'${path}' would have to change as well, and is not part of this migration`,
    help: 'name it, too',
  }),
});

export const keyTaken = define({
  code: 'FLB821',
  name: 'key-taken',
  severity: 'error',
  facts: [],
  why: 'A key gets the name that its new format asks for, and no pod can have two files of one name.',
  sample: { name: 'fluent-bit.conf', taken: 'fluent-bit.yaml' },
  says: ({ name, taken }: { name: string; taken: string }) => ({
    text: `'${taken}' would be the new name of '${name}', and is there already`,
    help: 'rename or remove one of them',
  }),
});

export const hostNotUtf8 = define({
  code: 'FLB832',
  name: 'host-not-utf-8',
  severity: 'error',
  facts: [],
  why: 'Helm, kubectl and kustomize read UTF-8 only.',
  says: () => ({
    text: 'this file holds a Fluent Bit configuration and is not UTF-8, which kubectl and Helm refuse',
    help: 'save the file as UTF-8',
  }),
});
