import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { SearchField } from '#web/ui/search-field.tsx';
import type { ReferenceNode } from '../../model/references.ts';
import { formText as text } from '../strings.ts';
import { type ReferenceLine, searchReferences, toLines } from './flat-references.ts';
import classes from './reference-tree.module.css';
import { toNodeWords } from './reference-words.ts';

/** Everything an expression may name, as a tree to search and walk with the arrow keys. */
export function ReferenceTree(props: {
  readonly roots: readonly ReferenceNode[];
  readonly onPick: (path: string) => void;
}) {
  const { roots, onPick } = props;
  const id = useId();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState(0);
  const lines = useMemo(
    () => (query.trim() === '' ? toLines(roots, open) : searchReferences(roots, query)),
    [roots, open, query],
  );
  const at = Math.min(chosen, lines.length - 1);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, to));
    setChosen(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const toggle = (line: ReferenceLine, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(line.node.expression);
    else next.delete(line.node.expression);
    setOpen(next);
  };
  const onKey = (event: React.KeyboardEvent) => {
    const line = lines[at];
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (line === undefined) return;
    else if (event.key === 'Enter') onPick(line.node.expression);
    else if (event.key === 'ArrowRight' && query === '' && line.hasChildren) toggle(line, true);
    else if (event.key === 'ArrowLeft' && query === '' && line.isOpen) toggle(line, false);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the search field, which the focus stays in
    <div className={classes.picker} onKeyDown={onKey}>
      <SearchField
        value={query}
        onChange={(typed) => {
          setQuery(typed);
          setChosen(0);
        }}
        label={text.searchReferences}
        autoFocus
      />
      <div
        role="tree"
        aria-label={text.references}
        aria-activedescendant={lines.length === 0 ? undefined : `${id}-${at}`}
        tabIndex={0}
        className={classes.tree}
      >
        {lines.length === 0 ? (
          <p className={classes.empty}>{roots.length === 0 ? text.noReferencesYet : text.noReferences}</p>
        ) : (
          lines.map((line, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the tree
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search field
            <div
              key={line.node.expression}
              id={`${id}-${index}`}
              role="treeitem"
              aria-level={line.depth + 1}
              aria-selected={index === at}
              aria-expanded={line.hasChildren ? line.isOpen : undefined}
              className={classes.line}
              style={{ paddingLeft: 4 + line.depth * 14 }}
              onClick={() => onPick(line.node.expression)}
              onPointerMove={() => index !== at && setChosen(index)}
            >
              {line.hasChildren ? (
                // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same
                // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys do the same
                <span
                  className={classes.twist}
                  onClick={(event) => {
                    event.stopPropagation();
                    toggle(line, !line.isOpen);
                  }}
                >
                  {line.isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
                </span>
              ) : (
                <span className={classes.twist} />
              )}
              <code className={classes.name}>{query.trim() === '' ? line.node.name : line.node.expression}</code>
              <span className={classes.detail}>{toNodeWords(line.node)}</span>
            </div>
          ))
        )}
      </div>
    </div>
  );
}
