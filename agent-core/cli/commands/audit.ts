/** bridgehead audit: who did what to the agent; with --verify, whether what is written about it is still what was written. */
import type { ControlClient } from '../../client/control-client.ts';
import { eachPage } from '../../client/each-page.ts';
import type { AuditEntry } from '../../contract/audit-requests.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { Command, CommandOutput } from '../command.ts';
import { wholeNumber } from '../whole-number.ts';

const lines = wholeNumber('lines', { most: 10_000, usual: 50 });

export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit [--verify] [--lines N]',
  summary:
    'who approved, set, paused, registered, granted, set up, removed and ran what; --verify: whether the trail is whole',
  options: {
    verify: { type: 'boolean', means: 'check that no entry was changed or taken out' },
    lines: { type: 'string', means: 'how many of the newest entries; 50 unless given' },
  },
  required: [],
  findMistake: ({ options }) => lines.findMistake(options),
  run: async ({ options, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    if (options.verify === true) return verify(client.value, signal);
    const entries = await readNewest(client.value, lines.read(options), signal);
    if (!entries.ok) return entries;
    const text = entries.value.map(entryText).join('');
    return succeed({ json: { entries: entries.value }, text: text === '' ? 'Nothing was done yet.\n' : text });
  },
};

async function verify(client: ControlClient, signal: AbortSignal): Promise<Result<CommandOutput>> {
  const verified = await client.request('audit.verify', {}, signal);
  if (!verified.ok) return verified;
  const { entries, broken } = verified.value;
  if (broken === null)
    return succeed({ json: verified.value, text: `The audit trail is whole: ${entries} entries.\n` });
  const text = `The audit trail is not what it was, from entry ${broken.sequence} on: ${broken.reason}.\n`;
  return succeed({ json: verified.value, text, isFailure: true });
}

async function readNewest(
  client: ControlClient,
  most: number,
  signal: AbortSignal,
): Promise<Result<readonly AuditEntry[]>> {
  let newest: readonly AuditEntry[] = [];
  const ended = await eachPage(
    0,
    (cursor) => client.request('audit.read', { cursor, limit: 500, knowsEndedRejections: true }, signal),
    (entries) => {
      newest = [...newest, ...entries].slice(-most);
    },
  );
  return ended.ok ? succeed(newest) : ended;
}

const actWords: Readonly<Record<AuditEntry['act'], string>> = {
  approved: 'approved',
  approvalLapsed: 'approval lapsed',
  approvalTakenBack: 'approval taken back',
  rejected: 'rejected',
  rejectionLapsed: 'rejection lapsed',
  rejectionTakenBack: 'rejection taken back',
  exempted: 'exempted',
  exemptionTakenBack: 'exemption taken back',
  settingsSaved: 'settings saved',
  paused: 'paused',
  resumed: 'resumed',
  setUp: 'set up',
  setUpRemoved: 'set-up removed',
  runStarted: 'run started',
  updateStarted: 'update started',
  registered: 'registered',
  registrationRemoved: 'registration removed',
  registrationScriptWritten: 'script written',
  rightsGranted: 'rights granted',
  rightsRemoved: 'rights removed',
  accountChanged: 'account changed',
};

const entryText = ({ sequence, at, by, act, detail }: AuditEntry) =>
  `${String(sequence).padStart(5)}  ${at}  ${actWords[act].padEnd(20)}  ${by}\n         ${detail}\n`;
