import { Command } from 'commander';
import type { Block } from '#blocks/block.ts';
import { findNearestName } from '#blocks/nearest-name.ts';
import { AppError } from '#contract/app-error.ts';
import type { BlockInput, BlockOutput } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import { type CommandContext, toOutput } from '../../command-context.ts';
import { type CommonOptions, toBlockOptions, withBlocks, withJson } from '../../options.ts';
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
  return withBlocks(withJson(command)).action(async (id: string, options: CommonOptions) => {
    const output = toOutput(options, context);
    const registry = await app.loadBlocks(toBlockOptions(options, terminal));
    const block = registry.get(id);
    if (block === undefined) {
      noteProblems(registry, output);
      const near = findNearestName(
        id,
        registry.list().map((known) => known.id),
      );
      throw new AppError(
        'block-not-found',
        `There is no block "${id}". ${near === undefined ? '"flowright blocks list" shows them all.' : `Did you mean "${near}"?`}`,
      );
    }
    if (output.json)
      output.value({
        ...(block.descriptor as unknown as JsonObject),
        builtIn: block.builtIn,
        directory: block.directory,
        inputSchema: block.inputSchema,
      });
    else printBlock(block, output);
  });
}

function printBlock({ descriptor, effect, ports, timeoutMs, builtIn, directory }: Block, output: Output): void {
  const { paint } = output;
  const { id, label, description, version, inputs, outputs, docs } = descriptor;
  output.line(`${paint('bold', id)}  ${label}  ${paint('dim', `version ${version}`)}`);
  output.line(toPrintable(description));
  output.line(
    paint(
      'dim',
      `effect ${effect} · ports ${ports.join(', ')} · at most ${toDurationText(timeoutMs)}${builtIn ? '' : ` · from ${directory}`}`,
    ),
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
