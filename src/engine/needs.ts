/** A key that Fluent Bit does not start with unless others stand beside it; a boolean only where it is on. */
export interface Need {
  readonly key: string;
  readonly isOn?: true;
  readonly needs: readonly string[];
}

type Needs = Readonly<Record<string, readonly Need[]>>;

const signing: Need = { key: 'aws_auth', isOn: true, needs: ['aws_region'] };

/** What plugins need beside a key (I-25). */
export const pluginNeeds: Readonly<Record<'input' | 'output', Needs>> = {
  input: {
    tail: [{ key: 'multiline', isOn: true, needs: ['parser_firstline'] }],
  },
  output: {
    es: [signing],
    http: [
      signing,
      { key: 'body_key', needs: ['headers_key'] },
      { key: 'headers_key', needs: ['body_key'] },
      { key: 'oauth2.enable', isOn: true, needs: ['oauth2.token_url', 'oauth2.client_id'] },
    ],
    opensearch: [signing],
    opentelemetry: [signing],
    prometheus_remote_write: [signing],
  },
};

/** Keys without which a plugin does not start (I-10). */
export const neededKeys: Readonly<Record<'filter' | 'processor', Readonly<Record<string, readonly string[]>>>> = {
  filter: { lua: ['call', 'script'], parser: ['key_name'] },
  processor: { content_modifier: ['action'] },
};

/** Keys that another may stand in for. */
export const keysInstead: Readonly<Record<string, string>> = { script: 'code' };
