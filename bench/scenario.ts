// One scenario in a process of its own: `scenario.ts NAME PARAMETERS-AS-JSON` prints its figures as JSON.
import { SCENARIOS } from './scenarios.ts';

const [name = '', parameters = '{}'] = process.argv.slice(2);
const scenario = SCENARIOS[name];
if (scenario === undefined) throw new Error(`There is no scenario "${name}".`);
process.stdout.write(`${JSON.stringify(await scenario(JSON.parse(parameters)))}\n`);
process.exit(0);
