import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withRemote } from '#surfaces/cli/remote/with-remote.ts';
import { runCli } from '#surfaces/cli/run-cli.ts';
import { createProcessTerminal } from '#surfaces/cli/terminal.ts';
import { createCliApp } from './cli-app.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
  version: string;
};
process.exit(await runCli(process.argv.slice(2), withRemote(createCliApp(version)), createProcessTerminal(homedir())));
