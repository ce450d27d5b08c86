/** The agent: constructs its parts, connects them and lives until it is told to stop. Nothing is decided here. */

import { createDirectoryAdministration } from '../active-directory/directory-administration.ts';
import { createDomainSource } from '../active-directory/domain-source.ts';
import { createControllerMemory } from '../active-directory/locator/controller-memory.ts';
import { createDnsResolver } from '../active-directory/locator/dns-resolver.ts';
import { pingController } from '../active-directory/locator/ping-controller.ts';
import { createRememberingSource } from '../active-directory/remembering-source.ts';
import { createPlatformProvider } from '../active-directory/security-provider/platform-provider.ts';
import { createDirectorySurvey } from '../active-directory/survey/directory-survey.ts';
import { discoverDomain } from '../active-directory/survey/discover-domain.ts';
import { readDomainCandidates } from '../active-directory/survey/domain-candidates.ts';
import { lookUpService } from '../active-directory/survey/look-up-service.ts';
import type { TenantDraft } from '../contract/registration-requests.ts';
import { createAccessTokens } from '../entra/access-token.ts';
import { createCredential, describeCertificate } from '../entra/credential.ts';
import { createGraph } from '../entra/graph.ts';
import { createGraphTenant, usualPatience } from '../entra/graph-tenant.ts';
import { createKeyRollover } from '../entra/key-rollover.ts';
import { createNetwork } from '../entra/network.ts';
import { rememberOwnWrites } from '../entra/own-writes.ts';
import { createPaces } from '../entra/paces.ts';
import { createRegistrar } from '../entra/registration/registrar.ts';
import { refuseSystemOnController } from '../service-host/windows/refuse-system-on-controller.ts';
import { readFreeBytes } from '../storage/free-space.ts';
import type { DirectoryMemory } from '../sync/directory-memory.ts';
import { readPeerAccount } from './peer-account.ts';
import { live } from './process-life.ts';
import { releaseMemory } from './release-memory.ts';
import type { ConnectWithMemory, DomainCredential } from './sides.ts';
import { startAgent } from './start-agent.ts';
import { systemClock } from './system-clock.ts';
import { systemTimer } from './system-timer.ts';
import { createTrust } from './trusted-authorities.ts';

const registrationPatience = { forMs: 180_000, firstPauseMs: 1_000 };
const answerTimeoutMs = 30_000;
const retry = { retryForMs: 60_000, clock: systemClock, timer: systemTimer };

const trust = createTrust();

const surroundings = {
  trust,
  provider: createPlatformProvider(),
  network: { resolver: createDnsResolver(), ping: pingController, random: Math.random },
  memory: createControllerMemory(systemClock),
};

const paceOf = createPaces(systemClock, systemTimer);

const networkTo = (tenant: TenantDraft) =>
  createNetwork({
    trust: trust(tenant.certificateAuthorities),
    proxy: tenant.proxy,
    answerTimeoutMs,
  });

const connectDomain = ({ domain, password }: DomainCredential, memory: DirectoryMemory) =>
  createRememberingSource({
    direct: createDomainSource(domain, password, surroundings),
    access: { settings: domain, password, surroundings },
    memory: memory.of(domain.name),
    remembered: memory.read(domain.name),
    clock: systemClock,
  });

const connectSides: ConnectWithMemory = (settings, domains, credential, memory) => {
  const { tenant, newUsers } = settings;
  const network = networkTo(tenant);
  const tokens = createAccessTokens(tenant, credential, network);
  const graph = createGraph({ ...retry, origin: tenant.graph, network, tokens, pace: paceOf(tenant) });
  return {
    directories: domains.map((domain) => connectDomain(domain, memory)),
    tenant: rememberOwnWrites(createGraphTenant(graph, { ...newUsers, ...tenant }), systemClock, usualPatience),
  };
};

const registrar = createRegistrar({ createNetwork: networkTo, patience: registrationPatience, ...retry });
const rollover = createKeyRollover({ createNetwork: networkTo, ...retry, nowMs: Date.now });
const discovery = { candidates: () => readDomainCandidates('', process.env), lookUp: lookUpService };

await live(process.argv.slice(2), (options) =>
  startAgent({
    ...options,
    clock: systemClock,
    timer: systemTimer,
    readFreeBytes,
    releaseMemory,
    connectSides,
    surveyDirectory: (settings, password) => createDirectorySurvey({ settings, password, surroundings }),
    administerDirectory: (settings, password) => createDirectoryAdministration({ settings, password, surroundings }),
    discoverDirectory: (signal) => discoverDomain(discovery, signal),
    registrar,
    keys: { ...rollover, signIn: registrar.check },
    createCredential: () => createCredential(Date.now()),
    describeCertificate,
    readAccount: readPeerAccount,
    mayRun: refuseSystemOnController,
  }),
);
