import { Modal } from '@mantine/core';
import { Fragment, useState } from 'react';
import { listActions } from '#web/actions/registry.ts';
import { Keys } from '#web/ui/keys.tsx';
import { SearchField } from '#web/ui/search-field.tsx';
import { closeOverlay } from '../overlay/overlay-store.ts';
import { text } from '../strings.ts';
import { groupShortcuts } from './group-shortcuts.ts';
import classes from './shortcut-sheet.module.css';

/** All keys of what is on the screen, made from the actions themselves. */
export function ShortcutSheet({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <Modal opened={isOpen} onClose={closeOverlay} title={text.shortcutsTitle} size={760}>
      <ShortcutList />
    </Modal>
  );
}

function ShortcutList() {
  const [search, setSearch] = useState('');
  const [actions] = useState(listActions);
  const groups = groupShortcuts(actions, search);
  return (
    <>
      <SearchField value={search} onChange={setSearch} label={text.shortcutsSearch} autoFocus />
      <div className={classes.groups}>
        {groups.length === 0 && <p className={classes.nothing}>{text.shortcutsNothing}</p>}
        {groups.map(([group, shortcuts]) => (
          <section key={group} className={classes.group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl className={classes.list}>
              {shortcuts.map(({ id, label, combos }) => (
                <div key={id} className={classes.line}>
                  <dt>{label}</dt>
                  <dd className={classes.combos}>
                    {combos.map((combo, index) => (
                      <Fragment key={combo}>
                        {index > 0 && <span className={classes.or}>{text.shortcutsOr}</span>}
                        <Keys combo={combo} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}
