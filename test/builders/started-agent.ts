/** A real agent in the process of the test: real files and doors, both sides fakes. */
import { onTestFinished } from 'vitest';
import { succeed } from '../../agent-core/contract/result.ts';
import { type AgentOptions, startAgent } from '../../agent-core/service/start-agent.ts';
import { agentParts, certificateLife, credential } from './agent-parts.ts';
import { directoryUser } from './directory-object.ts';
import { drivenClock } from './driven-clock.ts';
import { fakeTenantKeys } from './fake-tenant-keys.ts';
import { settings } from './settings.ts';
import { connectClient } from './stub-agent.ts';

export function agentIn(dataDir: string) {
  const sides = agentParts([directoryUser('ada')]);
  const clock = drivenClock();
  const options: AgentOptions = {
    dataDir,
    logLevel: 'info',
    isNewRecordWanted: false,
    approvers: null,
    updatesDir: null,
    clock,
    timer: clock,
    readFreeBytes: () => Number.POSITIVE_INFINITY,
    // The process is that of the test, which would compile everything again.
    releaseMemory: (shrink) => shrink(),
    connectSides: sides.connectSides,
    createCredential: async () => credential,
    surveyDirectory: sides.surveyDirectory,
    discoverDirectory: sides.discoverDirectory,
    administerDirectory: sides.administerDirectory,
    registrar: sides.registrar,
    keys: fakeTenantKeys().tenantKeys,
    describeCertificate: () => certificateLife,
    hosting: null,
    mayRun: () => succeed(undefined),
    readAccount: () => 'ada',
  };
  const start = async (changes: Partial<AgentOptions> = {}) => {
    const umask = process.umask();
    onTestFinished(() => void process.umask(umask));
    const started = await startAgent({ ...options, ...changes });
    if (!started.ok) throw new Error(`${started.problem.code}: ${started.problem.detail}`);
    let stopping: Promise<void> | null = null;
    const stop = () => {
      stopping ??= started.value.stop();
      return stopping;
    };
    onTestFinished(stop);
    return stop;
  };
  return { start, options, sides, clock };
}

export const setUp = { settings: settings(), domainPasswords: { 'contoso.com': 'correct horse' } };

export async function finishedRun(dataDir: string) {
  const client = await connectClient(dataDir);
  const started = await client.request('run.start', {});
  if (!started.ok) throw new Error(started.problem.code);
  return client.request('run.wait', { runId: started.value.runId });
}
