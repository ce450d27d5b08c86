import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Ber, BerReader, BerWriter } from 'ldapts';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { saslBind } from '../../../../agent-core/active-directory/connection/sasl-bind.ts';
import type { GssapiLibrary } from '../../../../agent-core/active-directory/security-provider/gssapi-library.ts';
import { createGssapiProvider } from '../../../../agent-core/active-directory/security-provider/gssapi-provider.ts';
import type {
  Identity,
  SecurityContext,
  SecurityProvider,
  SignIn,
} from '../../../../agent-core/active-directory/security-provider/security-provider.ts';
import {
  continueNeeded,
  type SspiLibrary,
} from '../../../../agent-core/active-directory/security-provider/sspi-library.ts';
import { createSspiProvider } from '../../../../agent-core/active-directory/security-provider/sspi-provider.ts';
import { Secret } from '../../../../agent-core/contract/secret.ts';

/** The library of Kerberos reads the name of a file from there. */
beforeEach(() => void vi.stubEnv('KRB5_CONFIG', process.env.KRB5_CONFIG));

/** What went to and fro between a client and the lab's controller, with stand-ins for the tickets: their bytes are nobody's business. */
const recorded = {
  sealed: {
    tokens: ['the request for the service', ''],
    replies: ['the proof of the controller', 'offer: 07 00 ff ff'],
    offer: Buffer.from('0700ffff', 'hex'),
    choice: Buffer.from('04040000', 'hex'),
  },
  tls: {
    tokens: ['the request for the service', ''],
    replies: ['the proof of the controller', 'offer: 01 00 00 00'],
    offer: Buffer.from('01000000', 'hex'),
    choice: Buffer.from('01000000', 'hex'),
  },
} as const;
type Recording = (typeof recorded)[keyof typeof recorded];

interface Journal {
  readonly calls: string[];
  /** What each step was begun with. */
  readonly flags?: number[];
}

/** Libraries that know the recording and nothing else. */
const libraries = {
  GSSAPI: (recording: Recording, { calls, flags: seen = [] }: Journal): SecurityProvider => {
    const [done, more] = [
      { major: 0, minor: 0 },
      { major: 1, minor: 0 },
    ];
    let step = 0;
    const library: GssapiLibrary = {
      importName: (text) => {
        calls.push(`name ${text.replace('@', '/')}`);
        return { ...done, name: 1n };
      },
      acquireWithPassword: async () => ({ ...done, credential: 2n }),
      acquireFromKeytab: async () => ({ ...done, credential: 2n }),
      acquireOwn: async () => {
        calls.push('own');
        return { ...done, credential: 2n };
      },
      initiateContext: async ({ channelBindings, flags, token }) => {
        expect(token?.toString() ?? null).toBe(step === 0 ? null : recording.replies[step - 1]);
        seen.push(flags);
        calls.push(`step ${step} ${(flags & 32) !== 0} ${channelBindings?.toString() ?? 'unbound'}`);
        const made = Buffer.from(recording.tokens[step] ?? '');
        step += 1;
        const isDone = step === recording.tokens.length;
        return { ...(isDone ? done : more), context: 3n, token: made, isDone };
      },
      wrap: (_context, data, isSealed) => ({
        ...done,
        token: Buffer.concat([Buffer.from('wrapped '), data]),
        isSealed,
      }),
      unwrap: (_context, token) => {
        expect(token.toString()).toBe(recording.replies[1]);
        return { ...done, data: recording.offer, isSealed: false };
      },
      describe: () => 'refused',
      hasFailed: ({ major }) => (major & 0xffff0000) !== 0,
      releaseName: () => void calls.push('released name'),
      releaseCredential: () => void calls.push('released'),
      deleteContext: () => void calls.push('deleted'),
    };
    return createGssapiProvider(() => library);
  },
  SSPI: (recording: Recording, { calls, flags: seen = [] }: Journal): SecurityProvider => {
    let step = 0;
    const library: SspiLibrary = {
      acquireOwn: () => {
        calls.push('own');
        return { status: 0, credential: Buffer.alloc(16) };
      },
      acquireWithPassword: (user, domain) => {
        calls.push(`password of ${user} ${domain}`);
        return { status: 0, credential: Buffer.alloc(16) };
      },
      initiateContext: async ({ channelBindings, flags, token, target }) => {
        expect(token?.toString() ?? null).toBe(step === 0 ? null : recording.replies[step - 1]);
        if (step === 0) calls.push(`name ${target}`);
        seen.push(flags);
        calls.push(`step ${step} ${(flags & 0x10000) !== 0} ${channelBindings?.toString() ?? 'unbound'}`);
        const made = Buffer.from(recording.tokens[step] ?? '');
        step += 1;
        const status = step === recording.tokens.length ? 0 : continueNeeded;
        return { status, context: Buffer.alloc(16), token: made };
      },
      wrap: (_context, data) => ({ status: 0, token: Buffer.concat([Buffer.from('wrapped '), data]) }),
      unwrap: (_context, token) => {
        expect(token.toString()).toBe(recording.replies[1]);
        return { status: 0, data: recording.offer, isSealed: false };
      },
      releaseCredential: () => void calls.push('released'),
      deleteContext: () => void calls.push('deleted'),
    };
    return createSspiProvider(() => library);
  },
} as const;

