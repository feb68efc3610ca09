/** The upstream file of the Fluent Bit documentation, in each format's canonical style. */
export const classicExample = `[UPSTREAM]
    name forward-balancing

[NODE]
    name node-1
    host 127.0.0.1
    port 43000

[NODE]
    name       node-3
    host       127.0.0.1
    port       45000
    tls        on
    tls.verify off
    shared_key secret
`;

/** What `convert` says of the example in YAML and JSON. */
export const exampleNeeds = "needs Fluent Bit 3.2.0 or later: 'upstream_servers' in YAML\n";

export const yamlExample = `upstream_servers:
  - name: forward-balancing
    nodes:
      - name: node-1
        host: 127.0.0.1
        port: 43000

      - name: node-3
        host: 127.0.0.1
        port: 45000
        tls: on
        tls.verify: off
        shared_key: secret
`;

export const jsonExample = `{
  "upstream_servers": [
    {
      "name": "forward-balancing",
      "nodes": [
        {
          "name": "node-1",
          "host": "127.0.0.1",
          "port": 43000
        },
        {
          "name": "node-3",
          "host": "127.0.0.1",
          "port": 45000,
          "tls": "on",
          "tls.verify": "off",
          "shared_key": "secret"
        }
      ]
    }
  ]
}
`;

export const examples = { classic: classicExample, yaml: yamlExample, json: jsonExample };

/** One upstream with a node for each of these names, in classic. */
export function classicUpstream(name: string, ...nodes: string[]): string {
  const sections = nodes.map((node) => `\n[NODE]\n    name ${node}\n    host ${node}.example\n    port 24224\n`);
  return `[UPSTREAM]\n    name ${name}\n${sections.join('')}`;
}

/** Upstreams of these names in one YAML text, each with one node. */
export function yamlUpstreams(...names: string[]): string {
  const items = names.map((name) => {
    const node = 'nodes:\n      - name: one\n        host: one.example\n        port: 24224\n';
    return `  - name: ${JSON.stringify(name)}\n    ${node}`;
  });
  return `upstream_servers:\n${items.join('\n')}`;
}
