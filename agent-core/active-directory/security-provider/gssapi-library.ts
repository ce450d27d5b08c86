/** The system's GSSAPI library (RFC 2744, as MIT krb5 has it): nothing but its functions, called from here without a compiler. */
import koffi from 'koffi';
import { declareGssapiFunctions, type LibraryFunction } from './gssapi-functions.ts';

/** A thing of the library's own. Whoever gets one releases it. */
export type Handle = bigint;

export interface Status {
  readonly major: number;
  /** Of the Kerberos mechanism, signed as its tables have it. */
  readonly minor: number;
}

export interface ContextToInitiate {
  readonly context: Handle | null;
  readonly credential: Handle;
  readonly service: Handle;
  readonly flags: number;
  readonly channelBindings: Buffer | null;
  readonly token: Buffer | null;
}

export type NameKind = keyof typeof nameKinds;
export type GssapiLibrary = ReturnType<typeof loadGssapiLibrary>;

/** DER of the object identifiers, without tag and length. */
const kerberosMechanism = identifier('2a864886f712010202');
const nameKinds = {
  /** GSS_C_NT_HOSTBASED_SERVICE: service@host. */
  service: identifier('2a864886f71201020104'),
  /** GSS_KRB5_NT_ENTERPRISE_NAME: a userPrincipalName, then the realm that knows it (RFC 6806, 5). */
  enterprise: identifier('2a864886f71201020206'),
  /** GSS_KRB5_NT_PRINCIPAL_NAME: name@REALM. */
  principal: identifier('2a864886f71201020201'),
};
const initiate = 1;
const routineErrors = 0xffff0000;
const continueNeeded = 1;

