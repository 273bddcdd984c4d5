import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import { client } from '#web/api/client.ts';
import type { ReferenceNode } from '../../model/references.ts';
import { EditorContext } from '../../store/editor-store.ts';
import { useFieldScope } from '../form/field-scope.ts';
import { END_OF_ROUND, toPreviewDocument } from './preview-document.ts';
import { scanTemplate } from './scan-template.ts';
import type { StandIn } from './use-stand-ins.ts';

const NONE: readonly StandIn[] = [];

/** How long after the last key a template is tried. */
const TRY_MS = 300;

/** What a template gives, as far as it is known. */
export type Preview =
  /** There is nothing to work out, or nothing to do it with. */
  | { readonly state: 'none' }
  | { readonly state: 'open' }
  | { readonly state: 'working' }
  | {
      readonly state: 'value';
      readonly value: JsonValue;
      readonly isCut: boolean;
      readonly runId: string | undefined;
      readonly isOld: boolean;
      /** Values that were used in place of what steps gave. */
      readonly standIns: readonly StandIn[];
    }
  | { readonly state: 'error'; readonly error: ErrorInfo; readonly runId: string | undefined; readonly isOld: boolean }
  | { readonly state: 'failed'; readonly error: unknown };

/** Tries a template against the run that is shown, a moment after it was typed. */
export function usePreview(template: string): Preview {
  const store = useContext(EditorContext);
  const { stepId, runId, outputs, roundOf, standIns, references } = useFieldScope();
  const [settled] = useDebouncedValue(template, TRY_MS);
  const { expressions, tokens } = scanTemplate(template);
  const isOpen = expressions.some(({ isClosed, from, to }) => !isClosed || template.slice(from, to).trim() === '');
  const isTried = store !== undefined && expressions.length > 0 && !isOpen;
  const names = tokens.flatMap(({ kind, from, to }) => (kind === 'name' ? [template.slice(from, to)] : []));
  const used = isTried ? (standIns?.(names) ?? NONE) : NONE;
  const stood = used.length === 0 ? NONE : used.filter(({ stepId: id }) => isStep(references(), id));
  const query = useQuery({
    queryKey: [
      'expression',
      'preview',
      stepId,
      roundOf ?? '',
      settled,
      runId ?? '',
      outputs !== undefined,
      stood.map(({ stepId: id, mark }) => `${id} ${mark}`).join(),
    ],
    enabled: isTried && settled.includes('{{'),
    retry: false,
    // The rest of the document may have changed by the time the field is looked at again.
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      return client.expression.preview(
        {
          workflow: store === undefined ? {} : { ...toPreviewDocument(store.getState().workflow, roundOf) },
          template: settled,
          ...(stepId === undefined ? {} : { stepId: roundOf === undefined ? stepId : END_OF_ROUND }),
          ...(runId === undefined ? {} : { runId }),
          ...(stood.length === 0 && outputs === undefined
            ? {}
            : // Of the same name, the block's own output is the nearer one.
              { outputs: { ...Object.fromEntries(stood.map(({ stepId: id, value }) => [id, value])), ...outputs } }),
        },
        { signal },
      );
    },
  });
  if (expressions.length === 0) return { state: 'none' };
  if (isOpen) return { state: 'open' };
  if (!isTried) return { state: 'none' };
  if (query.isError) return { state: 'failed', error: query.error };
  if (query.data === undefined) return { state: 'working' };
  const isOld = query.isPlaceholderData || settled !== template;
  const { data } = query;
  if (!data.ok) return { state: 'error', error: data.error, runId: data.runId, isOld };
  return {
    state: 'value',
    value: data.value as JsonValue,
    isCut: data.truncated,
    runId: data.runId,
    isOld,
    standIns: stood,
  };
}

function isStep(roots: readonly ReferenceNode[], id: string): boolean {
  return roots.some(({ kind, name }) => kind === 'step' && name === id);
}
