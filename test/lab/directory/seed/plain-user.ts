/** Builds an ordinary, complete person of the seed, so that the list of people shows only what is odd about each. */
import type { Office } from './offices.ts';
import { type SeedUser, type SeedUserAttributes, topUnit } from './seed-user.ts';

type Person = {
  readonly sAMAccountName: string;
  readonly givenName: string;
  readonly sn: string;
  readonly title: string;
  readonly department: string;
  /** Three digits: the end of both telephone numbers and of the employee number. */
  readonly number: number;
};

export function plainUser(office: Office, person: Person): SeedUser {
  const { sAMAccountName, givenName, sn, title, department, number } = person;
  const fullName = `${givenName} ${sn}`;
  return {
    objectClass: 'user',
    organizationalUnit: [topUnit, office.city, department],
    commonName: fullName,
    sAMAccountName,
    isEnabled: true,
    attributes: {
      ...office.address,
      userPrincipalName: `${sAMAccountName}@contoso.test`,
      mail: `${sAMAccountName}@contoso.test`,
      givenName,
      sn,
      displayName: fullName,
      title,
      department,
      physicalDeliveryOfficeName: `${office.city} ${String(number).charAt(0)}.${String(number).slice(1)}`,
      telephoneNumber: `${office.telephonePrefix}${number}`,
      mobile: `${office.mobilePrefix}${number}`,
      employeeID: `E10${number}`,
    },
  };
}

/** The same person with these attributes instead of, or besides, its own. */
export function withAttributes(user: SeedUser, attributes: SeedUserAttributes): SeedUser {
  return { ...user, attributes: { ...user.attributes, ...attributes } };
}

/** The same person without these attributes. */
export function withoutAttributes(user: SeedUser, ...names: readonly (keyof SeedUserAttributes)[]): SeedUser {
  const isKept = ([name]: readonly [string, unknown]) => !names.some((left) => left === name);
  return { ...user, attributes: Object.fromEntries(Object.entries(user.attributes).filter(isKept)) };
}
