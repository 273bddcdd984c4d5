import type { ReactNode } from 'react';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { AuditSection } from './audit-section.tsx';
import { BackupCard } from './backup-card.tsx';
import { PruneCard } from './prune-card.tsx';
import { SettingGroup } from './setting-group.tsx';
import { TokensSection } from './tokens-section.tsx';
import { UsageCard } from './usage-card.tsx';

/** A section of the settings; its id is part of its address. */
export interface Section {
  readonly id: string;
  readonly render: () => ReactNode;
}

/** All sections, in order. */
export const SECTIONS: readonly Section[] = [
  { id: 'appearance', render: () => <AppearanceSection /> },
  { id: 'general', render: () => <SettingGroup keys={['publicUrl', 'corsOrigins']} /> },
  { id: 'network', render: () => <SettingGroup keys={['allowedPrivateHosts']} /> },
  { id: 'files', render: () => <SettingGroup keys={['allowedRoots']} /> },
  {
    id: 'retention',
    render: () => (
      <>
        <SettingGroup keys={['retention', 'auditRetention']} />
        <PruneCard />
      </>
    ),
  },
  { id: 'tokens', render: () => <TokensSection /> },
  {
    id: 'data',
    render: () => (
      <>
        <UsageCard />
        <BackupCard />
        <PruneCard />
      </>
    ),
  },
  { id: 'audit', render: () => <AuditSection /> },
  { id: 'about', render: () => <AboutSection /> },
];
