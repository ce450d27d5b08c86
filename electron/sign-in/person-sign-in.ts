/**
 * Signs a person in to the tenant, for as long as the set-up lasts. Tokens live in this process's memory and nowhere else (rule R33):
 * the agent is handed one access token per request, and `forget` drops everything.
 */
import { type AccountInfo, type INetworkModule, PublicClientApplication } from '@azure/msal-node';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import { Secret } from '../../agent-core/contract/secret.ts';
import type { SignInWay, TenantDraft } from '../contract/bridge.ts';
import { browserAnswers } from './browser-answers.ts';
import { endLoopback } from './end-loopback.ts';
import { noticeRefusedCode } from './notice-refused-code.ts';
import { GivenUp, NoBrowser, problemOfSignIn, TooLate } from './sign-in-problems.ts';

export interface PersonSignIn {
  /** Ends an attempt under way. Problems: sign-in.*, tenant.unreachable. */
  begin(asked: SignInRequest): Promise<Result<Secret>>;
  /** A token of the person who signed in last. Problem: sign-in.required. */
  token(): Promise<Result<Secret>>;
  cancel(): void;
  forget(): void;
}

export interface SignInRequest {
  readonly tenant: TenantDraft;
  /** Id of the application that the person signs in through. */
  readonly client: string;
  readonly way: SignInWay;
}

export interface DeviceCode {
  readonly userCode: string;
  readonly address: string;
}

export interface PersonSignInParts {
  readonly networkTo: (tenant: TenantDraft) => Promise<INetworkModule>;
  /** Opens the system's browser. */
  readonly openBrowser: (address: string) => Promise<void>;
  readonly showDeviceCode: (code: DeviceCode) => void;
}

/** What the set-up reads about tenant and person, and what it needs to register and grant (Microsoft Graph, delegated). */
const permissions = [
  'User.Read',
  'Organization.Read.All',
  'Domain.Read.All',
  'RoleManagement.Read.Directory',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
] as const;

/** Somebody who has not signed in by then has gone away. */
const longestWaitMs = 10 * 60_000;

interface Session {
  readonly client: PublicClientApplication;
  readonly account: AccountInfo;
  readonly scopes: string[];
}

export function createPersonSignIn(parts: PersonSignInParts): PersonSignIn {
  let session: Session | undefined;
  let attempt: AbortController | undefined;

  const begin = async ({ tenant, client: clientId, way }: SignInRequest): Promise<Result<Secret>> => {
    attempt?.abort(new GivenUp());
    session = undefined;
    const current = new AbortController();
    attempt = current;
    const timer = setTimeout(() => current.abort(new TooLate()), longestWaitMs);
    const { host } = new URL(tenant.authority);
    const scopes = permissions.map((name) => `${tenant.graph}/${name}`);
    try {
      const client = new PublicClientApplication({
        auth: { clientId, authority: `${tenant.authority}/organizations`, knownAuthorities: [host] },
        system: {
          networkClient: noticeRefusedCode(await parts.networkTo(tenant), (refusal) => current.abort(refusal)),
        },
      });
      const work = way === 'browser' ? inBrowser : byCode;
      const signedIn = work(client, scopes, parts, current.signal);
      const { accessToken, account } = await Promise.race([signedIn, failWhenAborted(current.signal)]);
      if (account === null) return fail(problem('sign-in.failed', 'the answer names no account'));
      session = { client, account, scopes };
      return succeed(new Secret(accessToken));
    } catch (error) {
      return fail(problemOfSignIn(current.signal.aborted ? current.signal.reason : error, host));
    } finally {
      clearTimeout(timer);
    }
  };

  const token = async (): Promise<Result<Secret>> => {
    if (session === undefined) return fail(problem('sign-in.required', 'nobody is signed in'));
    const { client, account, scopes } = session;
    try {
      const { accessToken } = await client.acquireTokenSilent({ account, scopes });
      return succeed(new Secret(accessToken));
    } catch (error) {
      return fail(problemOfSignIn(error, account.username));
    }
  };

  const cancel = () => attempt?.abort(new GivenUp());
  const forget = () => {
    cancel();
    session = undefined;
  };
  return { begin, token, cancel, forget };
}

async function inBrowser(
  client: PublicClientApplication,
  scopes: string[],
  { openBrowser }: PersonSignInParts,
  signal: AbortSignal,
) {
  return client.acquireTokenInteractive({
    scopes,
    prompt: 'select_account',
    ...browserAnswers,
    openBrowser: async (address) => {
      signal.addEventListener('abort', () => void endLoopback(address), { once: true });
      await openBrowser(address).catch((cause: unknown) => {
        void endLoopback(address);
        throw new NoBrowser(cause);
      });
    },
  });
}

async function byCode(
  client: PublicClientApplication,
  scopes: string[],
  { showDeviceCode }: PersonSignInParts,
  signal: AbortSignal,
) {
  const request = {
    scopes,
    cancel: false,
    deviceCodeCallback: ({ userCode, verificationUri }: { userCode: string; verificationUri: string }) => {
      if (!signal.aborted) showDeviceCode({ userCode, address: verificationUri });
    },
  };
  signal.addEventListener('abort', () => {
    request.cancel = true;
  });
  const result = await client.acquireTokenByDeviceCode(request);
  if (result === null) throw new Error('The sign-in by code ended without an answer.');
  return result;
}

const failWhenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_settle, refuse) => signal.addEventListener('abort', () => refuse(signal.reason), { once: true }));
