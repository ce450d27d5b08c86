/** What a build fixes for good: whose signature is believed, and where updates come from. Running from the source, nothing is. */
import type { KeyObject } from 'node:crypto';
import { publicKeyOf } from './update-key.ts';

/** Replaced by build/agent/bundle-agent.ts with what its environment says. */
declare const BRIDGEHEAD_UPDATE_KEY: string | undefined;
declare const BRIDGEHEAD_UPDATE_FEED: string | undefined;
declare const BRIDGEHEAD_UPDATE_AUTHENTICODE: string | undefined;

export interface Pinned {
  /** Null in a build that was not made for releases: it believes no feed. */
  readonly key: KeyObject | null;
  /** Null where a machine has to name one. */
  readonly feed: string | null;
  /** Whether Windows has to trust the publisher of a package as well. */
  readonly needsAuthenticode: boolean;
}

export function readPinned(): Pinned {
  const key = typeof BRIDGEHEAD_UPDATE_KEY === 'string' ? BRIDGEHEAD_UPDATE_KEY : '';
  const feed = typeof BRIDGEHEAD_UPDATE_FEED === 'string' ? BRIDGEHEAD_UPDATE_FEED : '';
  const authenticode = typeof BRIDGEHEAD_UPDATE_AUTHENTICODE === 'string' ? BRIDGEHEAD_UPDATE_AUTHENTICODE : '';
  return {
    key: key === '' ? null : publicKeyOf(key),
    feed: feed === '' ? null : feed,
    needsAuthenticode: authenticode !== 'off',
  };
}
