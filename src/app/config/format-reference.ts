import { CONFIG_NAMES, CONFIG_OPTIONS, toVariable } from './option-table.ts';

/** The table of options in docs/configuration.md. */
export function formatReference(): string {
  const rows = CONFIG_NAMES.map((name) => {
    const { kind, flag, fallback, description } = { flag: undefined, ...CONFIG_OPTIONS[name] };
    const cells = [
      `\`${name}\``,
      `\`${toVariable(name)}\``,
      flag === undefined ? '' : `\`${flag}\``,
      kind.shown,
      fallback,
    ];
    return `| ${[...cells, description].join(' | ')} |`;
  });
  return [
    '| in the file | in the environment | flag | values | default | what it does |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
