/** Applications, their keys and their extensions. */
import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { expect } from 'vitest';
import { seed } from '../../../lab/tenant/seed.ts';
import { type CertificateWithKey, makeApplicationCertificate } from '../../../lab/tenant/testing/certificates.ts';
import type { DocumentedCase } from '../documented-case.ts';
import { type GraphUnderTest, valuesOf } from '../graph-under-test.ts';
import { collection } from './replies.ts';

const needs = ['Application.ReadWrite.All'];

export const applicationCases: readonly DocumentedCase[] = [
  {
    page: 'application-post-applications',
    route: 'POST applications',
    needs,
    run: async (graph) => {
      const displayName = graph.newName();
      const reply = await graph.send('POST', 'applications', { displayName });
      expect(reply.status, reply.text).toBe(201);
      graph.willRemove(`applications/${valuesOf(reply).id}`);
      expect(reply.json).toMatchObject({ displayName, appId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    },
  },
  {
    page: 'application-list',
    route: 'GET applications',
    needs,
    run: async (graph) => {
      const { appId, id } = await graph.makeApplication();
      await graph.eventually(
        () => graph.get(`applications?$filter=appId eq '${appId}'`),
        (reply) => expect(reply).toMatchObject(collection([{ id, appId }])),
      );
    },
  },
  ...byIdAndAppId('application', 'applications', (graph) => graph.makeApplication()),
  {
    page: 'application-upsert',
    route: 'PATCH applications(uniqueName)/{uniqueName}',
    needs,
    run: async (graph) => {
      const path = `applications(uniqueName='${graph.place.prefix}${randomUUID()}')`;
      const create = { Prefer: 'create-if-missing' };
      const made = await graph.send('PATCH', path, { displayName: graph.newName() }, create);
      expect(made.status, made.text).toBe(201);
      graph.willRemove(`applications/${valuesOf(made).id}`);
      await graph.eventually(
        () => graph.send('PATCH', path, { notes: 'again' }, create),
        ({ status }) => expect(status).toBe(204),
      );
    },
  },
  ...extensionCases(),
  ...keyCases(),
];

/** Applications and service principals are read, changed and deleted alike, by either of their ids. */
export function byIdAndAppId(
  name: 'application' | 'serviceprincipal',
  set: 'applications' | 'servicePrincipals',
  make: (graph: GraphUnderTest) => Promise<{ readonly id: string; readonly appId: string }>,
): readonly DocumentedCase[] {
  const addresses = [
    { template: `${set}/{id}`, pathOf: ({ id }: { readonly id: string }) => `${set}/${id}` },
    { template: `${set}(appId)/{id}`, pathOf: ({ appId }: { readonly appId: string }) => `${set}(appId='${appId}')` },
  ];
  return addresses.flatMap(({ template, pathOf }): readonly DocumentedCase[] => [
    {
      page: `${name}-get`,
      route: `GET ${template}`,
      needs,
      run: async (graph) => {
        const made = await make(graph);
        expect(await graph.get(pathOf(made))).toMatchObject({ status: 200, json: made });
      },
    },
    {
      page: `${name}-update`,
      route: `PATCH ${template}`,
      needs,
      run: async (graph) => {
        const made = await make(graph);
        const change = { notes: 'Rehearsal' };
        expect(await graph.send('PATCH', pathOf(made), change)).toMatchObject({ status: 204, text: '' });
        await graph.eventually(
          () => graph.get(`${set}/${made.id}?$select=notes`),
          (reply) => expect(reply.json).toMatchObject(change),
        );
      },
    },
    {
      page: `${name}-delete`,
      route: `DELETE ${template}`,
      needs,
      run: async (graph) => {
        const made = await make(graph);
        expect(await graph.remove(pathOf(made))).toMatchObject({ status: 204, text: '' });
        await graph.eventually(
          () => graph.get(`${set}/${made.id}`),
          ({ status }) => expect(status).toBe(404),
        );
      },
    },
  ]);
}

function extensionCases(): readonly DocumentedCase[] {
  const at = 'applications/{id}/extensionProperties';
  const add = async (graph: GraphUnderTest) => {
    const { id, appId } = await graph.makeApplication();
    const body = { name: 'mark', dataType: 'String', targetObjects: ['User'] };
    const reply = await graph.send('POST', `applications/${id}/extensionProperties`, body);
    const name = `extension_${appId.replaceAll('-', '')}_mark`;
    expect(reply).toMatchObject({ status: 201, json: { name, dataType: 'String', targetObjects: ['User'] } });
    return { path: `applications/${id}/extensionProperties`, name, id: valuesOf(reply).id };
  };
  const removed = async (graph: GraphUnderTest) => {
    const { path, id } = await add(graph);
    await graph.eventually(
      () => graph.remove(`${path}/${id}`),
      (reply) => expect(reply).toMatchObject({ status: 204, text: '' }),
    );
  };
  return [
    {
      page: 'application-post-extensionproperty',
      route: `POST ${at}`,
      needs,
      run: async (graph) => void (await add(graph)),
    },
    {
      page: 'application-list-extensionproperty',
      route: `GET ${at}`,
      needs,
      run: async (graph) => {
        const { path, name } = await add(graph);
        await graph.eventually(
          () => graph.get(path),
          (reply) => expect(reply).toMatchObject(collection([{ name }])),
        );
      },
    },
    { page: 'extensionproperty-delete', route: `DELETE ${at}/{extensionId}`, needs, run: removed },
  ];
}

function keyCases(): readonly DocumentedCase[] {
  const { objectId } = seed.application;
  const onlyInLab = 'it would change the certificates of the application that asks';
  const addKey = async (graph: GraphUnderTest) => {
    const added = await makeApplicationCertificate();
    const key = added.certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
    const reply = await graph.send('POST', `applications/${objectId}/addKey`, {
      keyCredential: { type: 'AsymmetricX509Cert', usage: 'Verify', key },
      passwordCredential: null,
      proof: await prove(graph.lab().application),
    });
    expect(reply).toMatchObject({ status: 200, json: { keyId: expect.any(String), usage: 'Verify' } });
    return String(valuesOf(reply).keyId);
  };
  const removeKey = async (graph: GraphUnderTest) => {
    const body = { keyId: await addKey(graph), proof: await prove(graph.lab().application) };
    const reply = await graph.send('POST', `applications/${objectId}/removeKey`, body);
    expect(reply).toMatchObject({ status: 204, text: '' });
  };
  return [
    {
      page: 'application-addkey',
      route: 'POST applications/{id}/addKey',
      needs,
      onlyInLab,
      run: async (graph) => void (await addKey(graph)),
    },
    {
      page: 'application-removekey',
      route: 'POST applications/{id}/removeKey',
      needs,
      onlyInLab,
      run: removeKey,
    },
  ];
}

function prove({ privateKeyPem }: CertificateWithKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { aud: '00000002-0000-0000-c000-000000000000', iss: seed.application.objectId, nbf: now };
  return new SignJWT({ ...claims, exp: now + 600 })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(createPrivateKey(privateKeyPem));
}
