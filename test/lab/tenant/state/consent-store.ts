/** What people, or administrators for everybody, let an application do in their name. */
import type { Consent } from './snapshot.ts';

export interface ConsentStore {
  /** The delegated permissions that the application has when this person uses it. */
  readonly scopesOf: (appId: string, userId: string) => ReadonlySet<string>;
  readonly add: (consent: Consent) => void;
  readonly all: () => readonly Consent[];
}

export function createConsentStore(initial: readonly Consent[]): ConsentStore {
  let consents = initial;
  return {
    scopesOf: (appId, userId) =>
      new Set(
        consents
          .filter((consent) => consent.appId === appId && (consent.userId === null || consent.userId === userId))
          .flatMap(({ scopes }) => scopes),
      ),
    add: (added) => {
      const isSame = (consent: Consent): boolean => consent.appId === added.appId && consent.userId === added.userId;
      const scopes = new Set([...consents.filter(isSame).flatMap((consent) => consent.scopes), ...added.scopes]);
      consents = [...consents.filter((consent) => !isSame(consent)), { ...added, scopes: [...scopes].toSorted() }];
    },
    all: () => consents,
  };
}
