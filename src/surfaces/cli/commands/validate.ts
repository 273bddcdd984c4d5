import { Command } from 'commander';
import { type CommandContext, toOutput } from '../command-context.ts';
import { EXIT } from '../exit-code.ts';
import { type CommonOptions, toBlockOptions, withBlocks, withJson, withServer } from '../options.ts';
import { toCount } from '../quantity-text.ts';
import { readWorkflowFile, toProblemJson, toProblemLines } from '../read-workflow-file.ts';

const HELP = `
Problems are printed as file:line:column, so editors can jump to them. Warnings do not make a workflow invalid.

Examples:
  flowright validate flow.json
  flowright validate flow.yaml --blocks ./my-blocks --json
`;

/** `flowright validate FILE`. */
export function buildValidate(context: CommandContext): Command {
  const { app, terminal, setExitCode } = context;
  const command = new Command('validate')
    .description('Check a workflow document: format, blocks, references, types, expressions, cycles.')
    .argument('<file>', 'a workflow file (JSON or YAML)')
    .addHelpText('after', HELP);
  return withServer(withBlocks(withJson(command))).action(async (name: string, options: CommonOptions) => {
    const output = toOutput(options, context);
    const { file, workflow, problems } = await readWorkflowFile(name, app, terminal, toBlockOptions(options, terminal));
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const isValid = workflow !== undefined && errors === 0;
    setExitCode(isValid ? EXIT.succeeded : EXIT.invalid);
    if (output.json) {
      output.value({
        valid: isValid,
        file,
        ...(workflow === undefined ? {} : { workflowId: workflow.id }),
        problems: problems.map(toProblemJson),
      });
      return;
    }
    for (const line of toProblemLines(file, problems, output.paint)) output.line(line);
    const warnings = problems.length - errors;
    const doubts = warnings === 0 ? '' : `, ${toCount(warnings, 'warning')}`;
    output.line(
      isValid
        ? `${output.paint('green', '✔')} ${file} is valid${doubts}`
        : `${output.paint('red', '✖')} ${toCount(errors, 'error')}${doubts}`,
    );
  });
}
