import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServeOptions, ServeSources } from '../app-port.ts';
import { runCli } from '../run-cli.ts';
import { createFakeApp } from '../testing/fake-app.ts';
import { createFakeTerminal } from '../testing/fake-terminal.ts';

test('serve names the file and the flags that were given, and serves what comes back', async () => {
  const fake = createFakeApp();
  const asked: { readonly fromFlags: ServeOptions; readonly sources: ServeSources }[] = [];
  const app = {
    ...fake.app,
    readServeOptions: async (fromFlags: ServeOptions, sources: ServeSources) => {
      asked.push({ fromFlags, sources });
      return { ...fromFlags, dataDir: '/srv/data', port: 7 };
    },
  };
  const { terminal, written } = createFakeTerminal({ env: { FLOWRIGHT_HOST: '::1' } });
  const code = await runCli(['serve', '--config', 'f.yaml', '--data', 'd', '--allow-root', 'r'], app, terminal);
  assert.equal(code, 0);
  const [{ fromFlags, sources } = assert.fail('nothing was asked')] = asked;
  assert.equal(fromFlags.port, 4680);
  assert.equal(sources.configFile, 'f.yaml');
  assert.equal(sources.env.FLOWRIGHT_HOST, '::1');
  assert.deepEqual([...sources.flags].sort(), ['allowRoot', 'config', 'data']);
  assert.equal(fake.asked.serves[0]?.port, 7);
  assert.match(written.stdout, /\(data in \/srv\/data\)/);
});
