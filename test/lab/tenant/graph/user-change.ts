/** Reads what a client wants to write to a user, refuses what Graph would refuse, and works out the user that results. */
import type { ObjectRecord, PropertyValue } from '../state/snapshot.ts';
import { isVerifiedDomain, type TenantState } from '../state/tenant-state.ts';
import { tableOf } from './entity.ts';
import { entityTypes } from './entity-types.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import type { Payload } from './graph-route.ts';
import { checkPassword } from './password.ts';
import {
  type ChangedValues,
  missingProperty,
  readChangedValues,
  seconds,
  type WriteKind,
  withChangedValues,
} from './property-change.ts';
import { userProperties } from './user-properties.ts';

export interface UserChange {
  readonly values: ChangedValues;
  /** The password itself has been checked and is gone. */
  readonly setsPassword: boolean;
}

export function readUserChange(payload: Payload, kind: WriteKind, state: TenantState): Checked<UserChange> {
  const { passwordProfile, ...others } = payload;
  const values = readChangedValues(others, { table: tableOf(entityTypes.user, state), resource: 'User', kind });
  if (!values.ok) return values;
  if (kind === 'create') {
    const missing = missingProperty(payload, userProperties);
    if (missing?.name === 'passwordProfile') return refuse(graphRefusals.passwordMissing());
    if (missing !== undefined) return refuse(graphRefusals.propertyRequired(missing.name));
  }
  const name = checkUserPrincipalName(values.value.userPrincipalName, state);
  if (!name.ok) return name;
  if (passwordProfile === undefined) return accept({ values: values.value, setsPassword: false });
  const password = checkPassword(passwordProfile, { kind, policies: values.value.passwordPolicies });
  return password.ok ? accept({ values: values.value, setsPassword: password.value }) : password;
}

export const createdUser = (
  change: UserChange,
  { id, now }: { readonly id: string; readonly now: Date },
): ObjectRecord => updatedUser({ id, userType: 'Member', createdDateTime: seconds(now) }, change, now);

export function updatedUser(before: ObjectRecord, { values, setsPassword }: UserChange, now: Date): ObjectRecord {
  const { mail } = values;
  return {
    ...withChangedValues(before, values, userProperties),
    ...(typeof mail === 'string' ? { proxyAddresses: addressesWithPrimary(before.proxyAddresses, mail) } : {}),
    ...(setsPassword ? { lastPasswordChangeDateTime: seconds(now) } : {}),
  };
}

/** Letters without accents, digits and ' . - _ ! # ^ ~; neither part may begin or end with a full stop. */
const namePart = /^(?!\.)[A-Za-z0-9'.\-_!#^~]{1,64}(?<!\.)$/;
const nameLengthLimit = 113;

function checkUserPrincipalName(name: PropertyValue | undefined, state: TenantState): Checked<undefined> {
  if (name === undefined) return accept(undefined);
  const [part = '', domain, ...rest] = String(name).split('@');
  const isFormed = domain !== undefined && rest.length === 0 && namePart.test(part);
  if (!isFormed || String(name).length > nameLengthLimit) return refuse(graphRefusals.userPrincipalNameInvalid());
  return isVerifiedDomain(state, domain) ? accept(undefined) : refuse(graphRefusals.domainNotVerified());
}

/** Entra writes the mail address into proxyAddresses as the primary one and keeps the former as secondary. */
export function addressesWithPrimary(before: PropertyValue | undefined, mail: string): readonly string[] {
  const addresses = (Array.isArray(before) ? before : []).filter((address) => typeof address === 'string');
  const others = addresses.filter((address) => address.slice('smtp:'.length).toLowerCase() !== mail.toLowerCase());
  return [`SMTP:${mail}`, ...others.map((address) => address.replace(/^SMTP:/, 'smtp:'))];
}
