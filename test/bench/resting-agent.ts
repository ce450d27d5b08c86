/**
 * A program: the agent with all its parts, set up over a prepared folder; only that its sides are the bench's. It says where its data is as
 * soon as it can be asked, runs as its schedule says, and ends with whoever started it.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectoryAdministration } from '../../agent-core/active-directory/directory-administration.ts';
import { createControllerMemory } from '../../agent-core/active-directory/locator/controller-memory.ts';
import { createDnsResolver } from '../../agent-core/active-directory/locator/dns-resolver.ts';
import { pingController } from '../../agent-core/active-directory/locator/ping-controller.ts';
import { createPlatformProvider } from '../../agent-core/active-directory/security-provider/platform-provider.ts';
import { createDirectorySurvey } from '../../agent-core/active-directory/survey/directory-survey.ts';
import { discoverDomain } from '../../agent-core/active-directory/survey/discover-domain.ts';
import { readDomainCandidates } from '../../agent-core/active-directory/survey/domain-candidates.ts';
import { lookUpService } from '../../agent-core/active-directory/survey/look-up-service.ts';
import { succeed } from '../../agent-core/contract/result.ts';
import { Secret } from '../../agent-core/contract/secret.ts';
import { createCredential, describeCertificate } from '../../agent-core/entra/credential.ts';
import { createKeyRollover } from '../../agent-core/entra/key-rollover.ts';
import { createNetwork } from '../../agent-core/entra/network.ts';
import { createRegistrar } from '../../agent-core/entra/registration/registrar.ts';
import { createCredentialStore } from '../../agent-core/service/credential-store.ts';
import { readPeerAccount } from '../../agent-core/service/peer-account.ts';
import { releaseMemory } from '../../agent-core/service/release-memory.ts';
import { startAgent } from '../../agent-core/service/start-agent.ts';
import { systemClock } from '../../agent-core/service/system-clock.ts';
import { systemTimer } from '../../agent-core/service/system-timer.ts';
import { createTrust } from '../../agent-core/service/trusted-authorities.ts';
import { claimDataFolder } from '../../agent-core/storage/data-folder.ts';
import { readFreeBytes } from '../../agent-core/storage/free-space.ts';
import { createPlatformSecrets } from '../../agent-core/storage/platform-secrets.ts';
import { openRecordDatabase } from '../../agent-core/storage/record-database.ts';
import { createSettingsStore } from '../../agent-core/storage/settings-store.ts';
import { rememberedDirectory, tenantIn } from './bench-sides.ts';
import { benchSettings, domain } from './bench-world.ts';

const dir = process.argv[2] ?? '';
const dataDir = join(dir, 'agent');
const now = systemClock.now();
await setUp();

const trust = createTrust();
const surroundings = {
  trust,
  provider: createPlatformProvider(),
  network: { resolver: createDnsResolver(), ping: pingController, random: Math.random },
  memory: createControllerMemory(systemClock),
};
const retry = { retryForMs: 60_000, clock: systemClock, timer: systemTimer };
const createNetworkTo: Parameters<typeof createRegistrar>[0]['createNetwork'] = (tenant) =>
  createNetwork({ trust: trust(tenant.certificateAuthorities), proxy: tenant.proxy, answerTimeoutMs: 30_000 });
const patience = { forMs: 180_000, firstPauseMs: 1_000 };
const registrar = createRegistrar({ createNetwork: createNetworkTo, patience, ...retry });
const rollover = createKeyRollover({ createNetwork: createNetworkTo, ...retry, nowMs: Date.now });
const discovery = { candidates: () => readDomainCandidates('', process.env), lookUp: lookUpService };

const agent = await startAgent({
  ...{ dataDir, logLevel: 'info', isNewRecordWanted: false, approvers: null, updatesDir: null, hosting: null },
  ...{ clock: systemClock, timer: systemTimer, readFreeBytes, releaseMemory, registrar, describeCertificate },
  connectSides: (_settings, _domains, _credential, memory) => ({
    directories: [{ ...rememberedDirectory(memory), verify: () => Promise.reject(new Error('it is set up')) }],
    tenant: tenantIn(dir),
  }),
  surveyDirectory: (settings, password) => createDirectorySurvey({ settings, password, surroundings }),
  administerDirectory: (settings, password) => createDirectoryAdministration({ settings, password, surroundings }),
  discoverDirectory: (signal) => discoverDomain(discovery, signal),
  // Nobody is asked beyond this machine.
  keys: { ...rollover, signIn: async () => succeed(null) },
  createCredential: () => createCredential(Date.now()),
  readAccount: readPeerAccount,
  mayRun: () => succeed(undefined),
});
if (!agent.ok) throw new Error(agent.problem.detail);
process.stdin.resume().once('end', () => void agent.value.stop());
process.stdout.write(`${dataDir}\n`);

/** As somebody would have done it before a restart. */
async function setUp(): Promise<void> {
  mkdirSync(dataDir);
  // By this an agent knows a folder that is its own.
  writeFileSync(join(dataDir, 'agent.lock'), '');
  renameSync(join(dir, 'cache.db'), join(dataDir, 'cache.db'));
  const folder = claimDataFolder(dataDir);
  if (!folder.ok) throw new Error(folder.problem.detail);
  const { recordPath: path, backupsDir, secretsDir, release } = folder.value;
  const record = openRecordDatabase({ path, backupsDir, now, isNewRecordWanted: true });
  if (record.kind !== 'open') throw new Error(record.problem.detail);
  const secrets = createPlatformSecrets(secretsDir);
  const kept = [
    secrets.write('password', new Secret('correct horse')),
    createCredentialStore(secrets).write(await createCredential(Date.now())),
    createSettingsStore(record.database).save(
      { settings: benchSettings, tenantDisplayName: 'Contoso', passwordSecrets: { [domain]: 'password' } },
      now,
      'the bench',
    ),
  ];
  for (const written of kept) if (!written.ok) throw new Error(written.problem.detail);
  record.database.close();
  release();
}
