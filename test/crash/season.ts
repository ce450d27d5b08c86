/** A company of its own in the lab's directory, and an agent with a fresh record that keeps it in step: good for some killings. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardSettingsSchema } from '../../agent-core/contract/guard-settings.ts';
import { objectGuidSchema } from '../../agent-core/contract/identifiers.ts';
import { mayFollowChanges } from '../agent-core/active-directory/may-follow-changes.ts';
import { startAgentProcess } from '../harness/agent-process.ts';
import { askAgent } from '../harness/command-line.ts';
import { startAndWait, withClient } from '../harness/run-agent.ts';
import { expectDone, registerAgent, writeAnswers } from '../harness/set-up.ts';
import { throughStrictProxy } from '../lab/directory/strict-proxy/through-strict-proxy.ts';
import { guidText } from '../lab/expected-tenant.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import { openLabDoor } from '../lab/open-lab-door.ts';
import type { LabClient } from '../lab/tenant/lab-client.ts';
import type { Company } from './company.ts';
import { draftPerson } from './draw-edits.ts';
import { foundCompany, readScopeUnit } from './edit-directory.ts';

export interface Season {
  readonly dataDir: string;
  readonly company: Company;
  /** The property that says whose an account is, and what it begins with when it is this agent's. */
  readonly mark: { readonly property: string; readonly configurationId: string };
}

/** What a season needs, and all seasons share. */
export interface Stage {
  readonly lab: LabFacts;
  readonly door: LabClient;
  readonly dir: string;
  /** Who may ask for the changes of the directory. */
  readonly reader: { readonly account: string; readonly passwordPath: string };
}

export async function openStage(lab: LabFacts): Promise<Stage> {
  // The path is short: a Unix socket takes 107 bytes.
  const dir = await mkdtemp(join(tmpdir(), 'bh-crash-'));
  const { account, password } = await mayFollowChanges(lab);
  const passwordPath = join(dir, 'password');
  await writeFile(passwordPath, password.reveal(), { mode: 0o600 });
  return { lab, door: await openLabDoor(lab), dir, reader: { account, passwordPath } };
}

export async function closeStage({ door, dir }: Stage): Promise<void> {
  await door.close();
  await rm(dir, { recursive: true, force: true });
}

const peopleAtFirst = 14;

export async function openSeason({ lab, door, dir, reader }: Stage): Promise<Season> {
  const unit = `c${randomUUID().slice(0, 6)}`;
  const people = Array.from({ length: peopleAtFirst }, (_, index) => draftPerson(unit, index));
  const members = people.slice(0, 5).map(({ account }) => account);
  const groups = ['g1', 'g2'].map((name) => ({ account: `${unit}-${name}`, description: 'First', members }));
  const company = await foundCompany(lab, { unit, people, groups });
  const scopeUnit = await readScopeUnit(lab, company);
  const dataDir = join(dir, unit);
  const agent = await startAgentProcess(dataDir);
  try {
    await registerAgent(agent, door, lab);
    const extension = await door.ensureExtension(lab.tenant.clientId, `owner${unit}`);
    const everything = { count: 1_000_000, percent: 100 };
    const answers = await writeAnswers(throughStrictProxy(lab), join(dataDir, 'answers.json'), {
      tenant: { ownershipExtension: extension.name },
      domain: { account: reader.account, password: { file: reader.passwordPath } },
      scope: {
        kind: 'units',
        include: [
          {
            objectGuid: objectGuidSchema.parse(guidText(scopeUnit.guid)),
            domain: lab.directory.domainName,
            name: scopeUnit.dn,
          },
        ],
        exclude: [],
      },
      removals: { waitRuns: 0 },
      guard: Object.fromEntries(Object.keys(guardSettingsSchema.shape).map((kind) => [kind, everything])),
    });
    expectDone(await askAgent(agent, 'setup', '--answers', answers));
    const configurationId = await withClient(agent, async (client) => {
      await startAndWait(client);
      const settings = await client.request('settings.get', {});
      if (!settings.ok) throw new Error(settings.problem.detail);
      return settings.value.settings.configurationId;
    });
    return { dataDir, company, mark: { property: extension.name, configurationId } };
  } finally {
    await agent.kill();
  }
}
