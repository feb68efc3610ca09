import { describe, expect, it } from 'vitest';
import { mentionFinder } from '../../src/mentions/index.js';
import { mentionsIn } from './mentions-in.js';

/** A file, a text in it, and what it mentions. */
type Case = readonly [file: string, text: string, mentions: readonly string[]];

const cases: Record<string, readonly Case[]> = {
  'a Dockerfile': [
    ['Dockerfile', 'COPY docker/*.conf /fluent-bit/etc/', ['1 may mention main+parsers']],
    ['Dockerfile', 'COPY conf.d/* /fluent-bit/etc/', ['1 may mention input+output']],
    ['Dockerfile', 'ADD ["docker/fluent-bit.conf", "/x/"]', ['1 mentions main']],
    ['Dockerfile', 'RUN sed -e "s/parsers\\.conf/x/" a', ['1 mentions parsers']],
    ['Dockerfile', 'CMD /fluent-bit -c/fluent-bit/etc/fluent-bit.conf', ['1 mentions main']],
    ['Dockerfile', 'CMD fluent-bit -cfluent-bit.conf -Rparsers.conf', ['1 mentions main', '1 mentions parsers']],
    ['Dockerfile', 'ARG X=${Y:-fluent-bit.conf}', ['1 mentions main']],
    ['Dockerfile', 'ENV C ${Y-fluent-bit.conf}', ['1 mentions main']],
    ['Dockerfile', 'COPY \\\n  # the parsers\n  docker/parsers.conf \\\n  /x/', ['3 mentions parsers']],
  ],
  'a compose file': [
    ['compose.yml', 'volumes: [./docker/fluent-bit.conf:/fluent-bit/etc/fluent-bit.conf:ro]', ['1 mentions main']],
    ['compose.yml', 'configs:\n  fb:\n    file: ./docker/${FLAVOR:-fluent-bit}.conf', ['3 may mention main+parsers']],
    ['compose.yml', 'command: >-\n  fluent-bit\n  -c\n  /etc/fluent-bit.conf', ['4 mentions main']],
    ['compose.yml', 'source: $$x.conf', ['1 may mention all']],
  ],
  'a unit': [
    ['fb.service', 'ExecStart=/opt/fluent-bit -c %E/%p/%p.conf', ['1 may mention all']],
    ['fb.service', 'ExecStart=/opt/fluent-bit -c /etc/fluent\\x2dbit.conf', ['1 mentions main']],
    [
      'fb.service',
      'ExecStart=x \\\n# see *.conf\n; parsers.conf\n -c fluent-bit.conf',
      ['2 may mention all', '3 mentions parsers', '4 mentions main'],
    ],
    ['fb.service', 'ConditionPathExists=|!/etc/parsers.conf', ['1 mentions parsers']],
    ['fb.service', 'ExecStart=x -c %%p.conf', []],
  ],
  'a shell script': [
    ['run.sh', 'x="${A:-${B:=parsers.conf}}"', ['1 mentions parsers']],
    ['run.sh', 'x="$(basename "$1")".conf', ['1 may mention all']],
    ['run.sh', 'cat "$d"/"$n".conf', ['1 may mention all']],
    ['run.sh', 'cat "parsers".conf', ['1 mentions parsers']],
    ['run.sh', 'cat "$dir/parsers"*', ['1 may mention parsers']],
    ['run.sh', 'cat "docker/parsers"*', ['1 may mention parsers']],
    ['x.min.js', 'x="a";return"*.conf"', ['1 may mention all']],
    ['x.min.js', 'return"docker/pars*.conf"', ['1 may mention parsers']],
    ['x.py', "open(rb'pars%s.conf')", ['1 may mention parsers']],
    ['run.sh', 'cat "parsers"$suffix', ['1 may mention parsers']],
    ['run.sh', "cat 'parsers'{.conf,.yaml}", ['1 may mention parsers']],
    ['run.sh', 'for f in conf.d/*; do :; done', ['1 may mention input+output']],
    ['run.sh', 'cp $(cat <<E\nfluent-bit.conf\nE\n) x', ['2 mentions main']],
    ['run.sh', 'cp docker/{fluent-bit,parsers}.conf x', ['1 may mention main+parsers']],
    ['run.sh', 'cp docker/{fluent-bit.conf,input.conf} x', ['1 mentions main', '1 mentions input', '1 may mention main+parsers']],
    ['run.sh', 'cp fluent-bit.con? x', ['1 may mention main']],
    ['run.sh', 'cp [fp]*.conf x', ['1 may mention all']],
    ['run.sh', 'cp fluent-bit.* x', ['1 may mention main']],
    ['run.sh', 'find . -iname "*.conf" -delete', ['1 may mention all']],
    ['run.sh', 'mv ${f%.yaml}.conf', ['1 may mention all']],
    ['run.sh', 'cat conf.d/my\\ output.conf', ['1 mentions output']],
    ['run.sh', "cat 'conf.d/my output.conf'", ['1 mentions output']],
    ['run.sh', 'cat par\\\nsers.conf', ['1 mentions parsers']],
    ['run.sh', 'cat ../docker//./$n.conf', ['1 may mention main+parsers']],
    ['run.sh', 'printf "a\\nfluent-bit.conf\\n\\tparsers.conf"', ['1 mentions main', '1 mentions parsers']],
    ['run.sh', 'ls * $* "$@" $#', []],
    ['run.sh', 'ls other/* other/$n.conf', []],
    ['run.sh', 'x=`basename $f`.conf', ['1 may mention all']],
    ['run.sh', 'find . -name pars\\*.conf', ['1 may mention parsers']],
    ['run.sh', 'cat fluent-bit"".conf', ['1 mentions main']],
    ['run.sh', 'cat flu"ent-bit".conf', ['1 mentions main']],
    ['run.sh', 'cat "fluent"-"bit".conf', ['1 mentions main']],
    ['run.sh', 'cat "$d/fluent-bit"\'.conf\'', ['1 mentions main']],
    ['run.sh', 'cat `echo fluent-bit`.conf', ['1 mentions main']],
    ['run.sh', 'cp docker/fluent-bit.{yaml,conf} x', ['1 may mention main']],
    ['run.sh', 'cp docker/fluent-bit.@(yaml|conf) x', ['1 may mention main']],
    ['run.sh', 'cp docker/*.{yaml,conf} x', ['1 may mention main+parsers']],
    ['run.sh', 'cp {x,docker}/*.conf x', ['1 may mention all']],
    ['run.sh', 'cp docker/@(fluent-bit|x).conf y', ['1 may mention main+parsers']],
    ['run.sh', 'grep -E "(fluent-bit|parsers)\\.conf"', ['1 may mention all']],
  ],
  PowerShell: [
    ['run.ps1', '$c = "$env:ProgramData\\fluent-bit\\parsers.conf"', ['1 mentions parsers']],
    ['run.ps1', "$c = Join-Path $PSScriptRoot 'fluent-bit.conf'", ['1 mentions main']],
    ['run.ps1', 'Copy-Item "$dir\\$name.conf"', ['1 may mention all']],
    ['run.ps1', 'fluent-bit.exe `\n  -c C:\\fb\\par`\n', []],
    ['run.ps1', 'fluent-bit.exe `\n  -c C:\\fb\\par`\nsers.conf', ['2 mentions parsers']],
    ['run.ps1', '"$($d)\\$($n).conf"', ['1 may mention all']],
    ['run.ps1', 'C:\\x\\new\\input.conf', ['1 mentions input']],
    ['run.ps1', 'cd C:\\fb\\\nfluent-bit.conf', ['2 mentions main']],
    ['run.ps1', 'Get-Item conf.d\\*.conf, docker\\$n.conf', ['1 may mention input+output', '1 may mention main+parsers']],
  ],
  cmd: [
    ['run.bat', '%~dp0fluent-bit.conf', ['1 may mention main']],
    ['run.bat', '%~dp0\\fluent-bit.conf', ['1 mentions main']],
    ['run.bat', '%DIR%\\%NAME%.conf', ['1 may mention all']],
    ['run.bat', 'copy %%n.conf x', ['1 may mention all']],
    ['run.bat', 'copy !n!.conf x', ['1 may mention all']],
    ['run.bat', 'copy docker\\fluent-bit.c?nf x', ['1 may mention main']],
    ['run.bat', 'fluent-bit.exe ^\r\n -c flu^\r\nent-bit.conf', ['2 mentions main']],
  ],
  'a Makefile': [
    ['Makefile', '%.conf: %.conf.in', ['1 may mention all']],
    ['Makefile', '$(CONF_DIR)/$(NAME).conf', ['1 may mention all']],
    ['Makefile', 'install -m 644 $< $@ $*.conf', ['1 may mention all']],
    ['Makefile', 'CONFS := $(wildcard docker/*.conf)', ['1 may mention main+parsers']],
    ['Makefile', '\tfor f in a; do cat $$f.conf; done', ['1 may mention all']],
  ],
  'Ansible and Jinja': [
    ['play.yml', 'src: "{{ item }}.conf.j2"', ['1 may mention all']],
    ['play.yml', "src: \"{{ 'parsers' ~ '.conf' }}\"", ['1 mentions parsers']],
    ['make.py', 'path = join("etc", "parsers" ".conf")', ['1 mentions parsers']],
    ['main.c', 'open("/etc/parsers"".conf");', ['1 mentions parsers']],
    ['play.yml', 'src: "{{ name + \'.conf\' }}"', ['1 may mention all']],
    ['play.yml', 'src: "{{ \'par\' ~ x }}"', ['1 may mention parsers']],
    ['play.yml', 'with_fileglob: "conf.d/*.conf"', ['1 may mention input+output']],
    ['play.yml', "{% include 'parsers.conf' %}", ['1 mentions parsers']],
    ['play.yml', '- template: src=fluent-bit.conf.j2 dest=/x', ['1 mentions main']],
  ],
  'Terraform and Nix': [
    ['main.tf', 'templatefile("${path.module}/docker/${var.name}.conf", {})', ['1 may mention main+parsers']],
    ['main.tf', 'file("${path.module}/docker/fluent-bit.conf")', ['1 mentions main']],
    ['main.tf', 'fileset(path.module, "conf.d/**/*.conf")', ['1 may mention input+output']],
    ['main.tf', 'environment.etc."fb/fluent-bit.conf".source = ./docker/fluent-bit.conf;', ['1 mentions main']],
    ['main.tf', 'source = "${cfg.dir}/${n}.conf";', ['1 may mention all']],
  ],
  'JSON and TOML': [
    ['task.json', '{"a":"docker\\/parsers.conf","b":["x","fluent\\u002dbit.conf"]}', ['1 mentions parsers', '1 mentions main']],
    ['task.json', '{"a":"C:\\\\fb\\\\parsers.conf"}', ['1 mentions parsers']],
    ['task.json', '{"a":"fluent\\\\-bit\\\\.conf"}', ['1 mentions main']],
    ['task.json', '{\n"a":\n"parsers.conf"\n}', ['3 mentions parsers']],
    ['task.json', "conf = 'docker\\parsers.conf'", ['1 mentions parsers']],
    ['task.json', '[files."fluent-bit.conf"]', ['1 mentions main']],
  ],
  code: [
    ['main.go', 'fmt.Sprintf("%s/%s.conf", d, n)', ['1 may mention all']],
    ['main.go', 'filepath.Join(d, n+".conf")', ['1 may mention all']],
    ['main.go', '`fluent-bit.conf`', ['1 mentions main']],
    ['main.go', 'f"{n}.conf"', ['1 may mention all']],
    ['main.go', "'%(name)s.conf' % x", ['1 may mention all']],
    ['main.go', 'printf("%s%s.conf")', ['1 may mention all']],
    ['main.go', "'{}.conf'.format(n)", ['1 may mention all']],
    ['main.go', "r'fluent-bit\\.conf$'", ['1 mentions main']],
    ['main.go', '`${dir}/${n}.conf`', ['1 may mention all']],
    ['main.go', "dir + '/' + 'parsers' + '.conf'", ['1 mentions parsers']],
    ['main.go', 'dofile("fluent-bit" .. ".conf")', ['1 mentions main']],
    ['main.go', '$n . ".conf"', ['1 may mention all']],
    ['main.go', '"#{name}.conf"', ['1 may mention all']],
    ['main.go', '"\\x66luent-bit.conf \\160arsers.conf \\u{69}nput.conf"', ['1 mentions main', '1 mentions parsers', '1 mentions input']],
    ['main.go', 'endsWith(".conf")', []],
    ['main.go', 're(`^.*\\.conf$`)', ['1 may mention all']],
    ['main.go', '/pars[a-z]+\\.conf/', ['1 may mention parsers']],
    ['main.go', '"conf.d\\\\*.conf"', ['1 may mention input+output']],
    ['main.go', 'filepath.Join(d, "fluent-bit"+ext)', ['1 may mention main']],
    ['main.go', 'filepath.Join(d, n+`.conf`)', ['1 may mention all']],
    ['main.go', '`fluent-bit` + `.conf`', ['1 mentions main']],
    ['main.go', 'fmt.Sprintf("%-10s.conf %[1]s.conf", n)', ['1 may mention all']],
    ['x.php', "$n.'.conf'", ['1 may mention all']],
    ['x.php', "'fluent-bit'.'.conf'", ['1 mentions main']],
    ['x.lua', 'n..".conf"', ['1 may mention all']],
    ['x.c', '"fluent-bit" ".conf"', ['1 mentions main']],
    ['x.py', "b'fluent\\x2dbit.conf'", ['1 mentions main']],
    ['x.js', '/fluent-bit\\.(conf|yaml)$/', ['1 may mention main']],
    ['x.js', '"docker/**/*.{conf,yml}"', ['1 may mention main+parsers']],
  ],
  'other files': [
    ['crontab', '*/5 * * * * root cat /etc/fluent-bit/fluent-bit.conf', ['1 mentions main']],
    [
      'kustomization.yaml',
      'configMapGenerator:\n- name: x\n  files: [docker/fluent-bit.conf, parsers.conf=docker/parsers.conf]',
      ['3 mentions main', '3 mentions parsers'],
    ],
    ['templates/cm.yaml', '{{ (.Files.Glob "docker/*.conf").AsConfig | indent 2 }}', ['1 may mention main+parsers']],
    ['templates/cm.yaml', '{{ .Files.Get (printf "%s.conf" .Values.n) }}', ['1 may mention all']],
    ['templates/cm.yaml', '  {{ $name }}.conf: |-', ['1 may mention all']],
    ['templates/cm.yaml', '  fluent-bit.conf: |', ['1 mentions main']],
    ['.env', 'FB=fluent-bit.conf', ['1 mentions main']],
    ['ci.yml', 'run: fluent-bit -c ${{ matrix.conf }}.conf', ['1 may mention all']],
    ['ci.yml', 'paths: ["docker/**.conf"]', ['1 may mention main+parsers']],
    ['fb.erb', '<%= @name %>.conf', ['1 may mention all']],
    ['fb.in', 'C=@sysconfdir@/@NAME@.conf', ['1 may mention all']],
    ['main.conf', '@INCLUDE conf.d/*.conf', ['1 may mention input+output']],
    ['main.cfg', '[SERVICE]\n    Parsers_File parsers.conf', ['2 mentions parsers']],
    ['x.yaml', 'a: "/etc/fluent-\\\n    bit.conf"', ['1 mentions main']],
    ['link', '../docker/fluent-bit.conf', ['1 mentions main']],
    [
      'urls',
      'http://h/my%20output.conf?x=1 http://h/docker%2Fparsers.conf#y fluent%2Dbit.conf',
      ['1 mentions output', '1 mentions parsers', '1 mentions main'],
    ],
  ],
  'what stands around a name': [
    ['x', 'FLUENT-BIT.CONF', ['1 mentions main']],
    ['x', 'fluent-bit.conf.j2', ['1 mentions main']],
    ['x', 'see fluent-bit.conf.', ['1 mentions main']],
    ['x', '\u8bbefluent-bit.conf\u7f6e', ['1 mentions main']],
    ['x', '<path>fluent-bit.conf</path>', ['1 mentions main']],
    ['x', 'a|fluent-bit.conf|b', ['1 mentions main']],
    ['x', 'x@fluent-bit.conf', ['1 mentions main']],
    ['x', '${p}fluent-bit.conf', ['1 may mention main']],
    ['x', '**fluent-bit.conf**', ['1 may mention main']],
    ['x', '\ufefffluent-bit.conf', ['1 mentions main']],
    ['x', 'a\r\nfluent-bit.conf\r\n', ['2 mentions main']],
  ],
  'what is not a mention': [
    ['x', 'my-fluent-bit.conf', []],
    ['x', 'fluent-bit.config', []],
    ['x', 'fluent-bit.conf_', []],
    ['x', 'fluent-bit.conf-old', []],
    ['x', 'xfluent-bit.conf', []],
    ['x', '.fluent-bit.conf', []],
    ['x', 'my.fluent-bit.conf', []],
    ['x', 'fluent-bit_conf', []],
    ['x', 'fluent-bit conf', []],
    ['x', 'output.conf', []],
    ['x', '*', []],
    ['x', '$x', []],
    ['x', '$*', []],
    ['x', '*.*', []],
    ['x', '${a}.${b}', []],
    ['x', '**/*', []],
    ['x', '*.yaml', []],
    ['x', 'nginx-*.conf', []],
    ['x', 'Match kube.*', []],
    ['x', 'Path /var/log/*.log', []],
    ['x', 'other/*', []],
    ['x', '/repo/other/*.conf', []],
    ['x', '/etc/x/*.conf', []],
    ['x', 'svc/conf.d/*.conf', []],
    ['x', 'xconf.d/*', []],
    ['x', 'f.d/*', []],
    ['x', 'docker/input*.conf', []],
    ['x', 'x/docker/$n.conf', []],
    ['x', 'fluent-bit\n.conf', []],
    ['x', '100% .conf', []],
    ['x', '{a: b}.', []],
    ['x', 'fluent-$x.yaml', []],
    ['x', 'f(a|b)', []],
    ['x', 'f(x).conf', []],
    ['x', 'fluent-bit.(yaml|json)', []],
    ['x', "it's .conf", []],
  ],
};

