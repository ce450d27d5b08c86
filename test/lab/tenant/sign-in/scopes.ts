/** What an application asks for when a person signs in. learn.microsoft.com/entra/identity-platform/scopes-oidc */
import { permissionsByOperation } from '../graph/permissions.ts';
import { graphAudiences } from './access-tokens.ts';
import { type SignInResult, signInRefusals } from './sign-in-refusal.ts';

export interface RequestedScopes {
  /** openid, profile, email and offline_access: for these nobody is asked. */
  readonly openId: ReadonlySet<string>;
  /** Delegated permissions of Graph, by their names alone. */
  readonly graph: readonly string[];
  /** Everything that was consented to before, whatever that is. */
  readonly isDefault: boolean;
  /** Graph as the client calls it. */
  readonly audience: string;
  /** What the client wrote in front of a permission: the audience and a slash, or nothing. */
  readonly prefix: string;
}

const openIdScopes: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);
/** People may let an application read what is their own; anything that reaches further takes an administrator. */
const personalScopes: ReadonlySet<string> = new Set(['User.Read', 'User.ReadBasic.All']);
/** Permissions that only an application of its own can have. */
const applicationOnly: ReadonlySet<string> = new Set(['Application.ReadWrite.OwnedBy', 'Group.Create']);

const graphScopes: ReadonlySet<string> = new Set([
  ...personalScopes,
  ...Object.values(permissionsByOperation)
    .flat(2)
    .filter((permission) => !applicationOnly.has(permission)),
  'OnPremDirectorySynchronization.Read.All',
]);

export const needsAdministrator = (scopes: readonly string[]): boolean =>
  scopes.some((scope) => !personalScopes.has(scope));

export function readScopes(text: string | null, origin: string, clientName: string): SignInResult<RequestedScopes> {
  const names = (text ?? '').split(' ').filter((name) => name !== '');
  if (names.length === 0) return { ok: false, refusal: signInRefusals.parameterMissing('scope') };
  const resources = names.filter((name) => !openIdScopes.has(name)).map((name) => splitScope(name));
  const audiences = new Set(resources.map(({ resource }) => resource ?? graphAudiences[0]));
  const [audience = graphAudiences[0], other] = audiences;
  if (other !== undefined) return { ok: false, refusal: signInRefusals.scopesOfSeveralResources() };
  if (![...graphAudiences, origin].includes(audience)) {
    return { ok: false, refusal: signInRefusals.resourceNotFound(audience, clientName) };
  }
  const values = resources.map(({ value }) => value);
  const unknown = values.find((value) => value !== '.default' && !graphScopes.has(value));
  if (unknown !== undefined) return { ok: false, refusal: signInRefusals.scopeUnknown(unknown, clientName) };
  const isDefault = values.includes('.default');
  if (isDefault && values.length > 1) return { ok: false, refusal: signInRefusals.scopeMixedWithDefault(names) };
  return {
    ok: true,
    value: {
      openId: new Set(names.filter((name) => openIdScopes.has(name))),
      graph: values.filter((value) => value !== '.default'),
      isDefault,
      audience,
      prefix: resources.some(({ resource }) => resource !== undefined) ? `${audience}/` : '',
    },
  };
}

/** Every registration begins with User.Read in the portal, so that is what `.default` means before anybody consented. */
export const missingOf = ({ graph, isDefault }: RequestedScopes, consented: ReadonlySet<string>): readonly string[] =>
  (isDefault && consented.size === 0 ? ['User.Read'] : graph).filter((scope) => !consented.has(scope));

/** The client is told what it got in its own words: by them its library finds the token again. */
export const scopeNames = (
  { openId, isDefault, prefix }: RequestedScopes,
  granted: readonly string[],
): readonly string[] => [
  ...[...openId].filter((name) => name !== 'offline_access'),
  ...granted.map((scope) => `${prefix}${scope}`),
  ...(isDefault ? [`${prefix}.default`] : []),
];

/** `https://graph.microsoft.com/User.Read` has its resource in front; `User.Read` alone is Graph's. */
function splitScope(name: string): { readonly resource: string | undefined; readonly value: string } {
  const at = name.lastIndexOf('/');
  return at < 0
    ? { resource: undefined, value: name }
    : { resource: name.slice(0, at).replace(/\/$/, ''), value: name.slice(at + 1) };
}
