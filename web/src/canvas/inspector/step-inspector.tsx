import { Tabs } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Step } from '#contract/workflow.ts';
import { useActions } from '#web/actions/use-actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { StepHeader } from './header/step-header.tsx';
import { InputTab } from './input-tab.tsx';
import classes from './inspector.module.css';
import { useInspectorHost } from './inspector-host.ts';
import { StepJson } from './json/step-json.tsx';
import { OutputTab } from './output/output-tab.tsx';
import { ProcessTab } from './process/process-tab.tsx';
import { countGiven, PARTS, type Part, problemsOfPart } from './step-parts.ts';
import { useStepProblems } from './step-problems.ts';
import { StepScope } from './step-scope.tsx';
import { text } from './strings.ts';
import { TabName } from './tab-name.tsx';

/** One step: its Input, Process and Output, apart. */
export function StepInspector({ step }: { readonly step: Step }) {
  const [part, setPart] = useState<Part>('input');
  const [isJson, setJson] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const problems = useStepProblems(step.id);
  const block = useEditor((state) => state.blocks.get(step.process.block));
  const { onLeave } = useInspectorHost();
  const show = (next: Part) => {
    setPart(next);
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[role="tab"][aria-selected="true"]`)?.focus(),
    );
  };
  useActions(
    PARTS.map((one, index) => ({
      id: `inspector.${one}`,
      label: text[one],
      group: text.actionGroup,
      keys: `mod+${index + 1}`,
      whileTyping: true,
      run: () => show(one),
    })),
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the inspector from anywhere inside
    <div
      className={classes.tabs}
      ref={body}
      onKeyDown={(event) => {
        // Lists, menus and dialogs inside close first.
        if (event.key !== 'Escape' || event.defaultPrevented || isInPopup(event.target)) return;
        event.preventDefault();
        onLeave?.();
      }}
    >
      <StepHeader step={step} onJson={() => setJson(true)} />
      <StepScope stepId={step.id}>
        <Tabs
          className={classes.tabs ?? ''}
          value={part}
          keepMounted={false}
          onChange={(next) => {
            const chosen = PARTS.find((one) => one === next);
            if (chosen !== undefined) setPart(chosen);
          }}
        >
          <Tabs.List className={classes.tabList ?? ''} grow>
            {PARTS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                <TabName
                  name={text[one]}
                  count={countGiven(step, one, block)}
                  problems={problemsOfPart(problems, one, block)}
                />
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="input" className={classes.body ?? ''}>
            <InputTab step={step} problems={problems} />
          </Tabs.Panel>
          <Tabs.Panel value="process" className={classes.body ?? ''}>
            <ProcessTab step={step} problems={problems} />
          </Tabs.Panel>
          <Tabs.Panel value="output" className={classes.body ?? ''}>
            <OutputTab step={step} problems={problems} onShow={show} />
          </Tabs.Panel>
        </Tabs>
      </StepScope>
      {isJson ? <StepJson step={step} onClose={() => setJson(false)} /> : null}
    </div>
  );
}

function isInPopup(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="listbox"], [role="menu"]') !== null;
}
