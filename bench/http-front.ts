// A plain HTTP route in front of the host, for the comparison with Node-RED: POST /run answers after a durable 10-step run.
import { startHttpServer } from '../src/surfaces/rest/http-server.ts';
import { openBenchApp } from './open-bench-app.ts';
import { chain } from './workflows.ts';

const app = await openBenchApp([chain('chain', 10)]);
const server = await startHttpServer({
  host: '127.0.0.1',
  port: 0,
  async fetch(request) {
    const input = (await request.json()) as { n: number };
    const record = await app.runOnce('chain', input);
    return Response.json(record.output);
  },
});
process.stdout.write(`${server.url}/run\n`);
process.on('SIGTERM', async () => {
  await server.close(1_000);
  await app.end();
  process.exit(0);
});
