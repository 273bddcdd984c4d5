import { Command, InvalidArgumentError, Option } from 'commander';
import { PermissionName } from '#operations/token/shapes.ts';
import { type NewToken, toTokenJson } from '../../cli-tokens.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { type CommonOptions, toDataOptions, toDuration, withData, withJson, withServer } from '../../options.ts';
import { toMomentText } from '../../time-text.ts';

type Permission = NewToken['permissions'][number];

interface CreateOptions extends CommonOptions {
  readonly permission: readonly Permission[];
  readonly expires?: number;
}

const HELP = `
Permissions: ${PermissionName.options.join(', ')}

Examples:
  flowright token create ci --permission run:start --permission run:read --expires 30d
  flowright token create admin --permission '*'
`;

/** `flowright token create NAME`. */
export function buildCreateToken(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('create')
    .summary('make an API token')
    .description('Make an API token and print it. It is told this once: only its hash is kept.')
    .argument('<name>', 'what you recognise it by')
    .addOption(
      new Option('-p, --permission <name>', 'what it may do, * for everything; may be given again')
        .argParser(collectPermissions)
        .makeOptionMandatory(),
    )
    .option('--expires <duration>', 'how long it holds, e.g. 30d; for ever by default', toDuration)
    .addHelpText('after', HELP);
  return withServer(withData(withJson(command))).action(async (name: string, options: CreateOptions) => {
    const output = toOutput(options, context);
    const { permission, expires } = options;
    const expiresAt = expires === undefined ? undefined : terminal.now() + expires;
    await using(app.openTokens({ ...toDataOptions(options, terminal), write: true }), async (tokens) => {
      const { token, record } = await tokens.create({ name, permissions: permission, expiresAt });
      if (output.json) {
        output.value({ token, ...toTokenJson(record) });
        return;
      }
      output.line(token);
      const end = record.expiresAt === undefined ? 'never expires' : `expires ${toMomentText(record.expiresAt)}`;
      output.note(
        `${output.paintNote('green', '✔')} Token ${record.id} "${record.name}" ${end}. Keep it: it is not shown again.`,
      );
    });
  });
}

function collectPermissions(text: string, previous: readonly Permission[] | undefined): readonly Permission[] {
  const chosen = text.split(',').flatMap((part): readonly Permission[] => {
    const wanted = part.trim();
    if (wanted === '*') return PermissionName.options;
    const read = PermissionName.safeParse(wanted);
    if (read.success) return [read.data];
    throw new InvalidArgumentError(
      `"${wanted}" is no permission. The permissions are ${PermissionName.options.join(', ')}.`,
    );
  });
  return [...new Set([...(previous ?? []), ...chosen])];
}