describe.each(Object.entries(cases))('%s', (_, ofKind) => {
  it.each(ofKind)('%s: %j', (file, text, mentions) => {
    expect(mentionsIn(file, text)).toEqual(mentions);
    // Wherever it stands in a file.
    const below = mentions.map((mention) => mention.replace(/^\d+/, (line) => String(Number(line) + 2)));
    expect(mentionsIn(file, `x\n\n${text.replace(/^\ufeff/, '')}\nx y`)).toEqual(below);
  });
});

describe('a file', () => {
  it('in UTF-16 is decoded', () => {
    const text = '\ufeffa\r\nc = fluent-bit.conf\r\n';
    const little = new Uint8Array(Buffer.from(text, 'utf16le'));
    expect(mentionsIn('x.ps1', little)).toEqual(['2 mentions main']);
    expect(mentionsIn('x.ps1', new Uint8Array(Buffer.from(little).swap16()))).toEqual(['2 mentions main']);
  });

  it('with a NUL in its first 8 KB is binary', () => {
    expect(mentionsIn('x', '\0 fluent-bit.conf')).toEqual([]);
    expect(mentionsIn('x', `fluent-bit.conf${' '.repeat(8176)}\0`)).toEqual([]);
    expect(mentionsIn('x', `fluent-bit.conf${' '.repeat(8177)}\0`)).toEqual(['1 mentions main']);
  });

  it('that is empty has none', () => {
    expect(mentionsIn('x', '')).toEqual([]);
  });
});

