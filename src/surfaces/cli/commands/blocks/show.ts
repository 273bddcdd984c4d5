import { Command } from 'commander';
import { findNearestName } from '#blocks/nearest-name.ts';
import { AppError } from '#contract/app-error.ts';
import type { BlockInput, BlockOutput } from '#contract/block.ts';
import type { BlockView } from '../../cli-blocks.ts';
import { type CommandContext, toOutput } from '../../command-context.ts';
import { type CommonOptions, toBlockOptions, withBlocks, withJson, withServer } from '../../options.ts';
import type { Output } from '../../output.ts';
import { toPrintable } from '../../printable.ts';
import { toDurationText } from '../../time-text.ts';
import { toShortJson } from '../../trim-json.ts';
import { noteProblems } from './list.ts';

const DEFAULT_MAX = 40;

/** `flowright blocks show ID`. */
export function buildShowBlock(context: CommandContext): Command {
  const { app, terminal } = context;
  const command = new Command('show')
    .summary('show what a block takes and gives')
    .description('Show what a block does, takes and gives.')
    .argument('<id>', 'id of the block, e.g. network.http_request');
  return withServer(withBlocks(withJson(command))).action(async (id: string, options: CommonOptions) => {
    const output = toOutput(options, context);
    const blocks = await app.loadBlocks(toBlockOptions(options, terminal));
    const block = await blocks.find(id);
    if (block === undefined) {
      noteProblems(blocks, output);
      const near = findNearestName(
        id,
        (await blocks.list()).map((known) => known.id),
      );
      throw new AppError(
        'block-not-found',
        `There is no block "${id}". ${near === undefined ? '"flowright blocks list" shows them all.' : `Did you mean "${near}"?`}`,
      );
    }
    if (output.json) output.value(block.json);
    else printBlock(block, output);
  });
}

function printBlock(block: BlockView, output: Output): void {
  const { paint } = output;
  const { id, label, description, version, inputs, outputs, docs, effect, ports, timeoutMs, directory } = block;
  const from = block.builtIn || directory === undefined ? '' : ` · from ${directory}`;
  output.line(`${paint('bold', id)}  ${label}  ${paint('dim', `version ${version}`)}`);
  output.line(toPrintable(description));
  output.line(
    paint('dim', `effect ${effect} · ports ${ports.join(', ')} · at most ${toDurationText(timeoutMs)}${from}`),
  );
  if (inputs.length > 0) {
    output.line();
    const columns = [
      { title: 'input' },
      { title: 'type' },
      { title: '' },
      { title: 'default', max: DEFAULT_MAX },
      { title: 'description', max: 100 },
    ];
    output.table(columns, inputs.map(toInputCells));
  }
  if (outputs.length > 0) {
    output.line();
    output.table(
      [{ title: 'output' }, { title: 'type' }, { title: 'description', max: 100 }],
      outputs.map(toOutputCells),
    );
  }
  if (docs !== undefined) output.line(`\n${toPrintable(docs)}`);
}

function toInputCells({
  id,
  type,
  required,
  default: standard,
  description = '',
  options,
}: BlockInput): readonly string[] {
  const choices = (options ?? []).map((option) => (typeof option === 'string' ? option : option.value));
  const text = choices.length === 0 ? description : `${description} (${choices.join(', ')})`.trim();
  return [id, type, required ? 'required' : '', standard === undefined ? '' : toShortJson(standard, DEFAULT_MAX), text];
}

function toOutputCells({ id, type, description = '' }: BlockOutput): readonly string[] {
  return [id, type, description];
}
