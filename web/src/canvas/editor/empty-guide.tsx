import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Keys } from '#web/ui/keys.tsx';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import { addBlock } from '../view/add-block.ts';
import { BlockMark } from '../view/cards/block-mark.tsx';
import styles from './editor.module.css';
import { text } from './strings.ts';

/** What most workflows begin with, in this order. */
const SUGGESTED = ['manual.start', 'schedule.cron', 'webhook.receive', 'network.http_request'];

/** What an empty canvas says: how it begins, and the likeliest beginnings as buttons. */
export function EmptyGuide() {
  const store = useEditorStore();
  const blocks = useEditor((state) => state.blocks);
  const isPicking = useEditor((state) => state.picker !== undefined || state.placing !== undefined);
  const button = useRef<HTMLButtonElement>(null);
  if (isPicking) return null;
  const suggested = SUGGESTED.flatMap((id) => blocks.get(id) ?? []);
  const pick = () => {
    const box = button.current?.getBoundingClientRect();
    const { camera, patchView } = store.getState();
    const { width, height } = camera.size();
    patchView({
      picker: {
        screen: { x: (box?.left ?? 0) - 100, y: (box?.top ?? 0) - 120 },
        placement: {
          kind: 'at',
          at: {
            x: (width / 2 - camera.get().x) / camera.get().zoom - 120,
            y: (height / 2.6 - camera.get().y) / camera.get().zoom,
          },
        },
      },
    });
  };
  return (
    <section className={styles.empty} data-nodrag>
      <h2>{text.emptyTitle}</h2>
      <p>{text.emptyText}</p>
      <div className={styles.suggestions}>
        {suggested.map((block) => (
          <Button
            key={block.id}
            variant="default"
            leftSection={<BlockMark block={block} size={20} />}
            onClick={() => addBlock(store, block)}
          >
            {block.label}
          </Button>
        ))}
      </div>
      <Button ref={button} leftSection={<Plus size={15} />} rightSection={<Keys combo="/" />} onClick={pick}>
        {text.emptyPick}
      </Button>
    </section>
  );
}
