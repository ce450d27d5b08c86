/** What a sign-in leaves behind until a token is asked for: codes, refresh tokens, device codes and browser sessions. */
import { randomBytes } from 'node:crypto';
import type { PropertyValue } from '../state/snapshot.ts';
import type { RequestedScopes } from './scopes.ts';

export const codeLifetimeMs = 10 * 60 * 1000;
export const deviceCodeLifetimeMs = 15 * 60 * 1000;
/** Counted from the last use. */
export const refreshTokenLifetimeMs = 90 * 24 * 60 * 60 * 1000;

/** A person has signed in to an application and let it do this. */
export interface Grant {
  readonly appId: string;
  readonly personId: string;
  readonly scopes: RequestedScopes;
  readonly passwordSetAt: PropertyValue | undefined;
}

export interface CodeGrant extends Grant {
  readonly redirectUri: string;
  readonly challenge: Challenge | undefined;
  readonly nonce: string | undefined;
}

export interface Challenge {
  readonly method: 'S256' | 'plain';
  readonly value: string;
}

export interface DeviceRequest {
  readonly appId: string;
  readonly userCode: string;
  readonly scopes: RequestedScopes;
  readonly expiresAtMs: number;
  readonly answer:
    | { readonly kind: 'pending' }
    | { readonly kind: 'declined' }
    | { readonly kind: 'granted'; readonly grant: Grant };
}

export type Redeemed<Value> =
  | { readonly kind: 'good'; readonly value: Value }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'used' }
  | { readonly kind: 'expired' };

export interface GrantStore {
  readonly issueCode: (grant: CodeGrant, now: Date) => string;
  /** A code is good once. */
  readonly redeemCode: (code: string, now: Date) => Redeemed<CodeGrant>;
  readonly issueRefreshToken: (grant: Grant, now: Date) => string;
  /** As at Microsoft, a refresh token that was used stays good. */
  readonly redeemRefreshToken: (token: string, now: Date) => Redeemed<Grant>;
  readonly askForDevice: (
    appId: string,
    scopes: RequestedScopes,
    now: Date,
  ) => { deviceCode: string; userCode: string };
  readonly deviceRequest: (deviceCode: string) => DeviceRequest | undefined;
  /** The request that a person was told this code for, while it waits for them. */
  readonly deviceRequestByUserCode: (userCode: string, now: Date) => DeviceRequest | undefined;
  readonly answerDevice: (userCode: string, answer: DeviceRequest['answer']) => void;
  readonly forgetDevice: (deviceCode: string) => void;
  readonly openSession: (personId: string) => string;
  readonly sessionOf: (session: string) => string | undefined;
  readonly closeSession: (session: string) => void;
}

export function createGrantStore(): GrantStore {
  const codes = new Map<string, { readonly grant: CodeGrant; readonly expiresAtMs: number; isUsed: boolean }>();
  const refreshTokens = new Map<string, { readonly grant: Grant; expiresAtMs: number }>();
  const devices = new Map<string, DeviceRequest>();
  const sessions = new Map<string, string>();
  const deviceOf = (userCode: string) => [...devices].find(([, request]) => request.userCode === userCode);

  return {
    issueCode: (grant, now) => keep(codes, { grant, expiresAtMs: now.getTime() + codeLifetimeMs, isUsed: false }),
    redeemCode: (code, now) => {
      const kept = codes.get(code);
      if (kept === undefined) return { kind: 'unknown' };
      if (kept.isUsed) return { kind: 'used' };
      if (kept.expiresAtMs < now.getTime()) return { kind: 'expired' };
      kept.isUsed = true;
      return { kind: 'good', value: kept.grant };
    },
    issueRefreshToken: (grant, now) =>
      keep(refreshTokens, { grant, expiresAtMs: now.getTime() + refreshTokenLifetimeMs }),
    redeemRefreshToken: (token, now) => {
      const kept = refreshTokens.get(token);
      if (kept === undefined) return { kind: 'unknown' };
      if (kept.expiresAtMs < now.getTime()) return { kind: 'expired' };
      kept.expiresAtMs = now.getTime() + refreshTokenLifetimeMs;
      return { kind: 'good', value: kept.grant };
    },
    askForDevice: (appId, scopes, now) => {
      const userCode = newUserCode();
      const expiresAtMs = now.getTime() + deviceCodeLifetimeMs;
      const deviceCode = keep(devices, { appId, userCode, scopes, expiresAtMs, answer: { kind: 'pending' } });
      return { deviceCode, userCode };
    },
    deviceRequest: (deviceCode) => devices.get(deviceCode),
    deviceRequestByUserCode: (userCode, now) => {
      const [, request] = deviceOf(userCode.trim().toUpperCase()) ?? [];
      const isWaiting = request?.answer.kind === 'pending' && request.expiresAtMs >= now.getTime();
      return isWaiting ? request : undefined;
    },
    answerDevice: (userCode, answer) => {
      const [deviceCode, request] = deviceOf(userCode) ?? [];
      if (deviceCode !== undefined && request !== undefined) devices.set(deviceCode, { ...request, answer });
    },
    forgetDevice: (deviceCode) => {
      devices.delete(deviceCode);
    },
    openSession: (personId) => keep(sessions, personId),
    sessionOf: (session) => sessions.get(session),
    closeSession: (session) => {
      sessions.delete(session);
    },
  };
}

/** So that a tenant that runs for weeks does not remember every code it ever gave. */
const keptAtMost = 10_000;

function keep<Value>(all: Map<string, Value>, value: Value): string {
  const [oldest] = all.keys();
  if (all.size >= keptAtMost && oldest !== undefined) all.delete(oldest);
  const key = randomBytes(32).toString('base64url');
  all.set(key, value);
  return key;
}

/** Letters and digits that nobody mistakes for each other. */
function newUserCode(): string {
  const alphabet = 'BCDFGHJKLMNPQRSTVWXYZ23456789';
  return [...randomBytes(9)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
