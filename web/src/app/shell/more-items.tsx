import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { LogOut, Search } from 'lucide-react';
import { endSession } from '../login/end-session.ts';
import { openPalette } from '../overlay/overlay-store.ts';
import { text } from '../strings.ts';
import { listAreas } from './areas.ts';

/** What is behind "More" on a phone. */
export function MoreItems() {
  return (
    <>
      <Menu.Item leftSection={<Search size={16} />} onClick={openPalette}>
        {text.searchShort}
      </Menu.Item>
      <Menu.Divider />
      {listAreas()
        .filter(({ onPhone }) => onPhone !== true)
        .map(({ id, to, label, icon: Icon }) => (
          <Menu.Item key={id} leftSection={<Icon size={16} />} renderRoot={(props) => <Link {...props} to={to} />}>
            {label}
          </Menu.Item>
        ))}
      <Menu.Divider />
      <Menu.Item leftSection={<LogOut size={16} />} onClick={() => void endSession()}>
        {text.logOut}
      </Menu.Item>
    </>
  );
}
