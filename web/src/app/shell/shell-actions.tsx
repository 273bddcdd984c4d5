import { useNavigate } from '@tanstack/react-router';
import { Keyboard, LogOut, PanelLeftClose, SunMoon } from 'lucide-react';
import { useEffect } from 'react';
import { handleKeys } from '#web/actions/handle-keys.ts';
import { type Action, useActions } from '#web/actions/use-actions.ts';
import { useAppearance } from '#web/theme/appearance.ts';
import { endSession } from '../login/end-session.ts';
import { openPalette, openShortcuts } from '../overlay/overlay-store.ts';
import { text } from '../strings.ts';
import { listAreas } from './areas.ts';
import { toggleRail } from './shell-state.ts';

const SCHEMES = ['light', 'dark', 'contrast', 'system'] as const;

/** What can be done everywhere, and the keys of the whole page. */
export function ShellActions() {
  const navigate = useNavigate();
  const { scheme, setScheme } = useAppearance();
  const general = text.groupGeneral;
  useActions([
    ...listAreas().map(
      ({ id, label, to, keys, icon: Icon }): Action => ({
        id: `go.${id}`,
        label: text.goTo(label),
        group: text.groupGoTo,
        keys,
        icon: <Icon size={16} />,
        run: () => navigate({ to }),
      }),
    ),
    {
      id: 'app.palette',
      label: text.commandPalette,
      group: general,
      keys: ['mod+k'],
      whileTyping: true,
      hidden: true,
      run: openPalette,
    },
    {
      id: 'app.shortcuts',
      label: text.keyboardShortcuts,
      group: general,
      keys: '?',
      icon: <Keyboard size={16} />,
      run: openShortcuts,
    },
    {
      id: 'app.rail',
      label: text.toggleRail,
      group: general,
      keys: '[',
      icon: <PanelLeftClose size={16} />,
      run: toggleRail,
    },
    ...SCHEMES.map(
      (name): Action => ({
        id: `theme.${name}`,
        label: text.useTheme[name],
        group: text.appearance,
        icon: <SunMoon size={16} />,
        when: () => scheme !== name,
        run: () => setScheme(name),
      }),
    ),
    { id: 'app.log-out', label: text.logOut, group: general, icon: <LogOut size={16} />, run: endSession },
  ]);
  useEffect(() => handleKeys(), []);
  return null;
}
