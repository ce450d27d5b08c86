/** What would be done in the directory and with the service before a set-up. Asks, and changes nothing. */
import type { ControlClient } from '../client/control-client.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { CommandOutput } from './command.ts';
import { administrationFor, type DirectoryWork, managedWishOf, rightsWishOf } from './directory-work.ts';
import { accountPreviewText, keptServiceText, rightsPreviewText } from './directory-work-text.ts';

interface Part {
  readonly json: object;
  readonly text: string;
}

/** Problems: those of account.inspect, account.here and rights.preview. */
export async function previewDirectoryWork(
  works: readonly DirectoryWork[],
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<CommandOutput>> {
  const managed = works.find(({ managedAccount }) => managedAccount !== null);
  const account = managed === undefined ? succeed(null) : await previewAccount(managed, client, signal);
  if (!account.ok) return account;
  const parts: Part[] = account.value === null ? [] : [account.value.account];
  for (const work of works.filter(({ grantRights }) => grantRights)) {
    if (account.value?.isThere === false && isSame(work, managed)) {
      parts.push(unseenRights(work));
      continue;
    }
    const table = await client.request('rights.preview', { ...rightsWishOf(work), ...administrationFor(work) }, signal);
    if (!table.ok) return table;
    const json = { domain: work.domain.name, rights: table.value };
    parts.push({ json, text: `${work.domain.name}: ${rightsPreviewText(table.value)}` });
  }
  if (account.value !== null) parts.push(account.value.service);
  const nothing = 'The answer file asks for nothing to be done in a directory before the set-up.\n';
  const text = parts.length === 0 ? nothing : `${parts.map((part) => part.text).join('')}Nothing was changed.\n`;
  return succeed({ json: { preview: parts.map(({ json }) => json) }, text });
}

async function previewAccount(work: DirectoryWork, client: ControlClient, signal: AbortSignal) {
  const asked = { ...managedWishOf(work), ...administrationFor(work) };
  const report = await client.request('account.inspect', asked, signal);
  if (!report.ok) return report;
  const here = await client.request('account.here', {}, signal);
  if (!here.ok) return here;
  const { name: domain, account } = work.domain;
  const kept = keptServiceText(work, here.value);
  return succeed({
    isThere: report.value.account !== null,
    account: { json: { domain, account: report.value }, text: accountPreviewText(work, report.value) },
    service: {
      json: { domain, service: { isChanged: kept === null } },
      text: kept ?? `The service would run as ${account}.\n`,
    },
  });
}

const isSame = (work: DirectoryWork, other: DirectoryWork | undefined): boolean =>
  work.domain.account.toLowerCase() === other?.domain.account.toLowerCase();

/** Nobody can be asked what an account has that is not there yet. */
function unseenRights({ domain: { name, account, rights } }: DirectoryWork): Part {
  const where = rights === 'domain' ? 'the whole of' : 'its units in';
  return {
    json: { domain: name, rights: null },
    text: `${account} would be granted its rights on ${where} ${name}.\n`,
  };
}
