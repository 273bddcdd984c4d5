import { ChevronDown, ChevronRight, Folder, Hash } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '#web/strings/format.ts';
import { text } from './strings.ts';
import { isUnderTag, type TagNode } from './tag-tree.ts';
import classes from './workflows.module.css';

/** Props of {@link TagFilter}. */
export interface TagFilterProps {
  readonly nodes: readonly TagNode[];
  readonly chosen: string | undefined;
  readonly onChoose: (tag: string | undefined) => void;
}

/** Tags as folders, to narrow the list. */
export function TagFilter({ nodes, chosen, onChoose }: TagFilterProps) {
  return (
    <nav className={classes.folders} aria-label={text.folders}>
      <button
        type="button"
        className={classes.folder}
        aria-current={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        {text.allWorkflows}
      </button>
      <TagLevel nodes={nodes} chosen={chosen} onChoose={onChoose} />
    </nav>
  );
}

function TagLevel({ nodes, chosen, onChoose }: TagFilterProps) {
  return (
    <ul className={classes.level}>
      {nodes.map((node) => (
        <TagRow key={node.tag} node={node} chosen={chosen} onChoose={onChoose} />
      ))}
    </ul>
  );
}

function TagRow({ node, chosen, onChoose }: Omit<TagFilterProps, 'nodes'> & { readonly node: TagNode }) {
  const hasChosen = chosen !== undefined && isUnderTag([chosen], node.tag) && chosen !== node.tag;
  const [toggled, setToggled] = useState<boolean>();
  const isOpen = toggled ?? hasChosen;
  const isFolder = node.children.length > 0;
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  const Icon = isFolder ? Folder : Hash;
  return (
    <li>
      <span className={classes.folderRow}>
        {isFolder && (
          <button
            type="button"
            className={classes.arrow}
            aria-expanded={isOpen}
            aria-label={isOpen ? text.hideFolder(node.name) : text.showFolder(node.name)}
            onClick={() => setToggled(!isOpen)}
          >
            <Arrow size={14} aria-hidden />
          </button>
        )}
        <button
          type="button"
          className={classes.folder}
          aria-current={chosen === node.tag}
          onClick={() => onChoose(chosen === node.tag ? undefined : node.tag)}
        >
          <Icon size={14} aria-hidden />
          <span className={classes.clip}>{node.name}</span>
          {node.count > 0 && <span className={classes.faint}>{formatNumber(node.count)}</span>}
        </button>
      </span>
      {isFolder && isOpen && <TagLevel nodes={node.children} chosen={chosen} onChoose={onChoose} />}
    </li>
  );
}