/** Throws when the library is not there. */
export function loadGssapiLibrary() {
  const functions = declareGssapiFunctions();
  /** Copies what the library made, and lets it go. */
  const take = (buffer: LibraryBuffer): Buffer => {
    const length = Number(buffer.length);
    if (length === 0) return Buffer.alloc(0);
    const bytes = Buffer.from(koffi.decode(buffer.value, koffi.array('uint8', length, 'Typed')));
    functions.releaseBuffer([0], [buffer]);
    return bytes;
  };
  const describe = (code: number, kind: number): string => {
    const text: [LibraryBuffer] = [noBuffer];
    return functions.displayStatus([0], code, kind, kerberosMechanism, [0], text) === 0 ? take(text[0]).toString() : '';
  };

  return {
    importName(text: string, kind: NameKind): Status & { readonly name: Handle } {
      const [name, minor]: [[Handle], [number]] = [[0n], [0]];
      const major = functions.importName(minor, bufferOf(Buffer.from(text)), nameKinds[kind], name);
      return { ...statusOf(major, minor[0]), name: name[0] };
    },

    async acquireWithPassword(name: Handle, password: Buffer): Promise<Status & { readonly credential: Handle }> {
      const [credential, minor]: [[Handle], [number]] = [[0n], [0]];
      const args = [minor, name, bufferOf(password), 0, null, initiate, credential, null, null];
      const major = await inBackground(functions.acquireWithPassword, args);
      return { ...statusOf(major, minor[0]), credential: credential[0] };
    },

    /** @param cache where tickets are kept, such as MEMORY:name */
    async acquireFromKeytab(keytab: string, cache: string): Promise<Status & { readonly credential: Handle }> {
      const [credential, minor]: [[Handle], [number]] = [[0n], [0]];
      const store = storeOf({ client_keytab: keytab, ccache: cache });
      const args = [minor, null, 0, null, initiate, store, credential, null, null];
      const major = await inBackground(functions.acquireFrom, args);
      return { ...statusOf(major, minor[0]), credential: credential[0] };
    },

    /** With the keys that the system keeps for this process (KRB5_CLIENT_KTNAME, or the client keytab of its account). */
    async acquireOwn(cache: string): Promise<Status & { readonly credential: Handle }> {
      const [credential, minor]: [[Handle], [number]] = [[0n], [0]];
      const args = [minor, null, 0, null, initiate, storeOf({ ccache: cache }), credential, null, null];
      const major = await inBackground(functions.acquireFrom, args);
      return { ...statusOf(major, minor[0]), credential: credential[0] };
    },

    async initiateContext(toInitiate: ContextToInitiate) {
      const { credential, service, flags, channelBindings, token } = toInitiate;
      const [context, minor]: [[Handle | null], [number]] = [[toInitiate.context], [0]];
      const output: [LibraryBuffer] = [noBuffer];
      const bindings = channelBindings === null ? null : bindingsOf(channelBindings);
      const input = token === null ? null : bufferOf(token);
      const args = [minor, credential, context, service, kerberosMechanism, flags, 0, bindings, input];
      const major = await inBackground(functions.initiateContext, [...args, null, output, null, null]);
      const status = statusOf(major, minor[0]);
      return { ...status, context: context[0], token: take(output[0]), isDone: (major & continueNeeded) === 0 };
    },

    wrap(
      context: Handle,
      data: Buffer,
      isSealed: boolean,
    ): Status & { readonly token: Buffer; readonly isSealed: boolean } {
      const [output, minor, sealed]: [[LibraryBuffer], [number], [number]] = [[noBuffer], [0], [0]];
      const major = functions.wrap(minor, context, isSealed ? 1 : 0, 0, bufferOf(data), sealed, output);
      return { ...statusOf(major, minor[0]), token: take(output[0]), isSealed: sealed[0] !== 0 };
    },

    unwrap(context: Handle, token: Buffer): Status & { readonly data: Buffer; readonly isSealed: boolean } {
      const [output, minor, sealed]: [[LibraryBuffer], [number], [number]] = [[noBuffer], [0], [0]];
      const major = functions.unwrap(minor, context, bufferOf(token), output, sealed, [0]);
      return { ...statusOf(major, minor[0]), data: take(output[0]), isSealed: sealed[0] !== 0 };
    },

    /** For people: what the library says about a failure. Holds names, never a secret. */
    describe: ({ major, minor }: Status): string =>
      [describe(major, 1), describe(minor >>> 0, 2)].filter(Boolean).join(': '),
    hasFailed: ({ major }: Status): boolean => (major & routineErrors) !== 0,
    releaseName: (name: Handle): void => void functions.releaseName([0], [name]),
    releaseCredential: (credential: Handle): void => void functions.releaseCredential([0], [credential]),
    deleteContext: (context: Handle): void => void functions.deleteContext([0], [context], null),
  };
}

/** What credentials are made of, by the library's own keys (krb5 documentation, credential store extensions). */
function storeOf(values: Readonly<Record<string, string>>) {
  const elements = Object.entries(values).map(([key, value]) => ({ key, value }));
  return { count: elements.length, elements };
}

interface LibraryBuffer {
  readonly length: number | bigint;
  readonly value: Buffer | Handle | null;
}

const noBuffer: LibraryBuffer = { length: 0, value: null };

function bufferOf(bytes: Buffer): LibraryBuffer {
  return { length: bytes.length, value: bytes };
}

/** Without addresses, which no TLS connection is bound to (RFC 5929). */
function bindingsOf(applicationData: Buffer) {
  return {
    initiatorAddressType: 0,
    initiatorAddress: noBuffer,
    acceptorAddressType: 0,
    acceptorAddress: noBuffer,
    applicationData: bufferOf(applicationData),
  };
}

function identifier(der: string): { readonly length: number; readonly elements: Buffer } {
  const elements = Buffer.from(der, 'hex');
  return { length: elements.length, elements };
}

function statusOf(major: number, minor: number): Status {
  return { major, minor: minor | 0 };
}

/** What may ask the network runs beside the event loop. The arguments must stay as they are until then. */
function inBackground(call: LibraryFunction, args: readonly unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    call.async(...args, (error: unknown, major: number) => {
      // Naming the arguments here keeps the bytes that they point to in memory.
      if (args.length > 0 && error === null) resolve(major);
      else reject(error);
    });
  });
}
