import { Command, InvalidArgumentError, Option } from 'commander';
import type { JsonObject } from '#contract/json.ts';
import { isRunStatus, RUN_STATUSES, type RunStatus } from '#contract/run-status.ts';
import type { RunRecord } from '#journal/journal.ts';
import { type CommandContext, toOutput, using } from '../../command-context.ts';
import { type CommonOptions, toDataOptions, toInteger, withData, withJson, withServer } from '../../options.ts';
import { toStatusText } from '../../status-mark.ts';
import { toDurationText, toMomentText } from '../../time-text.ts';

interface ListOptions extends CommonOptions {
  readonly status?: readonly RunStatus[];
  readonly workflow?: string;
  readonly limit: number;
  readonly before?: string;
}

/** `flowright runs list`. */
export function buildListRuns(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('list')
    .summary('list runs, newest first')
    .description('List runs, newest first.')
    .addOption(
      new Option('-s, --status <status>', `only these, with commas between: ${RUN_STATUSES.join(', ')}`).argParser(
        toStatuses,
      ),
    )
    .option('-w, --workflow <id>', 'only runs of this workflow')
    .option('-n, --limit <number>', 'how many', toInteger(1, 10_000), 20)
    .option('--before <run>', 'only runs older than this one')
    .addHelpText('after', '\nExample:\n  flowright runs list --status failed,timed-out --workflow daily-orders\n');
  return withServer(withData(withJson(command))).action(async (options: ListOptions) => {
    const output = toOutput(options, context);
    await using(app.openData(toDataOptions(options, terminal)), async ({ journal }) => {
      const runs = await journal.listRuns({
        limit: options.limit,
        ...(options.status === undefined ? {} : { statuses: options.status }),
        ...(options.workflow === undefined ? {} : { workflowId: options.workflow }),
        ...(options.before === undefined ? {} : { beforeId: options.before }),
      });
      if (output.json) output.value(runs.map(toRunJson));
      else if (runs.length === 0) output.note('No runs.');
      else {
        const columns = [
          { title: 'run' },
          { title: 'workflow' },
          { title: 'version', align: 'right' },
          { title: 'status' },
          { title: 'created' },
          { title: 'took', align: 'right' },
          { title: 'error' },
        ] as const;
        output.table(
          columns,
          runs.map((run) => toCells(run, terminal.now(), output.paint)),
        );
      }
    });
  });
}

function toCells(run: RunRecord, now: number, paint: Parameters<typeof toStatusText>[1]) {
  const { id, workflowId, version, status, createdAt, startedAt, finishedAt, error } = run;
  return [
    id,
    workflowId,
    String(version),
    { text: toStatusText(status, (_, text) => text), paint: (text: string) => repaint(text, status, paint) },
    toMomentText(createdAt),
    startedAt === undefined ? '' : toDurationText((finishedAt ?? now) - startedAt),
    error === undefined ? '' : error.message,
  ];
}

/** Paints a cell that already has its width as the status is painted. */
function repaint(text: string, status: RunStatus, paint: Parameters<typeof toStatusText>[1]): string {
  return toStatusText(status, (color) => paint(color, text));
}

function toStatuses(text: string): readonly RunStatus[] {
  return text.split(',').map((part) => {
    const status = part.trim();
    if (isRunStatus(status)) return status;
    throw new InvalidArgumentError(`"${status}" is no status. The statuses are ${RUN_STATUSES.join(', ')}.`);
  });
}

/** A run for programs. */
export function toRunJson(run: RunRecord): JsonObject {
  const {
    id,
    workflowId,
    version,
    status,
    priority,
    triggerKind,
    parent,
    createdAt,
    startedAt,
    finishedAt,
    error,
    eventCount,
  } = run;
  return {
    id,
    workflowId,
    version,
    status,
    priority,
    trigger: triggerKind,
    ...(parent === undefined ? {} : { parent: { ...parent } }),
    createdAt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(error === undefined ? {} : { error: { ...error } as JsonObject }),
    eventCount,
  };
}
