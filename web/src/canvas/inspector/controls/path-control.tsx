import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { formText as text } from '../strings.ts';
import { TextControl } from './text-control.tsx';

/** The path of a file or folder, below those the server allows. */
export function FileControl(props: ControlProps) {
  return (
    <div className={classes.rows}>
      <TextControl {...props} />
      {props.value === undefined ? <div className={classes.hint}>{text.fileHint}</div> : null}
    </div>
  );
}

/** The name of a model, as text. */
export function ModelControl(props: ControlProps) {
  return (
    <div className={classes.rows}>
      <TextControl {...props} />
      {props.value === undefined ? <div className={classes.hint}>{text.modelHint}</div> : null}
    </div>
  );
}
