import { Fragment, type ReactNode } from 'react';

/** The text of a note with a little Markdown: headings, lists, bold, italic and code. Everything else stands as it was typed. */
export function NoteText({ text }: { readonly text: string }) {
  return <>{toBlocks(text)}</>;
}

function toBlocks(text: string): readonly ReactNode[] {
  const blocks: ReactNode[] = [];
  let list: ReactNode[] = [];
  const closeList = () => {
    if (list.length > 0) blocks.push(<ul key={`list-${blocks.length}`}>{list}</ul>);
    list = [];
  };
  text.split('\n').forEach((line, at) => {
    const key = `${at}`;
    const item = /^\s*[-*]\s+(.*)$/.exec(line);
    if (item !== null) {
      list.push(<li key={key}>{toInline(item[1] ?? '')}</li>);
      return;
    }
    closeList();
    const heading = /^(#{1,3})\s+(.*)$/.exec(line);
    if (heading !== null) {
      const content = toInline(heading[2] ?? '');
      blocks.push(heading[1] === '#' ? <h3 key={key}>{content}</h3> : <h4 key={key}>{content}</h4>);
    } else if (line.trim() !== '') blocks.push(<p key={key}>{toInline(line)}</p>);
  });
  closeList();
  return blocks;
}

/** Pieces between the marks; a mark without its partner is text. */
const INLINE = /(\*\*[^*]+\*\*|\*[^*\s][^*]*\*|`[^`]+`)/;

function toInline(line: string): ReactNode {
  return line.split(INLINE).map((piece, at) => {
    const key = `${at}`;
    if (/^\*\*.+\*\*$/.test(piece)) return <strong key={key}>{piece.slice(2, -2)}</strong>;
    if (/^\*.+\*$/.test(piece)) return <em key={key}>{piece.slice(1, -1)}</em>;
    if (/^`.+`$/.test(piece)) return <code key={key}>{piece.slice(1, -1)}</code>;
    return <Fragment key={key}>{piece}</Fragment>;
  });
}
