import { Popover } from '@mantine/core';
import { ListTree } from 'lucide-react';
import { useState } from 'react';
import { useFieldScope } from '../form/field-scope.ts';
import formClasses from '../form/form.module.css';
import { formText as text } from '../strings.ts';
import { ReferenceTree } from './reference-tree.tsx';

/** A button that opens everything an expression may name, to write one of them into a field. */
export function ReferencePicker(props: {
  readonly label: string;
  readonly disabled: boolean;
  readonly onPick: (path: string) => void;
}) {
  const { label, disabled, onPick } = props;
  const { references } = useFieldScope();
  const [isOpen, setOpen] = useState(false);
  // What is picked is written where the cursor stands, and the focus goes there, not back to the button.
  const [isPicked, setPicked] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={340}
      trapFocus
      returnFocus={!isPicked}
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={formClasses.tool}
          aria-label={text.insertReference(label)}
          title={text.insertReference(label)}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          disabled={disabled}
          onClick={() => {
            setPicked(false);
            setOpen(!isOpen);
          }}
        >
          <ListTree size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={text.insertReference(label)}>
        {isOpen ? (
          <ReferenceTree
            roots={references()}
            onPick={(path) => {
              setPicked(true);
              setOpen(false);
              onPick(path);
            }}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
