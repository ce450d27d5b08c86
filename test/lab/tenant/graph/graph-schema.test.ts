/** What the tenant serves exists in Microsoft's own schema, with the same type; read from the folder GRAPH_SCHEMA_DIR. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { seed } from '../seed.ts';
import { graphAppId } from '../state/graph-app-roles.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { idOf, usersOf } from '../testing/users-for-tests.ts';
import { appRoleAssignmentProperties } from './app-role-assignment-properties.ts';
import { domainProperties } from './domain-properties.ts';
import { entityTypes } from './entity-types.ts';
import { extensionPropertyProperties } from './extension-property-properties.ts';
import { organizationProperties } from './organization-properties.ts';
import { permissionsByOperation } from './permissions.ts';
import type { PropertyTable } from './property.ts';
import { roleAssignmentProperties } from './role-assignment-properties.ts';

const schemaDir = process.env.GRAPH_SCHEMA_DIR;
if (schemaDir === undefined || schemaDir === '') {
  console.log('GRAPH_SCHEMA_DIR is not set: what the tenant serves is not compared with Microsoft’s schema.');
}

describe.skipIf(schemaDir === undefined || schemaDir === '')('the schema of Microsoft Graph v1.0', () => {
  const properties = readSchema(join(schemaDir ?? '', 'graph-v1-subset.csdl.xml'));

  test.each([
    ...Object.values(entityTypes).map(
      (type) => [type.odataType.slice('#microsoft.graph.'.length), type.table] as const,
    ),
    ['organization', organizationProperties] as const,
    ['domain', domainProperties] as const,
    ['appRoleAssignment', appRoleAssignmentProperties] as const,
    ['unifiedRoleAssignment', roleAssignmentProperties] as const,
    ['extensionProperty', extensionPropertyProperties] as const,
  ])('has every property of %s that is served, with the same type', (entity, table) => {
    const served = table.map(({ name, type }) => [name, type] as const);
    const schema = properties(entity);
    expect(served.length).toBeGreaterThan(4);
    expect(new Set(served.map(([name]) => name)).size).toBe(served.length);
    expect(served).toEqual(served.map(([name]) => [name, schema.get(name)]));
  });

  const tables: Readonly<Record<string, PropertyTable>> = {
    ...Object.fromEntries(Object.values(entityTypes).map(({ set, table }) => [set, table])),
    organization: organizationProperties,
    domains: domainProperties,
  };

  test('has every part of the complex values that a table lists', () => {
    const listed = Object.values(tables).flatMap((table) => table.filter(({ members }) => members !== undefined));
    expect(listed.length).toBeGreaterThan(2);
    for (const { type, members = [] } of listed) {
      const schema = properties(type.slice('graph.'.length));
      expect([...schema.keys()].sort()).toEqual(members.map(({ name }) => name).sort());
    }
  });

  describe('with a value of every kind that the tenant makes or takes', () => {
    let lab: TenantForTests;
    const { createUser, newUser, post } = usersOf(() => lab);
    beforeAll(async () => {
      lab = await startTenantForTests();
      await lab.lab.setKnobs({ enforcesPermissions: false });
    });
    afterAll(() => lab.stop());

    test('has every part of every complex value that is served, and of the same type', async () => {
      const userId = await createUser({
        employeeOrgData: { costCenter: '1', division: 'East' },
        onPremisesExtensionAttributes: { extensionAttribute1: 'x' },
      });
      await lab.lab.assignLicence(userId);
      const application = await lab.graph('/v1.0/applications', { method: 'POST', body: newApplication(lab) });
      const places: Readonly<Record<string, string>> = {
        users: userId,
        applications: idOf(application),
        servicePrincipals: `servicePrincipals(appId='${graphAppId}')`,
        organization: lab.tenant.state.tenantId,
        domains: seed.defaultDomain,
      };
      const check = createTypeCheck(properties);
      for (const [set, place] of Object.entries(places)) {
        const names = (tables[set] ?? []).map(({ name }) => name);
        const path = place.startsWith(set) ? place : `${set}/${place}`;
        const { status, json } = await lab.graph(`/v1.0/${path}?$select=${names.join()}`);
        expect([set, status]).toEqual([set, 200]);
        const entity = z.record(z.string(), z.unknown()).parse(json);
        expect(names.filter((name) => entity[name] === undefined)).toEqual([]);
        for (const { name, type } of tables[set] ?? []) check.value(type, entity[name], `${set}.${name}`);
      }
      expect(check.mismatches()).toEqual([]);
      expect(check.complexTypesSeen()).toEqual([
        'appRole',
        'assignedLicense',
        'employeeOrgData',
        'keyCredential',
        'onPremisesExtensionAttributes',
        'publicClientApplication',
        'requiredResourceAccess',
        'resourceAccess',
        'servicePrincipalLockConfiguration',
        'verifiedDomain',
        'webApplication',
      ]);
      const types = Object.values(tables).flatMap((table) =>
        table.map(({ type }) => /graph\.(\w+)/.exec(type)?.[1] ?? ''),
      );
      const empty = [...new Set(types)].filter((type) => type !== '' && !check.complexTypesSeen().includes(type));
      expect(empty.sort()).toEqual(alwaysEmpty);
    });

    test('has the parts of a password profile, and the tenant takes these alone', async () => {
      const parts = [...properties('passwordProfile')].map(([name, type]) => [
        name,
        type === 'Edm.String' ? 'xWwvJ]6NMw+bWH-d' : false,
      ]);
      const passwordProfile = Object.fromEntries(parts);
      expect(parts.length).toBe(3);
      expect((await post(newUser({ passwordProfile }))).status).toBe(201);
      expect((await post(newUser({ passwordProfile: { ...passwordProfile, hint: 'x' } }))).status).toBe(400);
    });
  });

  test('lists every permission that is accepted, but for the few that are newer', () => {
    const published = readPermissions(join(schemaDir ?? '', 'graph-permissions.json'));
    const newerThanTheFile = ['User.Create', 'User.ReadUpdate.All'];
    const accepted = new Set(Object.values(permissionsByOperation).flat(2));
    expect(published.size).toBeGreaterThan(10);
    expect([...accepted].filter((permission) => !published.has(permission)).sort()).toEqual(newerThanTheFile);
  });
});

/** Complex values that nothing in the lab fills: they are served as null or as an empty list. */
const alwaysEmpty = [
  'assignedPlan',
  'domainState',
  'licenseAssignmentState',
  'licenseProcessingState',
  'objectIdentity',
  'onPremisesProvisioningError',
  'passwordCredential',
  'passwordProfile',
  'phone',
  'physicalOfficeAddress',
  'provisionedPlan',
  'serviceProvisioningError',
];

