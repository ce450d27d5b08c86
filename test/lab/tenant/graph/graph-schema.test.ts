/** What the tenant serves exists in Microsoft's own schema, with the same type; read from the folder GRAPH_SCHEMA_DIR. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { graphAppId } from '../state/graph-app-roles.ts';
import { seedSnapshot } from '../state/seed-snapshot.ts';
import { startTenantForTests } from '../testing/tenant-for-tests.ts';
import { idOf } from '../testing/users-for-tests.ts';
import { appRoleAssignmentProperties } from './app-role-assignment-properties.ts';
import { domainProperties } from './domain-properties.ts';
import { entityTypes } from './entity-types.ts';
import { extensionPropertyProperties } from './extension-property-properties.ts';
import { organizationProperties } from './organization-properties.ts';
import { permissionsByOperation } from './permissions.ts';
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

  test('has every part of the complex values', () => {
    const complex = Object.values(entityTypes).flatMap(({ table }) =>
      table.filter((property) => property.members !== undefined),
    );
    expect(new Set(complex.map((property) => property.type))).toEqual(
      new Set(['graph.employeeOrgData', 'graph.onPremisesExtensionAttributes']),
    );
    for (const { type, members = [] } of complex) {
      const schema = properties(type.slice('graph.'.length));
      expect([...schema.keys()].sort()).toEqual(members.map((member) => member.name).sort());
    }
    const [domain] = seedSnapshot().organization.verifiedDomains;
    expect(Object.keys(domain ?? {}).sort()).toEqual([...properties('verifiedDomain').keys()].sort());
  });

  test('has every part of the keys and roles that applications show', async () => {
    const lab = await startTenantForTests();
    try {
      const authorization = `Bearer ${await lab.tokenWithRoles(['Application.ReadWrite.All'])}`;
      const partsOf = async (path: string, list: string): Promise<readonly string[]> => {
        const { json } = await lab.graph(`/v1.0/${path}?$select=${list}`, { headers: { authorization } });
        const [first] = z
          .record(z.string(), z.unknown())
          .array()
          .parse(Reflect.get(Object(json), list));
        return Object.keys(first ?? {});
      };
      const key = lab.application.certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
      const keyCredentials = [{ type: 'AsymmetricX509Cert', usage: 'Verify', key }];
      const body = { displayName: 'Another agent', keyCredentials };
      const made = await lab.graph('/v1.0/applications', { method: 'POST', headers: { authorization }, body });
      const served = {
        keyCredential: await partsOf(`applications/${idOf(made)}`, 'keyCredentials'),
        appRole: await partsOf(`servicePrincipals(appId='${graphAppId}')`, 'appRoles'),
      };
      for (const [type, parts] of Object.entries(served)) {
        expect(parts.length).toBeGreaterThan(4);
        expect(parts.filter((part) => !properties(type).has(part))).toEqual([]);
      }
    } finally {
      await lab.stop();
    }
  });

  test('lists every permission that is accepted, but for the few that are newer', () => {
    const published = readPermissions(join(schemaDir ?? '', 'graph-permissions.json'));
    const newerThanTheFile = ['User.Create', 'User.ReadUpdate.All'];
    const accepted = new Set(Object.values(permissionsByOperation).flat(2));
    expect(published.size).toBeGreaterThan(10);
    expect([...accepted].filter((permission) => !published.has(permission)).sort()).toEqual(newerThanTheFile);
  });
});

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
