/** What would be done in the directory and with the service before a set-up. Asks, and changes nothing. */
import type { ControlClient } from '../client/control-client.ts';
import type { ManagedAccountReport } from '../contract/account-requests.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { CommandOutput } from './command.ts';
import { administrationFor, type DirectoryWork, managedWishOf, missingKeytab, rightsWishOf } from './directory-work.ts';
import { accountPreviewText, keptServiceText, rightsPreviewText } from './directory-work-text.ts';
import { indent, problemText } from './texts.ts';

interface Part {
  readonly json: object;
  readonly text: string;
}

/** What would be done, in this order, until something ends the set-up. */
interface Preview {
  readonly parts: readonly Part[];
  readonly end: Problem | null;
}

/** Problems: those of account.inspect, account.here and rights.preview. */
export async function previewDirectoryWork(
  works: readonly DirectoryWork[],
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<CommandOutput>> {
  const preview = await previewSteps(works, client, signal);
  return preview.ok ? succeed(outputOf(preview.value)) : preview;
}

/** Ends as the set-up would. */
function outputOf({ parts, end }: Preview): CommandOutput {
  const texts = parts.map(({ text }) => text).join('');
  const preview = parts.map(({ json }) => json);
  if (end !== null) {
    const text = `${texts}The set-up would end here:\n${indent(problemText(end), 2)}Nothing was changed.\n`;
    return { json: { preview, problem: end }, text, isFailure: true };
  }
  const nothing = 'The answer file asks for nothing to be done in a directory before the set-up.\n';
  return { json: { preview }, text: parts.length === 0 ? nothing : `${texts}Nothing was changed.\n` };
}

async function previewSteps(
  works: readonly DirectoryWork[],
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<Preview>> {
  const managed = works.find(({ managedAccount }) => managedAccount !== null);
  const account = managed === undefined ? succeed(null) : await previewAccount(managed, client, signal);
  if (!account.ok) return account;
  const parts: Part[] = account.value === null ? [] : [account.value.account];
  if (account.value !== null && account.value.end !== null) return succeed({ parts, end: account.value.end });
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
  if (account.value === null) return succeed({ parts, end: null });
  const { service, serviceEnd } = account.value;
  return succeed(serviceEnd === null ? { parts: [...parts, service], end: null } : { parts, end: serviceEnd });
}

async function previewAccount(work: DirectoryWork, client: ControlClient, signal: AbortSignal) {
  const asked = { ...managedWishOf(work), ...administrationFor(work) };
  const here = await client.request('account.here', {}, signal);
  if (!here.ok) return here;
  const report = await client.request('account.inspect', asked, signal);
  if (!report.ok) return report;
  const { name: domain, account } = work.domain;
  const kept = keptServiceText(work, here.value);
  const end = missingKeytab(work, here.value) ?? whyNotThere(work, report.value);
  const isDisabled = kept === null && report.value.account?.isEnabled === false;
  const serviceEnd = isDisabled ? problem('account.disabled', account) : null;
  return succeed({
    isThere: report.value.account !== null,
    account: {
      json: { domain, account: report.value },
      text: accountPreviewText(work, report.value, end ?? serviceEnd),
    },
    end,
    service: {
      json: { domain, service: { isChanged: kept === null } },
      text: kept ?? `The service would run as ${account}.\n`,
    },
    serviceEnd,
  });
}

/** Why there would be no such account when the set-up goes on; null when there would be. */
function whyNotThere({ domain, managedAccount }: DirectoryWork, report: ManagedAccountReport): Problem | null {
  if (report.account !== null) return null;
  if (managedAccount?.create !== true) return problem('account.not-found', `${domain.account} in ${domain.name}`);
  return report.problems.find(({ code }) => keysOfForest.has(code)) ?? null;
}

const keysOfForest: ReadonlySet<string> = new Set(['account.no-root-key', 'account.root-key-too-new']);

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
