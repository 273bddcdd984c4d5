import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Play, Workflow } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useBlockTarget } from '#web/actions/block-target.ts';
import { toCombos } from '#web/actions/key-matcher.ts';
import { isAvailable, listActions, runAction } from '#web/actions/registry.ts';
import { client } from '#web/api/client.ts';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import type { CatalogueBlock, RunSummary, WorkflowSummary } from '#web/api/shapes.ts';
import { useCatalogue } from '#web/api/use-catalogue.ts';
import { Ago } from '#web/ui/ago.tsx';
import { BlockIcon } from '#web/ui/block-icon.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { text } from '../strings.ts';
import { showBlock } from './block-sheet-store.ts';
import type { Entry } from './entry.ts';

const MAX_RUNS = 8;

/** Everything the palette finds: what can be done here, places, workflows, runs and blocks. */
export function useEntries(query: string): readonly Entry[] {
  const navigate = useNavigate();
  const [actions] = useState(() => listActions().filter((action) => action.hidden !== true && isAvailable(action)));
  const words = query.trim();
  const workflows = useQuery(workflowNamesQuery).data;
  const runs = useQuery({
    queryKey: ['run', 'list', 'palette', words],
    queryFn: ({ signal }) =>
      client.run.list({ limit: MAX_RUNS, ...(words === '' ? {} : { text: words.slice(0, 200) }) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 2_000,
  }).data?.items;
  const blocks = useCatalogue();
  const target = useBlockTarget();

  return useMemo(() => {
    const toWorkflow = ({ id, name, tags }: WorkflowSummary): Entry => ({
      id: `workflow:${id}`,
      label: name,
      kind: text.paletteWorkflows,
      keywords: `${id} ${tags.join(' ')}`,
      icon: <Workflow size={16} />,
      run: () => void navigate({ to: '/workflows/$workflowId', params: { workflowId: id } }),
    });
    const toRun = ({ id, workflowId, status, createdAt }: RunSummary): Entry => ({
      id: `run:${id}`,
      label: workflows?.get(workflowId)?.name ?? workflowId,
      kind: text.paletteRuns,
      // The server found it by these words, e.g. by the beginning of its id: they are its words, too.
      keywords: `${id} ${workflowId} ${status} ${words}`,
      detail: (
        <>
          <code>{id.slice(-6)}</code> <StatusBadge status={status} size="sm" /> <Ago at={createdAt} />
        </>
      ),
      icon: <Play size={16} />,
      run: () => void navigate({ to: '/runs/$runId', params: { runId: id } }),
    });
    const toBlock = (block: CatalogueBlock): Entry => ({
      id: `block:${block.id}`,
      label: target === undefined ? block.label : text.insertBlock(block.label),
      kind: text.paletteBlocks,
      keywords: `${block.id} ${block.category} ${block.keywords.join(' ')}`,
      icon: (
        <BlockIcon category={block.category} size={20} {...(block.icon === undefined ? {} : { icon: block.icon })} />
      ),
      run: () => (target === undefined ? showBlock(block) : target(block.id)),
    });
    return [
      ...actions.map(
        (action): Entry => ({
          id: `action:${action.id}`,
          label: action.label,
          kind: action.group,
          icon: action.icon,
          run: () => runAction(action),
          ...(action.keywords === undefined ? {} : { keywords: action.keywords }),
          ...toFirstKeys(toCombos(action)[0]),
        }),
      ),
      ...[...(workflows?.values() ?? [])].map(toWorkflow),
      ...(runs ?? []).map(toRun),
      // Without a word typed they would bury everything else.
      ...(words === '' ? [] : [...blocks.values()].map(toBlock)),
    ];
  }, [actions, workflows, runs, blocks, target, words, navigate]);
}

function toFirstKeys(keys: string | undefined): Pick<Entry, 'keys'> {
  return keys === undefined ? {} : { keys };
}
