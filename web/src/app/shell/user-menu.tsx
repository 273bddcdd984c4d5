import { useQuery } from '@tanstack/react-query';
import { CircleUser } from 'lucide-react';
import { sessionQuery } from '#web/api/session.ts';
import { LateMenu } from '#web/ui/late-menu.tsx';
import { text } from '../strings.ts';
import classes from './user-menu.module.css';

const loadItems = async () => (await import('./user-menu-items.tsx')).UserMenuItems;

/** Who is logged in, and what belongs to a person rather than to a page. */
export function UserMenu({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const name = useQuery(sessionQuery).data?.principal.name ?? text.account;
  return (
    <LateMenu load={loadItems} label={`${text.account}: ${name}`} className={classes.person} position="top-start">
      <CircleUser size={18} aria-hidden="true" />
      {!isCollapsed && <span className={classes.name}>{name}</span>}
    </LateMenu>
  );
}
