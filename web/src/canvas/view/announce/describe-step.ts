import { edgesFrom } from '../../model/edge-index.ts';
import { findScope, findStep } from '../../model/find-step.ts';
import type { EditorState } from '../../store/editor-store.ts';
import { problemsByStep } from '../../store/problems-by-step.ts';
import { toStepName } from '../cards/step-name.ts';
import { text } from '../strings.ts';

const MAX_NAMES = 4;

/**
 * A step in words, for those who cannot see it: name, block, effect, place, what it leads to, how it went. `Fetch orders, HTTP request,
 * reads, step 3 of 12, connects to Parse, failed`.
 */
export function describeStep(
  state: Pick<EditorState, 'workflow' | 'blocks' | 'overlay' | 'problems'>,
  id: string,
): string {
  const found = findStep(state.workflow, id);
  if (found === undefined) return '';
  const { step, scopeId, at } = found;
  const block = state.blocks.get(step.process.block);
  const scope = findScope(state.workflow, scopeId);
  const nameOf = (other: string) => {
    const target = findStep(state.workflow, other)?.step;
    return target === undefined ? other : toStepName(target, state.blocks.get(target.process.block));
  };
  const edges = edgesFrom(scope?.edges ?? [], id);
  const names = edges.map((edge) => (edge.port === undefined ? nameOf(edge.to) : `${nameOf(edge.to)} (${edge.port})`));
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length > MAX_NAMES ? ` ${text.andMore(names.length - MAX_NAMES)}` : '';
  const mark = state.overlay?.steps.get(id);
  const problems = problemsByStep(state.problems).get(id) ?? [];
  const name = toStepName(step, block);
  return [
    name,
    block === undefined ? text.unknownBlock(step.process.block) : block.label === name ? undefined : block.label,
    block === undefined ? undefined : text.effect[block.effect],
    step.body === undefined ? undefined : text.loopWith(step.body.steps.length),
    text.stepOf(at + 1, scope?.steps.length ?? 1),
    scopeId === undefined ? undefined : text.inside(nameOf(scopeId)),
    names.length === 0 ? text.connectsNowhere : text.connectsTo(shown + more),
    step.process.disabled === true ? text.disabled : undefined,
    mark?.status === undefined ? undefined : text.status[mark.status],
    mark?.label,
    mark?.change === undefined ? undefined : text.change[mark.change],
    problems.length === 0 ? undefined : `${text.problemsOf(problems.length)}: ${problems[0]?.message ?? ''}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
