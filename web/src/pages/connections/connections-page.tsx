import { PageFrame } from '#web/ui/page-frame.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { HostsSection } from './hosts-section.tsx';
import { SecretsSection } from './secrets-section.tsx';
import { text } from './strings.ts';
import { WebhooksSection } from './webhooks-section.tsx';

/** What connects workflows to the world: secrets, webhook addresses, private hosts. */
export function ConnectionsPage() {
  return (
    <PageFrame>
      <PageHeader title={text.title} />
      <SecretsSection />
      <WebhooksSection />
      <HostsSection />
    </PageFrame>
  );
}
