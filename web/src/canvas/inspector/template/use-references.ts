import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { client } from '#web/api/client.ts';
import { useShownRunId } from '#web/run/use-step-data.ts';
import { listLoopsAround } from '../../model/find-step.ts';
import { listReferences, type ReferenceNode, type ReferencePlace } from '../../model/references.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { useSecrets } from '../controls/use-secrets.ts';
import { isObject } from '../values/json-value.ts';
import { END_OF_ROUND, toPreviewDocument } from './preview-document.ts';
import { useStandIns } from './use-stand-ins.ts';

/** Names asked for at once: an answer has a limit, which one large value must not use up for all. */
const PER_CALL = 4;
/** Earlier steps whose values are looked at, the nearest. */
const MAX_STEPS = 20;
const COMMON = ['input', 'trigger', 'item'];

/** Names in groups, each asked for in one call. */
function toGroups(names: readonly string[]): readonly (readonly string[])[] {
  const groups: (readonly string[])[] = [COMMON];
  for (let at = 0; at < names.length; at += PER_CALL) groups.push(names.slice(at, at + PER_CALL));
  return groups;
}

function toPlace(kind: ReferencePlace['kind'], stepId: string | undefined): ReferencePlace {
  return kind === 'outputs' ? { kind } : { kind, stepId: stepId ?? '' };
}

const stepOf = (place: ReferencePlace) => (place.kind === 'outputs' ? undefined : place.stepId);

/**
 * What expressions of a place may name, with the values they had in the run that is shown: the server is asked for them, as expressions
 * would see them. `own` is what the block itself gave, for its output mapping. What is answered is worked out when somebody looks.
 */
export function useReferences(place: ReferencePlace, own?: JsonObject | undefined): () => readonly ReferenceNode[] {
  const store = useEditorStore();
  const { kind } = place;
  const stepId = stepOf(place);
  const runId = useShownRunId();
  const standIns = useStandIns(runId);
  const roundOf = kind === 'body-output' ? stepId : undefined;
  const steps = useEditor((state) => state.workflow.steps);
  const edges = useEditor((state) => state.workflow.edges);
  // Edges say which steps come before: this text stays the same while fields are edited, and with it the questions.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the document, only steps and edges count
  const nearest = useMemo(() => {
    const { workflow, blocks } = store.getState();
    return listReferences(workflow, toPlace(kind, stepId), { blocks })
      .filter((node) => node.kind === 'step')
      .slice(0, MAX_STEPS)
      .map(({ name }) => name)
      .join(' ');
  }, [store, kind, stepId, steps, edges]);
  const secrets = useSecrets();
  const samples = useQueries({
    queries: toGroups(nearest === '' ? [] : nearest.split(' ')).map((names) => ({
      queryKey: ['expression', 'samples', kind, stepId ?? '', runId ?? '', names.join(' ')],
      enabled: runId !== undefined,
      retry: false,
      staleTime: 60_000,
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        readSamples(
          {
            document: toPreviewDocument(store.getState().workflow, roundOf),
            names,
            stepId: roundOf === undefined ? stepId : END_OF_ROUND,
            runId,
          },
          signal,
        ),
    })),
    combine: (results) => results.map(({ data }) => data),
  });
  const list = secrets.data;
  return useMemo(() => {
    const at = toPlace(kind, stepId);
    let built: { readonly of: readonly unknown[]; readonly nodes: readonly ReferenceNode[] } | undefined;
    return () => {
      const { workflow, blocks } = store.getState();
      const of = [workflow.steps, workflow.edges, workflow.inputs, workflow.variables, blocks];
      if (built?.of.every((part, index) => part === of[index]) === true) return built.nodes;
      const values: Record<string, JsonValue> = Object.assign({}, ...samples);
      const read = (name: string) => standIns([name])[0]?.value ?? values[name] ?? undefined;
      const around = stepId === undefined ? undefined : listLoopsAround(workflow, stepId).at(-1)?.id;
      const loop = roundOf ?? around;
      const nodes = listReferences(workflow, at, {
        blocks,
        sampleOf: read,
        itemOf: (loopId) => (loopId === loop ? read('item') : undefined),
        input: read('input'),
        trigger: read('trigger'),
        ownSample: own,
        secrets: list?.items.map(({ name }) => name) ?? [],
      });
      built = { of, nodes };
      return nodes;
    };
  }, [store, kind, stepId, roundOf, own, samples, list, standIns]);
}

/** Asks for the values of names, as expressions of a step would see them; null for those that had none. */
async function readSamples(
  about: {
    readonly document: JsonObject;
    readonly names: readonly string[];
    readonly stepId: string | undefined;
    readonly runId: string | undefined;
  },
  signal: AbortSignal,
): Promise<JsonObject> {
  const { document, names, stepId, runId } = about;
  const answer = await client.expression.preview(
    {
      workflow: { ...document },
      template: Object.fromEntries(names.map((name) => [name, `{{ ${name} ?? null }}`])),
      ...(stepId === undefined ? {} : { stepId }),
      ...(runId === undefined ? {} : { runId }),
    },
    { signal },
  );
  if (!answer.ok) return {};
  // Templates give JSON.
  const value = answer.value as JsonValue;
  return isObject(value) ? value : {};
}
