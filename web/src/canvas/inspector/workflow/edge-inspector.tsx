import { Button, Select } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { findEdge } from '../../model/edge-index.ts';
import { toEdgeKey } from '../../model/edge-key.ts';
import { reconnect } from '../../model/edits/connect.ts';
import { createEdge } from '../../model/edits/create-step.ts';
import { disconnect } from '../../model/edits/disconnect.ts';
import { findStep } from '../../model/find-step.ts';
import { listPorts } from '../../model/ports.ts';
import { EMPTY_SELECTION } from '../../model/types.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';

/** One edge: where it comes from and goes to, by which port. */
export function EdgeInspector({ edgeKey }: { readonly edgeKey: string }) {
  const store = useEditorStore();
  const workflow = useEditor((state) => state.workflow);
  const blocks = useEditor((state) => state.blocks);
  const readOnly = useEditor((state) => state.readOnly);
  const found = findEdge(workflow, edgeKey);
  if (found === undefined) return <p className={classes.hint}>{text.edgeGone}</p>;
  const { edge } = found;
  const from = findStep(workflow, edge.from)?.step;
  const to = findStep(workflow, edge.to)?.step;
  const ports = from === undefined ? [] : listPorts(from, blocks);
  const port = edge.port ?? ports[0] ?? '';
  const end = (label: string, id: string, name: string | undefined) => (
    <div>
      <div className={classes.hint}>{label}</div>
      <button
        type="button"
        className={classes.linkRow}
        aria-label={`${text.showStep(name ?? id)} ${id}`}
        onClick={() => store.getState().select({ steps: new Set([id]) })}
      >
        {name ?? id} <code className={classes.hint}>{id}</code>
      </button>
    </div>
  );
  const change = (next: string | null) => {
    if (next === null || next === port) return;
    const changed = { from: edge.from, to: edge.to, port: next };
    const select = { ...EMPTY_SELECTION, edges: new Set([toEdgeKey(createEdge(edge.from, next, edge.to))]) };
    store.getState().apply(text.change(text.port), reconnect(edgeKey, changed, blocks), { select });
  };
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>{text.edge}</h2>
      </header>
      <div className={classes.body}>
        <div className={classes.section}>
          {end(text.from, edge.from, from?.name)}
          <Select
            size="xs"
            label={text.port}
            description={text.reasonOfPort}
            data={[...new Set([...ports, port])].filter((one) => one !== '')}
            value={port === '' ? null : port}
            readOnly={readOnly || ports.length < 2}
            allowDeselect={false}
            onChange={change}
          />
          {end(text.to, edge.to, to?.name)}
          {readOnly ? null : (
            <div className={classes.row}>
              <Button
                size="xs"
                variant="default"
                leftSection={<Plus size={14} aria-hidden />}
                onClick={({ currentTarget }) => {
                  const { left, bottom } = currentTarget.getBoundingClientRect();
                  const picker = { placement: { kind: 'edge' as const, key: edgeKey }, screen: { x: left, y: bottom } };
                  store.getState().patchView({ picker });
                }}
              >
                {text.insertHere}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="red"
                leftSection={<Trash2 size={14} aria-hidden />}
                onClick={() => store.getState().apply(text.deleteEdge, disconnect([edgeKey]))}
              >
                {text.deleteEdge}
              </Button>
            </div>
          )}
        </div>
      </div>
    </>
  );
}
