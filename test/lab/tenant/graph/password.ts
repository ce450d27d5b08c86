/** Entra's rules for a password that arrives in a passwordProfile; the password goes no further than this file. */
import type { PropertyValue } from '../state/snapshot.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';

export interface PasswordContext {
  readonly kind: 'create' | 'update';
  /** `passwordPolicies` of the same request; DisableStrongPassword leaves only the length. */
  readonly policies: PropertyValue | undefined;
}

const memberTypes: Readonly<Record<string, 'string' | 'boolean'>> = {
  forceChangePasswordNextSignIn: 'boolean',
  forceChangePasswordNextSignInWithMfa: 'boolean',
  password: 'string',
};

/** Answers whether the profile carries a password; a profile may also just ask for a change at the next sign-in. */
export function checkPassword(profile: unknown, { kind, policies }: PasswordContext): Checked<boolean> {
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) {
    return refuse(graphRefusals.typeMismatch('graph.passwordProfile'));
  }
  const entries: readonly (readonly [string, unknown])[] = Object.entries(profile);
  for (const [name, value] of entries) {
    const type = memberTypes[name];
    if (type === undefined) return refuse(graphRefusals.propertyUnknown(name));
    if (typeof value !== type && value !== null) {
      return refuse(graphRefusals.typeMismatch(type === 'string' ? 'Edm.String' : 'Edm.Boolean'));
    }
  }
  const password = entries.find(([name]) => name === 'password')?.[1];
  if (typeof password !== 'string') return kind === 'create' ? refuse(graphRefusals.passwordMissing()) : accept(false);
  const isStrongRequired = !(typeof policies === 'string' && policies.includes('DisableStrongPassword'));
  return isAcceptable(password, isStrongRequired) ? accept(true) : refuse(graphRefusals.passwordWeak());
}

/** 8 to 256 characters without accents, of at least three of the four kinds. */
function isAcceptable(password: string, isStrongRequired: boolean): boolean {
  if (!/^[\x20-\x7e]{8,256}$/.test(password)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return !isStrongRequired || kinds >= 3;
}
