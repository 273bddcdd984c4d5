import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleAlert, FlaskConical, GitBranch, PanelBottom, PanelRight, Play } from 'lucide-react';
import { memo, useState } from 'react';
import { useActions } from '#web/actions/use-actions.ts';
import { useSimulation } from '#web/run/simulate/use-simulation.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import { ConflictDialog } from '../sync/conflict-dialog.tsx';
import { SaveState } from '../sync/save-state.tsx';
import { text as syncText } from '../sync/strings.ts';
import type { DraftSyncHandle } from '../sync/use-draft-sync.ts';
import { ActivateSwitch } from './activate-switch.tsx';
import { EffectsSummary } from './effects-summary.tsx';
import { MoreMenu } from './more-menu.tsx';
import { NameField } from './name-field.tsx';
import { SaveButton } from './save-button.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { text } from './strings.ts';
import styles from './top-bar.module.css';
import type { Save } from './use-save.ts';

/** What the workflow is called, does to the world, and how it stands; and everything that is done with it as a whole. */
export const TopBar = memo(function TopBar({
  sync,
  save,
  onRun,
  isBusy,
  panel,
  onPanel,
}: {
  readonly sync: DraftSyncHandle;
  readonly save: Save;
  readonly onRun: () => void;
  readonly isBusy: boolean;
  readonly panel: string | undefined;
  readonly onPanel: (panel: string | undefined) => void;
}) {
  const [isSettings, setSettings] = useState(false);
  const simulation = useSimulation(useEditorStore());
  const [isConflicts, setConflicts] = useState(false);
  const errors = useEditor((state) => state.problems.filter(({ severity }) => severity === 'error').length);
  const warnings = useEditor((state) => state.problems.length) - errors;
  const { phase, version, conflicts } = sync.state;
  const toggle = (name: string) => () => onPanel(panel === name ? undefined : name);
  useActions([
    { id: 'editor.run', label: text.run, group: text.group, keys: 'mod+enter', whileTyping: true, run: onRun },
    {
      id: 'editor.simulate',
      label: text.simulate,
      group: text.group,
      keys: 'mod+shift+enter',
      whileTyping: true,
      run: simulation.begin,
    },
    { id: 'editor.settings', label: text.settings, group: text.group, run: () => setSettings(true) },
    { id: 'editor.problems', label: text.problems, group: text.group, run: toggle('problems') },
    { id: 'editor.runs', label: text.drawer, group: text.group, run: toggle('runs') },
    { id: 'editor.versions', label: text.versions, group: text.group, run: toggle('versions') },
    { id: 'editor.inspector', label: text.inspector, group: text.group, run: toggle('inspector') },
  ]);
  return (
    <header className={styles.bar}>
      <span className={styles.crumb}>
        <Link to="/workflows" className={styles.back}>
          {text.workflows}
        </Link>{' '}
        <span className={styles.slash} aria-hidden>
          /
        </span>
      </span>
      <NameField />
      <EffectsSummary />
      <span className={styles.space} />
      <span className={styles.state}>
        <SaveState state={sync.state} onRetry={() => void sync.flush()} />
      </span>
      {conflicts.length === 0 ? null : (
        <Button size="compact-sm" color="red" variant="light" onClick={() => setConflicts(true)}>
          {syncText.conflicts(conflicts.length)}
        </Button>
      )}
      <div className={styles.tools}>
        <button
          type="button"
          className={styles.problems}
          data-severity={errors > 0 ? 'error' : warnings > 0 ? 'warning' : undefined}
          aria-label={text.problemCount(errors, warnings)}
          aria-pressed={panel === 'problems'}
          onClick={toggle('problems')}
        >
          <CircleAlert size={15} aria-hidden />
          <span className={styles.wide}>{text.problemCount(errors, warnings)}</span>
        </button>
        <span className={styles.wide}>
          <ActivateSwitch version={version} save={save} />
        </span>
        <SaveButton isSaved={phase === 'saved'} save={save} />
        <Button
          variant="default"
          size="compact-md"
          className={styles.wide}
          title={text.simulateHint}
          leftSection={<FlaskConical size={15} />}
          onClick={simulation.begin}
        >
          {text.simulate}
        </Button>
        <Button size="compact-md" leftSection={<Play size={15} />} loading={isBusy} onClick={onRun}>
          {text.run}
        </Button>
        <span className={styles.wide}>
          <IconButton
            label={text.versions}
            pressed={panel === 'versions'}
            icon={<GitBranch size={17} />}
            onClick={toggle('versions')}
          />
        </span>
        <IconButton
          label={text.drawer}
          pressed={panel === 'runs'}
          icon={<PanelBottom size={17} />}
          onClick={toggle('runs')}
        />
        <span className={styles.wide}>
          <IconButton
            label={text.inspector}
            pressed={panel === 'inspector'}
            icon={<PanelRight size={17} />}
            onClick={() => onPanel(panel === 'inspector' ? 'none' : 'inspector')}
          />
        </span>
        <MoreMenu save={save} onSettings={() => setSettings(true)} />
      </div>
      {isSettings ? <SettingsDialog onClose={() => setSettings(false)} /> : null}
      {isConflicts ? (
        <ConflictDialog
          conflicts={conflicts}
          onClose={() => setConflicts(false)}
          onDone={() => {
            sync.clearConflicts();
            setConflicts(false);
          }}
        />
      ) : null}
    </header>
  );
});
