import { useMutation } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { client } from '#web/api/client.ts';
import type { EditorStore } from '#web/canvas/store/editor-store.ts';
import { toOverlay } from '../model/to-overlay.ts';
import { RunDialog } from '../start/run-dialog.tsx';
import type { RunFormAnswer } from '../start/run-form.tsx';
import { readSimulation } from './read-simulation.ts';
import { SimulationBar } from './simulation-bar.tsx';
import { simulationOf } from './simulation-data.ts';
import { text } from './strings.ts';
import { useSimulation } from './use-simulation.ts';

/** Draws what simulating needs: the form, and once it ran the bar that tells what would have happened. Mount it once beside a canvas. */
export function SimulationHost({ store }: { readonly store: EditorStore }) {
  const held = simulationOf(store);
  const { result, isAsking } = useStore(held);
  const { exit } = useSimulation(store);
  const workflow = useStore(store, (state) => state.workflow);
  const blocks = useStore(store, (state) => state.blocks);
  const simulate = useMutation({
    mutationFn: async (given: RunFormAnswer) => {
      const document = store.getState().workflow;
      const answer = await client.workflow.simulate({ workflow: document, ...given });
      return readSimulation(document, answer, given);
    },
    onSuccess(found) {
      const { setOverlay } = store.getState();
      held.setState({ result: found, isAsking: false });
      setOverlay(toOverlay({ workflow: found.workflow, steps: found.steps, blocks, isOver: true, now: Date.now() }));
    },
  });
  return (
    <>
      {isAsking && (
        <RunDialog
          workflow={workflow}
          title={text.title(workflow.name)}
          action={text.simulate}
          asksReads
          isBusy={simulate.isPending}
          error={simulate.error}
          {...(result === undefined ? {} : { initial: result.input })}
          onClose={() => held.setState({ isAsking: false })}
          onSubmit={(given) => simulate.mutate(given)}
        />
      )}
      {result !== undefined && (
        <SimulationBar
          result={result}
          blocks={blocks}
          isStale={result.workflow !== workflow}
          onAgain={() => held.setState({ isAsking: true })}
          onExit={exit}
          onSelect={(stepId) => store.getState().select({ steps: new Set([stepId]) })}
        />
      )}
    </>
  );
}
