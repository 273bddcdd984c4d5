import { Search } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { closeOverlay } from '../overlay/overlay-store.ts';
import { text } from '../strings.ts';
import type { Entry } from './entry.ts';
import classes from './palette.module.css';
import { PaletteFoot } from './palette-foot.tsx';
import { PaletteRow } from './palette-row.tsx';
import { noteRecent, readRecent } from './recent.ts';
import { toSections } from './to-sections.ts';
import { useEntries } from './use-entries.tsx';

/** Time the focus takes back to where it was before what was picked may take it. */
const FOCUS_RETURN_MS = 30;

/** Finds anything by a few letters. */
export function PaletteBody() {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const [recent] = useState(readRecent);
  const entries = useEntries(useDeferredValue(query));
  const sections = useMemo(
    () =>
      toSections(entries, query, recent, {
        recentHeading: text.paletteRecent,
        order: [text.groupGoTo, text.paletteWorkflows, text.paletteRuns, text.groupGeneral, text.appearance],
      }),
    [entries, query, recent],
  );
  const flat = sections.flatMap((section) => section.entries);
  const active = Math.min(chosen, flat.length - 1);

  const pick = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    noteRecent(entry.id);
    closeOverlay();
    // The focus goes back first, so that what is opened now can take it.
    setTimeout(entry.run, FOCUS_RETURN_MS);
  };
  const move = (to: number): void => {
    const next = flat.length === 0 ? 0 : (to + flat.length) % flat.length;
    setChosen(next);
    list.current?.querySelector(`#${CSS.escape(`${id}-${next}`)}`)?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <>
      <div className={classes.field}>
        <Search size={16} aria-hidden="true" />
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label={text.paletteLabel}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={flat.length === 0 ? undefined : `${id}-${active}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={text.palettePlaceholder}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
            list.current?.scrollTo(0, 0);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            const to = {
              ArrowDown: active + 1,
              ArrowUp: active - 1,
              PageDown: Math.min(active + 8, flat.length - 1),
              PageUp: Math.max(active - 8, 0),
            }[event.key];
            if (to === undefined && event.key !== 'Enter') return;
            event.preventDefault();
            if (to === undefined) pick(flat[active]);
            else move(to);
          }}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={text.paletteResults} className={classes.list}>
        {sections.map(({ heading, entries: members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox
          <div key={heading ?? ''} role="group" aria-label={heading ?? text.paletteResults}>
            {heading !== undefined && (
              <div className={classes.heading} aria-hidden="true">
                {heading}
              </div>
            )}
            {members.map((entry) => {
              const index = flat.indexOf(entry);
              return (
                <PaletteRow
                  key={entry.id}
                  id={`${id}-${index}`}
                  entry={entry}
                  isActive={index === active}
                  showKind={heading === undefined}
                  onPoint={() => setChosen(index)}
                  onPick={() => pick(entry)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {flat.length === 0 && <p className={classes.nothing}>{text.paletteNothing(query.trim())}</p>}
      <PaletteFoot count={flat.length} />
    </>
  );
}
