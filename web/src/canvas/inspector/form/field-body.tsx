import { X } from 'lucide-react';
import { useId, useRef } from 'react';
import { InlineCode } from '../inline-code.tsx';
import { formText as text } from '../strings.ts';
import { toBraces } from '../template/insertion.ts';
import { PreviewLine } from '../template/preview-line.tsx';
import { ReferencePicker } from '../template/reference-picker.tsx';
import { type Insert, TemplateEditor } from '../template/template-editor.tsx';
import { checkField } from '../values/check-field.ts';
import { takesExpressions } from '../values/field-mode.ts';
import { toDropHandlers } from './drop-handlers.ts';
import { FieldControl } from './field-control.tsx';
import { toFieldLabel } from './field-label.ts';
import { FieldMessages } from './field-messages.tsx';
import { useFieldScope } from './field-scope.ts';
import classes from './form.module.css';
import { ModeToggle } from './mode-toggle.tsx';
import type { NestedFieldProps } from './nested-field.ts';
import { ofWhole, type PlacedProblem, ProblemsContext, useFieldProblems } from './placed-problem.ts';
import { useFieldMode } from './use-field-mode.ts';

const ONE_LINE = new Set([
  'string',
  'template',
  'file',
  'cron',
  'model',
  'workflow',
  'secret',
  'number',
  'integer',
  'boolean',
  'select',
  'duration',
]);
/** Controls that draw fields for what is inside of their value. */
const HAS_ROWS = new Set(['object', 'array']);
/** Controls of texts, to which what is picked is added. */
const TAKES_TEXT = new Set(['string', 'template', 'text', 'file', 'model', 'cron', 'secret']);

/** A field: its name, its control for a value or an expression, what that gives, what it is for and what is wrong with it. */
export function FieldBody(props: NestedFieldProps & { readonly problems?: readonly PlacedProblem[] }) {
  const { field, value, onChange, label, bare = false, isTight = false, place } = props;
  const problems = useFieldProblems(place, props.problems);
  const { readOnly, references } = useFieldScope();
  const { mode, focusAt, switchTo, changeFixed, changeExpression } = useFieldMode(field, value, onChange);
  const insert = useRef<Insert>(undefined);
  const id = useId();
  const error = checkField(field, value);
  const canExpress = takesExpressions(field);
  // Where rows are drawn, each tells what is wrong with it.
  const shown = mode === 'fixed' && HAS_ROWS.has(field.type) ? ofWhole(problems) : problems;
  const isInvalid = error !== undefined || problems.some(({ severity }) => severity === 'error');
  // A list or an object that holds something is not lost to a drop beside its rows.
  const hasRows = mode === 'fixed' && HAS_ROWS.has(field.type) && value !== undefined;
  const canDrop = canExpress && !readOnly && !hasRows;
  const name = bare ? label : toFieldLabel(field);

  const put = (inserted: string) => {
    if (insert.current !== undefined) return insert.current(inserted);
    const isText = TAKES_TEXT.has(field.type) && typeof value === 'string';
    changeFixed(isText ? `${value}${inserted}` : inserted);
  };
  const drop = toDropHandlers(field, canDrop, put);
  const tools = (
    <span className={classes.tools}>
      {!readOnly && value !== undefined && !field.required && !bare ? (
        <button
          type="button"
          className={classes.tool}
          aria-label={text.clear(name)}
          title={text.clearHint}
          onClick={() => changeFixed(undefined)}
        >
          <X size={13} aria-hidden />
        </button>
      ) : null}
      {canExpress ? <ReferencePicker label={name} disabled={readOnly} onPick={(path) => put(toBraces(path))} /> : null}
      {canExpress ? <ModeToggle label={name} mode={mode} readOnly={readOnly} onSwitch={switchTo} /> : null}
    </span>
  );
  const control =
    mode === 'expression' ? (
      <TemplateEditor
        value={typeof value === 'string' ? value : ''}
        onChange={changeExpression}
        label={label}
        describedBy={`${id}-about`}
        isMultiline={!ONE_LINE.has(field.type)}
        isInvalid={isInvalid}
        readOnly={readOnly}
        focusAt={focusAt}
        references={references}
        problems={problems}
        onReady={(ready) => {
          insert.current = ready;
        }}
      />
    ) : (
      <ProblemsContext value={problems}>
        <FieldControl
          field={field}
          value={value}
          onChange={changeFixed}
          label={label}
          id={id}
          describedBy={`${id}-about`}
          isInvalid={isInvalid}
          readOnly={readOnly}
        />
      </ProblemsContext>
    );
  return (
    <div className={classes.field} data-field={field.id} {...drop}>
      {bare ? (
        <div className={classes.inline}>
          <div className={classes.grow}>{control}</div>
          {canExpress ? <ModeToggle label={name} mode={mode} readOnly={readOnly} onSwitch={switchTo} /> : null}
        </div>
      ) : (
        <>
          <div className={classes.labelRow}>
            <label className={classes.label} htmlFor={id} title={isTight ? field.description : undefined}>
              {name}
              {field.required ? (
                <span className={classes.required} title={text.required}>
                  {' '}
                  *
                </span>
              ) : null}
            </label>
            {tools}
          </div>
          {control}
        </>
      )}
      {mode === 'expression' && typeof value === 'string' ? (
        <PreviewLine template={value} isFaulty={isInvalid} />
      ) : null}
      {field.description === undefined || bare ? null : (
        <div className={isTight ? 'visually-hidden' : classes.hint}>
          <InlineCode text={field.description} />
        </div>
      )}
      <FieldMessages id={`${id}-about`} error={error} problems={shown} />
    </div>
  );
}
