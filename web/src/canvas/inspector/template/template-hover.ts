import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type { ReferenceNode } from '../../model/references.ts';
import { findFunctionAt, findReferenceAt } from './complete.ts';
import { toNodeWords, toTypeWord } from './reference-words.ts';

function createCard(title: string, lines: readonly string[]): HTMLElement {
  const card = document.createElement('div');
  card.style.cssText = 'padding: 6px 10px; max-width: 320px; font-size: 12px; overflow-wrap: anywhere';
  const head = document.createElement('code');
  head.textContent = title;
  card.append(head);
  for (const line of lines) {
    const row = document.createElement('div');
    row.textContent = line;
    row.style.color = 'var(--text-muted)';
    card.append(row);
  }
  return card;
}

/** A look at the value of a path or at how a function is called, under the pointer. */
export function hoverTemplate(references: () => readonly ReferenceNode[]): Extension {
  return hoverTooltip((view, position) => {
    const text = view.state.doc.toString();
    const call = findFunctionAt(text, position);
    if (call !== undefined) {
      const { from, to, help } = call;
      return {
        pos: from,
        end: to,
        create: () => ({ dom: createCard(`$${help.name}${help.signature}`, [help.description]) }),
      };
    }
    const found = findReferenceAt(text, position, references());
    if (found === undefined) return null;
    const { from, to, node } = found;
    return {
      pos: from,
      end: to,
      create: () => ({ dom: createCard(node.expression, [toTypeWord(node), toNodeWords(node)]) }),
    };
  });
}
