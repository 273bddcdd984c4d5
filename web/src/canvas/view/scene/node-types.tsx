import type { NodeProps, NodeTypes } from '@xyflow/react';
import { FrameCard } from '../cards/frame-card.tsx';
import { GroupCard } from '../cards/group-card.tsx';
import { NoteCard } from '../cards/note-card.tsx';
import { StepCard } from '../cards/step-card.tsx';

const toId = ({ id }: NodeProps) => id.slice(id.indexOf('/') + 1);

/** Which component draws which kind of node. The id of a node is its kind and its id in the document. */
export const NODE_TYPES: NodeTypes = {
  step: (props) => <StepCard id={toId(props)} />,
  frame: (props) => <FrameCard id={toId(props)} />,
  area: (props) => <GroupCard id={toId(props)} />,
  note: (props) => <NoteCard id={toId(props)} />,
};
