import { Button } from '@mantine/core';
import { Pin, PinOff } from 'lucide-react';
import { useState } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { Ago } from '#web/ui/ago.tsx';
// biome-ignore lint/suspicious/noShadowRestrictedNames: the page's view of data; nothing here reads binary buffers
import { DataView } from '#web/ui/data-view.tsx';
import { JsonText } from '../controls/json-text.tsx';
import classes from '../inspector.module.css';
import { text } from '../strings.ts';
import { usePin } from './use-pin.ts';

/** The pinned output of a step: to look at, to edit, to take away; or the way to pin one. */
export function PinPanel(props: {
  readonly stepId: string;
  readonly name: string;
  readonly pinned: { readonly output: JsonValue; readonly at: number } | undefined;
  /** The output that can be pinned. */
  readonly output: JsonValue | undefined;
  readonly isInside: boolean;
  readonly readOnly: boolean;
}) {
  const { stepId, name, pinned, output, isInside, readOnly } = props;
  const pin = usePin(stepId);
  const [draft, setDraft] = useState<JsonValue>();
  if (isInside) return <p className={classes.hint}>{text.noPinInside}</p>;
  if (draft !== undefined)
    return (
      <>
        <JsonText
          value={draft}
          onChange={(next) => setDraft(next ?? null)}
          label={text.pinData(name)}
          readOnly={false}
          minHeight={140}
        />
        <div className={classes.row}>
          <Button
            size="xs"
            loading={pin.isBusy}
            onClick={() => {
              pin.set(draft);
              setDraft(undefined);
            }}
          >
            {text.save}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setDraft(undefined)}>
            {text.cancel}
          </Button>
        </div>
      </>
    );
  if (pinned === undefined)
    return (
      <>
        <p className={classes.hint}>{text.pinHint}</p>
        <div className={classes.row}>
          {output === undefined ? null : (
            <Button
              size="xs"
              variant="default"
              leftSection={<Pin size={14} aria-hidden />}
              disabled={readOnly}
              loading={pin.isBusy}
              onClick={() => pin.set(output)}
            >
              {text.pin}
            </Button>
          )}
          <Button size="xs" variant="subtle" disabled={readOnly} onClick={() => setDraft(output ?? {})}>
            {text.pinOwn}
          </Button>
        </div>
      </>
    );
  return (
    <>
      <div className={classes.row}>
        <span className={classes.badge}>
          <Pin size={12} aria-hidden /> {text.pinned}
        </span>
        <span className={classes.hint}>
          <Ago at={pinned.at} />
        </span>
      </div>
      <p className={classes.hint}>{text.pinHint}</p>
      <DataView value={pinned.output} label={text.pinData(name)} maxHeight={240} dragPrefix={stepId} />
      <div className={classes.row}>
        <Button size="xs" variant="default" disabled={readOnly} onClick={() => setDraft(pinned.output)}>
          {text.editPin}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<PinOff size={14} aria-hidden />}
          disabled={readOnly}
          loading={pin.isBusy}
          onClick={() => pin.remove(pinned.output)}
        >
          {text.unpin}
        </Button>
      </div>
    </>
  );
}
