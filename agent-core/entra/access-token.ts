/** Signs in to the tenant with the agent's certificate, through MSAL, and hands out access tokens for Microsoft Graph. */
import type { INetworkModule, NetworkRequestOptions } from '@azure/msal-node';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import type { TenantAddress } from '../contract/settings.ts';
import { type Credential, describeCertificate } from './credential.ts';
import type { HttpRequest, Network } from './network.ts';
import { problemOfSignInReply } from './sign-in-problems.ts';

export interface AccessTokens {
  /** @param isRefusedBefore the tenant did not accept the token handed out last, so a new one is fetched */
  get(signal: AbortSignal, isRefusedBefore: boolean): Promise<Result<Secret>>;
}

export function createAccessTokens(settings: TenantAddress, credential: Credential, network: Network): AccessTokens {
  let signIn: Promise<SignIn> | null = null;
  return {
    get: async (signal, isRefusedBefore) => {
      signIn ??= prepareSignIn(settings, credential, network);
      return (await signIn)(signal, isRefusedBefore);
    },
  };
}

type SignIn = AccessTokens['get'];

/** Loaded with the first token: an agent that has nobody to ask yet is ready sooner, and smaller. */
async function prepareSignIn(settings: TenantAddress, credential: Credential, network: Network): Promise<SignIn> {
  const { AuthError, ConfidentialClientApplication } = await import('@azure/msal-node');
  const bridge = createMsalNetwork(network, (code, detail) => new AuthError(code, detail));
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: settings.clientId,
      authority: `${settings.authority}/${settings.tenantId}`,
      // Named as known, no other address is asked which authorities there are.
      knownAuthorities: [new URL(settings.authority).host],
      clientCertificate: {
        thumbprintSha256: describeCertificate(credential.certificatePem).thumbprintSha256,
        privateKey: credential.privateKeyPem.reveal(),
      },
    },
    system: { networkClient: bridge.module },
  });
  const scopes = [`${settings.graph}/.default`];
  /** MSAL's messages may quote what was sent; its codes do not. */
  const nameOf = (error: unknown) =>
    error instanceof AuthError ? error.errorCode : String(error instanceof Error ? error.name : error);
  return async (signal, isRefusedBefore) => {
    bridge.begin(signal);
    try {
      const answer = await application.acquireTokenByClientCredential({ scopes, skipCache: isRefusedBefore });
      if (answer?.accessToken) return succeed(new Secret(answer.accessToken));
      return fail(problem('tenant.unreadable-answer', `${settings.authority}: an answer without a token`));
    } catch (error) {
      return fail(bridge.problem() ?? problem('tenant.sign-in-failed', `${settings.authority}: ${nameOf(error)}`));
    }
  };
}

/** MSAL has its own words for what went wrong, or none; this bridge remembers the problem, so that a person can be told. */
function createMsalNetwork(network: Network, asError: (code: string, detail: string) => Error) {
  let signal: AbortSignal | null = null;
  let lastProblem: Problem | null = null;
  const send = async <Body>(httpRequest: HttpRequest) => {
    const reply = await network.send(httpRequest, signal ?? AbortSignal.timeout(60_000));
    if (!reply.ok) throw remember(reply.problem);
    const { status, headers, body } = reply.value;
    const origin = new URL(httpRequest.url).origin;
    // These never carry an error of the sign-in service's own, which speaks JSON with 400 or 401.
    if (status === 429) throw remember(problem('tenant.throttled', `${origin} answered 429`));
    if (status >= 500) throw remember(problem('tenant.unavailable', `${origin} answered ${status}`));
    // Without a body that parses MSAL would report success and hand out an empty token.
    const parsed = parseJson(body);
    if (parsed === undefined)
      throw remember(problem('tenant.unreadable-answer', `${origin} answered ${status} without JSON`));
    if (status >= 400) remember(problemOfSignInReply(parsed, origin));
    return { status, headers: { ...headers }, body: parsed as Body };
  };
  const remember = (found: Problem) => {
    lastProblem = found;
    return asError(found.code, found.detail);
  };
  const module: INetworkModule = {
    sendGetRequestAsync: (url, options) => send({ method: 'GET', url, headers: headersOf(options) }),
    sendPostRequestAsync: (url, options) =>
      send({ method: 'POST', url, headers: headersOf(options), body: options?.body ?? '' }),
  };
  return {
    module,
    begin: (next: AbortSignal) => {
      signal = next;
      lastProblem = null;
    },
    problem: () => lastProblem,
  };
}

const headersOf = (options: NetworkRequestOptions | undefined) => options?.headers ?? {};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
