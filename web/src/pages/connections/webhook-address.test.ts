import { describe, expect, it } from 'vitest';
import { toCurl, toWebhooks } from './webhook-address.ts';

const activation = (summary: string, block = 'webhook.receive') => ({
  workflowId: 'w',
  version: 1,
  activatedAt: 0,
  triggers: [{ stepId: 's', block, summary }],
});

describe('webhook addresses', () => {
  it('stand at the public address of the server', () => {
    expect(toWebhooks([activation('POST, PUT /hooks/orders/:id')], 'https://flow.example/')).toEqual([
      { workflowId: 'w', stepId: 's', methods: 'POST, PUT', address: 'https://flow.example/hooks/orders/:id' },
    ]);
  });

  it('are those of webhooks only', () => {
    expect(toWebhooks([activation('0 7 * * * (UTC)', 'schedule.cron')], 'http://x')).toEqual([]);
  });

  it('are called with the first method they take, quoted for a shell', () => {
    const [hook] = toWebhooks([activation("ANY /hooks/it's")], 'http://x');
    expect(hook && toCurl(hook)).toBe(
      `curl -X POST 'http://x/hooks/it'\\''s' -H 'content-type: application/json' -d '{}'`,
    );
    const [get] = toWebhooks([activation('GET /hooks/a')], 'http://x');
    expect(get && toCurl(get)).toBe(`curl -X GET 'http://x/hooks/a'`);
  });
});
