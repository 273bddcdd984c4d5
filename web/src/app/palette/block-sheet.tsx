import { Modal } from '@mantine/core';
import { useStore } from 'zustand';
import type { CatalogueBlock } from '#web/api/shapes.ts';
import { EffectBadge } from '#web/ui/effect-badge.tsx';
import { text } from '../strings.ts';
import classes from './block-sheet.module.css';
import { blockSheet, hideBlock } from './block-sheet-store.ts';

/** What a block does, takes and gives; for looking it up away from the canvas. */
export function BlockSheet({ isOpen }: { readonly isOpen: boolean }) {
  const block = useStore(blockSheet, (state) => state.block);
  return (
    <Modal opened={isOpen} onClose={hideBlock} title={block?.label} size="lg">
      {block !== undefined && <Facts block={block} />}
    </Modal>
  );
}

function Facts({ block }: { readonly block: CatalogueBlock }) {
  return (
    <>
      <p className={classes.about}>
        <EffectBadge effect={block.effect} /> {block.description}
      </p>
      <Fields heading={text.blockInputs} fields={block.inputs} />
      <Fields heading={text.blockOutputs} fields={block.outputs} />
    </>
  );
}

function Fields(props: {
  readonly heading: string;
  readonly fields: readonly {
    readonly id: string;
    readonly type: string;
    readonly description?: string | undefined;
    readonly required?: boolean;
  }[];
}) {
  const { heading, fields } = props;
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{heading}</h3>
      <dl className={classes.fields}>
        {fields.map(({ id, type, description, required }) => (
          <div key={id} className={classes.field}>
            <dt>
              <code>{id}</code>
              <span className={classes.type}>
                {type}
                {required === true && `, ${text.blockRequired}`}
              </span>
            </dt>
            {description !== undefined && <dd>{description}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
