/**
 * `node make-feed.ts --folder DIR --channel stable [--version V --package FILE --platform win32-x64 --minimum V] [--staged PERCENT]
 * [--valid-days N] [--key FILE]`: offers a release, stages one that is offered (without --package), or issues the feed anew. The private key
 * is in the file, or in BRIDGEHEAD_UPDATE_PRIVATE_KEY.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { updateChannelSchema, updatePackageSchema } from '../../agent-core/contract/update-feed.ts';
import { readPrivateKey } from './feed-keys.ts';
import { type FeedPlace, issueFeed, offerRelease, stageRelease } from './issue-feed.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    channel: { type: 'string', default: 'stable' },
    version: { type: 'string' },
    package: { type: 'string' },
    platform: { type: 'string', default: 'win32-x64' },
    minimum: { type: 'string', default: '0.0.0' },
    staged: { type: 'string', default: '100' },
    'valid-days': { type: 'string', default: '30' },
    key: { type: 'string' },
  },
});
const { folder, version, package: packagePath, key } = values;
if (folder === undefined) throw new Error('--folder is missing');
const pem = key === undefined ? process.env.BRIDGEHEAD_UPDATE_PRIVATE_KEY : readFileSync(key, 'utf8');
if (pem === undefined) throw new Error('--key is missing, and so is BRIDGEHEAD_UPDATE_PRIVATE_KEY');
const place: FeedPlace = {
  folder,
  channel: updateChannelSchema.parse(values.channel),
  privateKey: readPrivateKey(pem),
  now: new Date(),
  validDays: Number(values['valid-days']),
};
const feed = await issue();
process.stdout.write(`feed ${feed.sequence} of ${feed.channel}, until ${feed.expiresAt}\n`);

function issue() {
  if (version === undefined) return issueFeed(place);
  const stagedPercent = Number(values.staged);
  if (packagePath === undefined) return stageRelease(place, version, stagedPercent);
  const platform = updatePackageSchema.shape.platform.parse(values.platform);
  return offerRelease(place, { version, minimumVersion: values.minimum, stagedPercent, platform, packagePath });
}
