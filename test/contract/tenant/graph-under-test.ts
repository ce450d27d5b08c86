/** Graph for one case: remembers what was asked, makes what the case needs, and takes away everything that was made. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Ask, Reply, TenantForTests } from '../../lab/tenant/testing/tenant-for-tests.ts';
import type { TenantPlace } from './tenant-place.ts';

type Values = Readonly<Record<string, unknown>>;

export interface AskedRequest {
  readonly method: string;
  /** Without the version and the query. */
  readonly segments: readonly string[];
  readonly status: number;
}

export interface GraphUnderTest {
  readonly place: TenantPlace;
  readonly asked: readonly AskedRequest[];
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Reply>;
  readonly send: (method: 'POST' | 'PATCH' | 'PUT', path: string, body?: unknown, headers?: Values) => Promise<Reply>;
  readonly remove: (path: string) => Promise<Reply>;
  /** Repeats the question until `expectation` holds, as long as a change may take to be seen. */
  readonly eventually: (question: () => Promise<Reply>, expectation: (reply: Reply) => void) => Promise<Reply>;
  /** A name that nothing else has. */
  readonly newName: () => string;
  readonly newUser: (values?: Values) => Values;
  readonly newGroup: (values?: Values) => Values;
  /** Answer the id of what was made, once it can be read. */
  readonly makeUser: (values?: Values) => Promise<string>;
  readonly makeGroup: (values?: Values) => Promise<string>;
  readonly makeApplication: () => Promise<{ readonly id: string; readonly appId: string }>;
  /** Everything below this address is taken away at the end. */
  readonly willRemove: (path: string) => void;
  /** The lab itself; only for cases that say that they run nowhere else. */
  readonly lab: () => TenantForTests;
}

export function createGraphUnderTest(place: TenantPlace): GraphUnderTest & { readonly cleanUp: () => Promise<void> } {
  const asked: AskedRequest[] = [];
  const removals: string[] = [];

  const ask = async (method: NonNullable<Ask['method']>, path: string, what: Ask = {}): Promise<Reply> => {
    const reply = await place.graph(`/v1.0/${path}`, { method, ...what });
    asked.push({ method, segments: segmentsOf(path), status: reply.status });
    return reply;
  };
  const get: GraphUnderTest['get'] = (path, headers = {}) => ask('GET', path, { headers });
  const send: GraphUnderTest['send'] = (method, path, body, headers = {}) =>
    ask(method, path, { ...(body !== undefined && { body }), headers: textsOf(headers) });
  const eventually: GraphUnderTest['eventually'] = async (question, expectation) => {
    const deadline = performance.now() + place.patienceMs;
    for (;;) {
      const reply = await question();
      try {
        expectation(reply);
        return reply;
      } catch (notYet) {
        if (performance.now() >= deadline) throw notYet;
        await wait(1_000);
      }
    }
  };

  const make = async (set: 'users' | 'groups' | 'applications', values: Values): Promise<Values> => {
    const reply = await send('POST', set, values);
    expect(reply.status, reply.text).toBe(201);
    const made = valuesOf(reply);
    removals.push(`${set}/${made.id}`);
    await eventually(
      () => get(`${set}/${made.id}`),
      ({ status }) => expect(status).toBe(200),
    );
    if (set !== 'applications') await putIntoUnit(String(made.id));
    return made;
  };

  const putIntoUnit = async (id: string): Promise<void> => {
    if (place.administrativeUnit === null) return;
    const path = `directory/administrativeUnits/${place.administrativeUnit}/members/$ref`;
    const reply = await send('POST', path, { '@odata.id': `${place.origin}/v1.0/directoryObjects/${id}` });
    expect(reply.status, reply.text).toBe(204);
  };

  const newName = (): string => `${place.prefix}${randomUUID().slice(0, 8)}`;
  const newUser: GraphUnderTest['newUser'] = (values = {}) => {
    const name = newName();
    return {
      accountEnabled: false,
      displayName: name,
      mailNickname: name,
      userPrincipalName: `${name}@${place.domain}`,
      passwordProfile: { forceChangePasswordNextSignIn: false, password: `${randomUUID()}-aA1` },
      ...values,
    };
  };
  const newGroup: GraphUnderTest['newGroup'] = (values = {}) => {
    const name = newName();
    return { displayName: name, mailEnabled: false, mailNickname: name, securityEnabled: true, ...values };
  };

  return {
    place,
    asked,
    get,
    send,
    remove: (path) => ask('DELETE', path),
    eventually,
    newName,
    newUser,
    newGroup,
    makeUser: async (values) => String((await make('users', newUser(values))).id),
    makeGroup: async (values) => String((await make('groups', newGroup(values))).id),
    makeApplication: async () => {
      const { id, appId } = await make('applications', { displayName: newName() });
      return { id: String(id), appId: String(appId) };
    },
    willRemove: (path) => void removals.push(path),
    lab: () => {
      if (place.lab === null) throw new Error('This case only runs in the lab.');
      return place.lab;
    },
    cleanUp: async () => {
      const left: string[] = [];
      for (const path of removals.toReversed()) {
        if (!(await takeAway(place, path))) left.push(path);
      }
      expect(left, 'what could not be taken away').toEqual([]);
    },
  };
}

/** Deletes and purges. What is gone already is gone; security groups are gone at once. */
async function takeAway(place: TenantPlace, path: string): Promise<boolean> {
  const isGone = ({ status }: Reply) => status === 204 || status === 404;
  const id = path.slice(path.lastIndexOf('/') + 1);
  const isDeleted = isGone(await place.graph(`/v1.0/${path}`, { method: 'DELETE' }));
  const isKeptInBin = /^(users|groups|applications|servicePrincipals)\//.test(path);
  return (
    isDeleted && (!isKeptInBin || isGone(await place.graph(`/v1.0/directory/deletedItems/${id}`, { method: 'DELETE' })))
  );
}

export const valuesOf = (reply: Reply): Values => {
  if (typeof reply.json !== 'object' || reply.json === null) throw new Error(`No object: ${reply.text}`);
  return Object.fromEntries(Object.entries(reply.json));
};

const textsOf = (headers: Values): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

function segmentsOf(path: string): readonly string[] {
  const [address = ''] = path.split('?');
  return address.split('/').map((segment) => decodeURIComponent(segment));
}
