import { Button, ColorInput, SegmentedControl } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { DEFAULT_ACCENT } from '#web/theme/accent.ts';
import { type Scheme, useAppearance } from '#web/theme/appearance.ts';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { TagChip } from '#web/ui/tag-chip.tsx';
import { Card } from './card.tsx';
import classes from './settings.module.css';
import { text } from './strings.ts';

const ACCENTS = [DEFAULT_ACCENT, '#0f766e', '#b45309', '#be185d', '#1d4ed8', '#4d7c0f', '#7e22ce', '#b91c1c'];
const SCHEMES: readonly Scheme[] = ['system', 'light', 'dark', 'contrast'];

/** Theme and accent of this browser. */
export function AppearanceSection() {
  const { scheme, accent, setScheme, setAccent } = useAppearance();
  const isReduced = useReducedMotion();
  const names: Readonly<Record<Scheme, string>> = {
    system: text.schemeSystem,
    light: text.schemeLight,
    dark: text.schemeDark,
    contrast: text.schemeContrast,
  };
  return (
    <>
      <Card title={text.theme} hint={text.themeText}>
        <SegmentedControl
          aria-label={text.theme}
          value={scheme}
          onChange={(value) => setScheme(SCHEMES.find((one) => one === value) ?? 'system')}
          data={SCHEMES.map((value) => ({ value, label: names[value] }))}
          className={classes.segments ?? ''}
        />
      </Card>
      <Card title={text.accent} hint={text.accentText}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame */}
        <div role="group" aria-label={text.accent} className={classes.swatches}>
          {ACCENTS.map((colour) => (
            <button
              key={colour}
              type="button"
              className={classes.swatch}
              style={{ background: colour }}
              aria-label={text.accentName(colour)}
              aria-pressed={accent === colour}
              onClick={() => setAccent(colour)}
            />
          ))}
          <ColorInput
            size="xs"
            aria-label={text.accentOwn}
            value={accent}
            onChangeEnd={setAccent}
            format="hex"
            withEyeDropper={false}
            w={140}
          />
          {accent !== DEFAULT_ACCENT && (
            <Button size="xs" variant="subtle" color="gray" onClick={() => setAccent(DEFAULT_ACCENT)}>
              {text.accentReset}
            </Button>
          )}
        </div>
        <section className={classes.preview} aria-label={text.preview}>
          <Button size="xs">{text.previewButton}</Button>
          <Button size="xs" variant="light">
            {text.previewButton}
          </Button>
          <TagChip tag={text.previewChip} active />
          <span className={classes.previewLink}>{text.previewLink}</span>
          <StatusBadge status="running" />
          <StatusBadge status="succeeded" />
          <StatusBadge status="failed" />
        </section>
      </Card>
      <Card title={text.motion}>
        <p className={classes.hint}>{isReduced ? text.motionReduced : text.motionFull}</p>
      </Card>
    </>
  );
}