describe('old files', () => {
  it('of one name are all meant by it, by one array', () => {
    const find = mentionFinder(['/repo/a/x.conf', '/repo/b/X.conf', '/repo/b/y.conf']);
    const [one, other] = find('/repo/f', new TextEncoder().encode('a/x.conf\n${n}x.conf'));
    expect(one).toEqual({ line: 1, level: 'mentions', files: ['/repo/a/x.conf', '/repo/b/X.conf'] });
    expect(other).toEqual({ ...one, line: 2, level: 'may mention' });
    expect(other?.files).toBe(one?.files);
  });

  it('may be written in bytes or in characters that are escaped', () => {
    const find = mentionFinder(['/repo/\u00fc.conf']);
    for (const text of ['\\xc3\\xbc.conf', '\\303\\274.conf', '\\u00fc.conf', '\\u{fc}.conf', '\u00fc\\x2econf']) {
      expect(mentionsIn('f', text, find)).toEqual(['1 mentions /repo/\u00fc.conf']);
    }
  });

  it.each(['a b.conf', 'a=b', 'x (1).conf', 'main', '.conf', 'x.conf~', '\u00fc.conf', '@@', 'a+b.conf', 'x.conf]'])(
    'may be called %j',
    (name) => {
      const find = mentionFinder([`/repo/${name}`]);
      expect(mentionsIn('f', `a\n'${name}'`, find)).toEqual([`2 mentions /repo/${name}`]);
      expect(mentionsIn('f', `a\n x/${name}\n`, find)).toEqual([`2 mentions /repo/${name}`]);
    },
  );

  it('in another place are meant by a pattern for some name, or for a directory of the same name', () => {
    expect(mentionsIn('f', '/etc/fb/${n}.conf')).toEqual(['1 may mention all']);
    expect(mentionsIn('f', '/etc/fb/pars*.conf')).toEqual(['1 may mention parsers']);
    expect(mentionsIn('f', '/etc/fb/conf.d/*.conf')).toEqual(['1 may mention input+output']);
    expect(mentionsIn('f', '/etc/fb/docker/*')).toEqual(['1 may mention main+parsers']);
    expect(mentionsIn('f', '/repo/conf.d/*.conf')).toEqual(['1 may mention input+output']);
    expect(mentionsIn('f', '/repo/${n}.conf')).toEqual([]);
  });
});
