import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { BookOpen, Keyboard, LogOut, SunMoon } from 'lucide-react';
import { sessionQuery } from '#web/api/session.ts';
import { Keys } from '#web/ui/keys.tsx';
import { endSession } from '../login/end-session.ts';
import { openShortcuts } from '../overlay/overlay-store.ts';
import { text } from '../strings.ts';

/** What the menu of the person holds. */
export function UserMenuItems() {
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      {session !== undefined && (
        <Menu.Label>
          {text.loggedInAs(session.principal.name)}
          <br />
          {text.version(session.version)}
        </Menu.Label>
      )}
      <Menu.Item
        leftSection={<SunMoon size={15} />}
        onClick={() => void navigate({ to: '/settings/{-$section}', params: { section: 'appearance' } })}
      >
        {text.appearance}
      </Menu.Item>
      <Menu.Item leftSection={<Keyboard size={15} />} rightSection={<Keys combo="?" />} onClick={openShortcuts}>
        {text.keyboardShortcuts}
      </Menu.Item>
      <Menu.Item leftSection={<BookOpen size={15} />} component="a" href="/api/docs" target="_blank" rel="noreferrer">
        {text.apiDocs}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<LogOut size={15} />} onClick={() => void endSession()}>
        {text.logOut}
      </Menu.Item>
    </>
  );
}
