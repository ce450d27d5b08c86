/**
 * The wizard for an agent that is set up: every page begins with what is configured, and what a person does not change stays. Passwords
 * are not among it, because the agent gives none out; nor is the sign-in, which only a change of the registration needs.
 */
import type { Settings } from '../../electron/contract/bridge.ts';
import { clouds } from '../../electron/contract/clouds.ts';
import { frameTexts } from '../texts/wizard/frame-texts.ts';
import { type ControllerLine, type DomainEntry, emptyController, newEntry } from './domains/domain-entry.ts';
import type { ChosenAuthority, NetworkState } from './network/network-state.ts';
import { firstWizardState, type WizardState } from './wizard-state.ts';

/** Begins behind the licence, which was accepted. */
export function wizardStateOf(settings: Settings): WizardState {
  const { tenant, domains, scope, newUsers, schedule } = settings;
  const { pages } = firstWizardState;
  const [{ account, identity }] = domains;
  return {
    ...firstWizardState,
    step: 'tenant',
    pages: {
      ...pages,
      kept: settings,
      welcome: { isLicenceAccepted: true },
      network: networkOf(tenant, pages.network),
      tenant: {
        ...pages.tenant,
        registers: 'kept',
        tenantId: tenant.tenantId,
        clientId: tenant.clientId,
        peopleSignIn: newUsers.signIn,
      },
      account:
        identity === 'service'
          ? { ...pages.account, way: 'own', ownAccount: account }
          : { ...pages.account, way: 'password', credentials: { account, hasPassword: false, identity } },
      domains: { ...pages.domains, entries: domains.map((domain) => entryOf(domain, { account, identity })) },
      scope: { ...pages.scope, kind: 'kept', kept: scope },
      confirm: { ...pages.confirm, start: schedule.isPaused ? 'paused' : 'now' },
    },
  };
}

function networkOf(tenant: Settings['tenant'], first: NetworkState): NetworkState {
  const { authority, graph, proxy, certificateAuthorities } = tenant;
  const cloud = clouds.find((candidate) => candidate.authority === authority && candidate.graph === graph);
  return {
    ...first,
    cloud: cloud?.name ?? null,
    authority,
    graph,
    proxy: proxy ?? '',
    certificateAuthority: authorityOf(certificateAuthorities),
  };
}

/** The file it came from is not known any more. */
const authorityOf = (pem: string | null): ChosenAuthority | null =>
  pem === null ? null : { path: frameTexts.asItIs, pem };

type ConfiguredDomain = Settings['domains'][number];

function entryOf(domain: ConfiguredDomain, shared: Pick<ConfiguredDomain, 'account' | 'identity'>): DomainEntry {
  const { name, account, identity, controllers, security, rights, certificateAuthorities } = domain;
  return {
    ...newEntry(name),
    ownAccount:
      account === shared.account && identity === shared.identity ? null : { account, hasPassword: false, identity },
    choosesControllers: controllers.kind === 'chosen',
    controllers: controllers.kind === 'chosen' ? controllers.hosts.map(lineOf) : [emptyController],
    security,
    rights,
    certificateAuthority: authorityOf(certificateAuthorities),
  };
}

const lineOf = ({
  host,
  address,
  port,
}: {
  host: string;
  address: string | null;
  port: number | null;
}): ControllerLine => ({
  host,
  address: address ?? '',
  port: port === null ? '' : String(port),
});
