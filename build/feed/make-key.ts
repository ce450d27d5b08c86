/** `node make-key.ts --out FILE`: makes the pair of keys of a feed. The private one goes to the file, the public one is shown. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeFeedKeys } from './feed-keys.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (values.out === undefined) throw new Error('usage: make-key.ts --out FILE');
const { privateKey, pinned } = makeFeedKeys();
// A key that is there is not overwritten: every release that trusts it would be cut off.
writeFileSync(values.out, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
process.stdout.write(`BRIDGEHEAD_UPDATE_KEY=${pinned}\n`);