/** Says what the controller said, and keeps what it was told. */
async function controllerOf({ replies }: Recording): Promise<{ readonly socket: Socket; readonly told: string[] }> {
  const told: string[] = [];
  const server = createServer((peer) => {
    peer.on('data', (chunk) => {
      const reader = new BerReader(chunk);
      reader.readSequence();
      const messageId = reader.readInt() ?? 0;
      reader.readSequence(0x60);
      reader.readInt();
      reader.readString();
      reader.readSequence(0xa3);
      const mechanism = reader.readString();
      const credentials = reader.readString(Ber.OctetString, true);
      told.push(`${mechanism}: ${credentials?.toString('latin1')}`);
      const reply = replies[told.length - 1];
      const writer = new BerWriter();
      writer.startSequence();
      writer.writeInt(messageId);
      writer.startSequence(0x61);
      writer.writeEnumeration(reply === undefined ? 0 : 14);
      writer.writeString('');
      writer.writeString('');
      if (reply !== undefined) writer.writeBuffer(Buffer.from(reply), 0x87);
      writer.endSequence();
      writer.endSequence();
      peer.write(writer.buffer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  await once(socket, 'connect');
  return { socket, told };
}

const signIn = (isSealing: boolean, identity: Identity = { kind: 'own' }): SignIn => ({
  identity,
  domainName: 'contoso.com',
  controller: { host: 'dc1.contoso.com', address: null },
  channelBindings: isSealing ? null : Buffer.from('bound to TLS'),
  isSealing,
});

const begin = (provider: SecurityProvider, isSealing: boolean, identity?: Identity): SecurityContext =>
  provider.begin(signIn(isSealing, identity));

/** GSS_C_DCE_STYLE and ISC_REQ_USE_DCE_STYLE. */
const dceStyles = { GSSAPI: 0x1000, SSPI: 0x200 } as const;

test.each(['GSSAPI', 'SSPI'] as const)(
  '%s is told of the third step where that is wanted, and not otherwise',
  async (name) => {
    const stepWith = async (wish: { readonly isDceStyle?: boolean }) => {
      const flags: number[] = [];
      const context = libraries[name](recorded.sealed, { calls: [], flags }).begin({ ...signIn(true), ...wish });
      await context.step(null);
      return flags.map((each) => each & dceStyles[name]);
    };
    expect(await stepWith({ isDceStyle: true })).toEqual([dceStyles[name]]);
    expect(await stepWith({})).toEqual([0]);
  },
);

describe.each(Object.entries(libraries))('R20: the recorded sign-in by %s', (_name, providerOf) => {
  test.each(['sealed', 'tls'] as const)('goes the same way to its end: %s', async (protection) => {
    const recording = recorded[protection];
    const journal = { calls: [] as string[] };
    const { socket, told } = await controllerOf(recording);
    const context = begin(providerOf(recording, journal), protection === 'sealed');
    expect(await saslBind(socket, context, protection, 'dc1')).toMatchObject({ ok: true });
    const choice = `wrapped ${recording.choice.toString('latin1')}`;
    expect(told).toEqual([...recording.tokens, choice].map((each) => `GSSAPI: ${each}`));
    const bound = protection === 'sealed' ? 'true unbound' : 'false bound to TLS';
    const steps = ['own', 'name ldap/dc1.contoso.com', `step 0 ${bound}`, `step 1 ${bound}`];
    expect(journal.calls).toEqual(steps);
    context.release();
    context.release();
    expect(journal.calls.slice(steps.length).filter((each) => each !== 'released name')).toEqual([
      'deleted',
      'released',
    ]);
  });

  test('is not done before it is done, and takes nothing for sealed that is not', async () => {
    const context = begin(providerOf(recorded.sealed, { calls: [] }), true);
    expect(() => context.wrap(Buffer.alloc(1), true)).toThrow('not done');
    await context.step(null);
    await context.step(Buffer.from(recorded.sealed.replies[0]));
    const token = Buffer.from(recorded.sealed.replies[1]);
    expect(context.unwrap(token, false)).toEqual(recorded.sealed.offer);
    expect(() => context.unwrap(token, true)).toThrow('not sealed');
  });
});

const refusing = (status: number) =>
  createSspiProvider(() => {
    const refuse = () => ({ status, credential: Buffer.alloc(16) });
    const never = () => {
      throw new Error('never asked');
    };
    return {
      ...{ acquireOwn: refuse, acquireWithPassword: refuse, initiateContext: never, wrap: never, unwrap: never },
      ...{ releaseCredential: never, deleteContext: never },
    };
  });

test.each([
  [0x8009030c, 'directory.wrong-credentials'],
  [0x80090324, 'directory.clock-skew'],
  [0x80090303, 'directory.unknown-service'],
  [0x80090346, 'directory.channel-binding'],
  [0x8009030e, 'directory.no-ticket'],
])('what Windows refuses with %i is the problem %s', async (status, code) => {
  const context = begin(refusing(status | 0), true);
  const hex = status.toString(16);
  expect(await context.step(null)).toMatchObject({
    ok: false,
    problem: { code, detail: expect.stringContaining(hex) },
  });
  context.release();
});

test('with a password Windows is told the account, whose suffix stands alone; keys in a file it does not take', async () => {
  const journal = { calls: [] as string[] };
  const password = new Secret('x');
  const as = (identity: Identity) => begin(libraries.SSPI(recorded.sealed, journal), true, identity).step(null);
  await as({ kind: 'password', account: 'ada@contoso.com', password });
  await as({ kind: 'password', account: 'ada', password });
  expect(journal.calls.filter((each) => each.startsWith('password'))).toEqual([
    'password of ada@contoso.com ',
    'password of ada contoso.com',
  ]);
  expect(await as({ kind: 'keytab', path: '/x' })).toMatchObject({ problem: { code: 'directory.no-kerberos' } });
});

test('without the library there is a problem, and no crash', async () => {
  const provider = createSspiProvider(() => {
    throw new Error('secur32.dll is not there');
  });
  expect(await begin(provider, true).step(null)).toMatchObject({ problem: { code: 'directory.no-kerberos' } });
});
