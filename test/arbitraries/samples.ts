import { classicExample, yamlExample } from '../support/examples.js';

export const yamlSamples: readonly string[] = [
  yamlExample,
  `# before all
env:
  HOST: 'a b'   # behind
  "quoted": "x\\ty"
  EMPTY:

upstream_servers:
- name: 'it''s'
  # before the nodes
  nodes:
  - # behind a dash
    name: n
    host: \${HOST:-localhost}
    # at the end of a node
  -   name: m
      url: http://x.y/#z
# at the end
`,
  `---
env:
  - name: A
    value: '1'
  - {name: B, uri: "file:///b"}
upstream_servers: [{name: f, nodes: [{name: a, host: h, port: 1}, {name: b}]}] # flow
...
`,
  `upstream_servers:
  - name: |
      block
    nodes:
      - &n
        name: >-
          folded
          text
        host: !!str x
        ? port
        : 1
      - *n
`,
  `# a main file
service:
  flush: 1
  parsers_file: parsers.conf
  Parsers_File: more.conf

includes:
  - inputs.yaml
  # behind the first
  - conf.d/*.yaml

pipeline:
  inputs:
    - name: tail
      path: /var/log/*.log
      multiline.parser:
        - docker
        # the second
        - cri
      processors:
        logs:
          - name: sql
            query: |
              SELECT a
              FROM STREAM;
            condition: { op: and, rules: [ { field: $a, op: gt, value: 5 } ] }
    - {}

  filters:
    - name: modify
      match: '*'
      add: a 1
      rename: a b
      Add: [ a 2, a 3 ] # behind
    # at the end of the filters
  outputs:
    - name: stdout
      match: '*'
      routes:
        logs: [ a, 0x1F, '1' ]
`,
  `service:
  flush: 1
  # at the end of the settings

includes:
  - inputs.yaml
pipeline:
  filters:
    - name: modify
      add:
        - a 1
        # the second
        - a 2
      # before another key
      rename: a b
      Add: a 3
---
# below another include
includes:
  - outputs.yaml
pipeline:
  outputs:
    - name: stdout
      match: '*'
`,
  `multiline_parsers:
  - name: m
    type: regex
    rules:
      - state: start_state
        regex: '/^(\\d+) "x"/'
        next_state: cont
      # the second
      - { state: cont, regex: /b/, next_state: cont }
    rule: '"cont" "/c/"'
parsers:
  - name: json
    format: json
    decode_field_as: escaped log
    decode_field: json log
    Decode_Field_As: json log
---
stream_processor:
  - name: s
    exec: |
      CREATE STREAM s
      AS SELECT * FROM TAG:'a';
plugins: [ /a/Flb.so ]
extensions:
  a: { b: [ 1, true, ~, -0.5 ] }
x-unknown:
  k: v
`,
];

export const classicSamples: readonly string[] = [
  classicExample,
  `# before all
@SET A=1
@SET B= x

# before the upstream
[UPSTREAM] # behind
    # before a key
    Name it's "quoted" # no comment
    # at the end of a section

[Node]
    HOST \${HOST:-localhost}
    host again

    key\tx y
    [GROUP] x
        inner 1
# at the end
`,
  '[upstream]\r\n\tname x\r\n[node]\r\n\tname y\r\n\thost\t z\r\n',
  `# a main file
[SERVICE]
    flush 1
    Parsers_File parsers.conf

@INCLUDE inputs.conf
[INPUT]
    Name tail
    multiline.parser docker
    Tag a
    # the second
    multiline.parser cri
    [PROCESSORS] x
        logs a
    # behind the group
@INCLUDE conf.d/*.conf

[FILTER]
    Name modify
    Add a 1
    Rename a b
    Add a 2
    # at the end
[SERVICE]
    Parsers_File more.conf
[FILTER]
    Name record_modifier
    Record a 1
    Match *
    Record b 2
[OUTPUT]
    Name stdout
`,
  `[MULTILINE_PARSER]
    Name m
    Rule "start_state" "/^(\\d+) \\"x\\"/" "cont"
    type regex
    Rule "cont" "/b/"
[PARSER]
    Name json
    Decode_Field_As escaped log
    Decode_Field json log
    Decode_Field_As json log
[STREAM_TASK]
    Name s
    Exec SELECT * FROM TAG:'a';
[PLUGINS]
    Path /a/Flb.so
[X UNKNOWN]
    k v
@FOO bar
`,
];

export const jsonSamples: readonly string[] = [
  `{
  "env": { "A": "1", "B": "\\u00e9\\n" },
  "upstream_servers": [
    {
      "name": "forward-balancing",
      "nodes": [
        { "name": "node-1", "host": "127.0.0.1", "port": 43000, "tls": true, "tls": false },
        { "name": "node-2", "host": "", "weight": 1.50, "x": null }
      ]
    }
  ]
}
`,
  '{"env":[{"name":"A","value":"1"},{"name":"A","uri":"file:///a"}],"upstream_servers":[]}',
  `{
  "service": { "flush": 1, "http_server": true },
  "includes": [ "a.json" ],
  "pipeline": {
    "inputs": [ { "name": "dummy", "samples": 5, "processors": { "logs": [ { "name": "sql", "x": [ 1, "1", true, null ] } ] } } ],
    "filters": [ { "name": "grep", "regex": "a", "exclude": [ "b", "c" ], "Regex": "d" }, {} ]
  },
  "Includes": [ "b.json" ],
  "parsers": [ { "name": "p", "format": "json" } ],
  "multiline_parsers": [ { "rules": [ { "state": "start_state", "regex": "/a/", "next_state": "b" } ] } ],
  "extensions": { "a": 1.5 }
}
`,
];
