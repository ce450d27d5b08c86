/**
 * `npm run bench`: how fast the agent is, as ratios to what nobody can beat or to a peer in the same run, and a table for people.
 * `npm run bench -- writes` measures that part alone; with `--json` a last line follows for programs.
 */
import { parseArgs } from 'node:util';
import { parts } from './parts.ts';
import { printRows } from './print-rows.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. Parts: ${parts.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

const line: Record<string, unknown> = {};
let isGood = true;
for (const part of parts) {
  if (positionals.length > 0 && !positionals.includes(part.name)) continue;
  const { rows, json } = await part.measure();
  printRows(part.name, rows);
  line[part.name] = json;
  isGood &&= rows.every((row) => row.isGood);
}
if (values.json === true) process.stdout.write(`${JSON.stringify({ ok: isGood, ...line })}\n`);
process.exitCode = isGood ? 0 : 1;
