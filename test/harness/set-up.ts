/** Pairs an agent with the lab the way an administrator would: certificate, registration in the tenant, answer file. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from '../../agent-core/contract/answers.ts';
import type { ControllerSettings } from '../../agent-core/contract/settings.ts';
import { labAnswers } from '../lab/lab-answers.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import type { LabClient } from '../lab/tenant/lab-client.ts';
import type { AgentProcess, CommandResult } from './agent-process.ts';
import { askAgent } from './command-line.ts';

type DeepPartial<Value> = Value extends object ? { [Key in keyof Value]?: DeepPartial<Value[Key]> } : Value;

interface AnswerChanges extends DeepPartial<Omit<Answers, 'domains' | 'scope'>> {
  readonly scope?: Answers['scope'];
  /** Of the only domain. */
  readonly domain?: DeepPartial<Omit<Answers['domains'][number], 'controllers'>>;
  /** Of its only controller. */
  readonly controller?: DeepPartial<ControllerSettings>;
}

/** The answer file for this lab; `changes` replaces single answers, to see what a wrong one gets. */
export async function writeAnswers(lab: LabFacts, path: string, changes: AnswerChanges = {}): Promise<string> {
  const { tenant, domains } = labAnswers(lab);
  const [{ controllers, ...domain }] = domains;
  const hosts = controllers.hosts.map((host) => ({ ...host, ...changes.controller }));
  const answers = {
    tenant: { ...tenant, ...changes.tenant },
    domains: [{ ...domain, ...changes.domain, controllers: { ...controllers, hosts } }],
    ...(changes.scope && { scope: changes.scope }),
    newUsers: { ...changes.newUsers },
    removals: { ...changes.removals },
    guard: { ...changes.guard },
    // Whoever looks at single runs wants no other ones in between.
    schedule: { isPaused: true, ...changes.schedule },
  };
  await writeFile(path, `${JSON.stringify(answers, null, 2)}\n`);
  return path;
}

/** Makes the agent's certificate and registers it with the lab's application. */
export async function registerAgent(agent: AgentProcess, door: LabClient, lab: LabFacts): Promise<void> {
  const path = join(agent.dataDir, 'certificate.pem');
  expectDone(await askAgent(agent, 'certificate', '--out', path));
  await door.registerCertificate(lab.tenant.clientId, await readFile(path, 'utf8'));
}

export async function setUpAgent(agent: AgentProcess, door: LabClient, lab: LabFacts): Promise<void> {
  await registerAgent(agent, door, lab);
  const answersPath = await writeAnswers(lab, join(agent.dataDir, 'answers.json'));
  // A controller of the lab that shares the processors with everything else may take longer than the agent waits: that is not the matter here.
  for (let attempt = 1; ; attempt += 1) {
    const result = await askAgent(agent, 'setup', '--answers', answersPath);
    if (attempt === 3 || !result.stderr.includes('no answer for 10 seconds')) return void expectDone(result);
  }
}

/** @returns the output, of a command that must have worked */
export function expectDone(result: CommandResult): string {
  if (result.exitCode !== 0) throw new Error(`exit code ${result.exitCode}: ${result.stderr || result.stdout}`);
  return result.stdout;
}