/** With everything in it that is more than text. */
function newApplication({ application }: TenantForTests) {
  const key = application.certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
  const id = '741f803b-c850-494e-b5df-cde7c675a1ca';
  return {
    displayName: 'Another agent',
    keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key }],
    publicClient: { redirectUris: ['http://localhost'] },
    web: { redirectUris: ['https://localhost/back'] },
    requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: [{ id, type: 'Role' }] }],
    servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
  };
}

/** Looks into values as deep as they go, and keeps what the schema does not have. */
function createTypeCheck(properties: (type: string) => ReadonlyMap<string, string>) {
  const seen = new Set<string>();
  const mismatches: string[] = [];
  const value = (type: string, given: unknown, where: string): void => {
    if (given === null) return;
    const [, element] = /^Collection\((.+)\)$/.exec(type) ?? [];
    if (element !== undefined) {
      if (!Array.isArray(given)) mismatches.push(`${where} is no list`);
      else for (const one of given) value(element, one, where);
      return;
    }
    if (!type.startsWith('graph.')) {
      if (!(simpleTypes[type]?.safeParse(given).success ?? false)) mismatches.push(`${where} is no ${type}`);
      return;
    }
    const name = type.slice('graph.'.length);
    seen.add(name);
    for (const [part, inner] of Object.entries(z.record(z.string(), z.unknown()).parse(given))) {
      const partType = properties(name).get(part);
      if (partType === undefined) mismatches.push(`${where}: ${name} has no ${part}`);
      else value(partType, inner, `${where}.${part}`);
    }
  };
  return { value, mismatches: () => mismatches, complexTypesSeen: () => [...seen].sort() };
}

const simpleTypes: Readonly<Record<string, z.ZodType>> = {
  'Edm.String': z.string(),
  'Edm.Binary': z.string(),
  'Edm.Boolean': z.boolean(),
  'Edm.Int32': z.int32(),
  'Edm.Guid': z.guid(),
  'Edm.DateTimeOffset': z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
};

/** Answers the properties of a type by name, its base types' included. */
function readSchema(path: string): (type: string) => ReadonlyMap<string, string> {
  const propertiesOf = (type: string): ReadonlyMap<string, string> => {
    const schema = readFileSync(path, 'utf8');
    const [, attributes = '', content] =
      new RegExp(`<(?:Entity|Complex)Type Name="${type}"([^>]*)>([^]*?)</(?:Entity|Complex)Type>`).exec(schema) ?? [];
    if (content === undefined) throw new Error(`${path} has no type ${type}.`);
    const base = /BaseType="graph\.(\w+)"/.exec(attributes)?.[1];
    const own = [...content.matchAll(/<Property Name="(\w+)" Type="([^"]+)"/g)].map(
      ([, name = '', edmType = '']) => [name, edmType] as const,
    );
    return new Map([...(base === undefined ? [] : propertiesOf(base)), ...own]);
  };
  return propertiesOf;
}

function readPermissions(path: string): ReadonlySet<string> {
  const scheme = z.object({ least: z.array(z.string()).default([]), also: z.array(z.string()).default([]) });
  const file = z.object({ paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), scheme))) });
  const { paths } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
  return new Set(
    Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap((schemes) => Object.values(schemes))
      .flatMap(({ least, also }) => [...least, ...also]),
  );
}
