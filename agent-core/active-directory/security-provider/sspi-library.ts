/** Windows' own Kerberos behind its security support provider interface (SSPI): nothing but its calls. Not yet run on real Windows. */
import { addressOf, declareSspiFunctions } from './sspi-functions.ts';
import {
  bufferTypes,
  layOutBuffers,
  layOutChannelBindings,
  layOutIdentity,
  newHandle,
  newNumber,
  newSizes,
  newTime,
  sizesIn,
} from './sspi-memory.ts';

/** A CredHandle or CtxtHandle. Whoever gets one releases it. */
export type SspiHandle = Buffer;

/** 0, or an error of [MS-ERREF] 2.1, or that there is more to come. */
export interface SspiStatus {
  readonly status: number;
}

export interface SspiLibrary {
  /** As the account that this process runs as. */
  acquireOwn(): SspiStatus & { readonly credential: SspiHandle };
  acquireWithPassword(user: string, domain: string, password: string): SspiStatus & { readonly credential: SspiHandle };
  initiateContext(given: {
    readonly credential: SspiHandle;
    readonly context: SspiHandle | null;
    readonly target: string;
    readonly flags: number;
    readonly channelBindings: Buffer | null;
    readonly token: Buffer | null;
  }): Promise<SspiStatus & { readonly context: SspiHandle; readonly token: Buffer }>;
  wrap(context: SspiHandle, data: Buffer, isSealed: boolean): SspiStatus & { readonly token: Buffer };
  unwrap(context: SspiHandle, token: Buffer): SspiStatus & { readonly data: Buffer; readonly isSealed: boolean };
  releaseCredential(credential: SspiHandle): void;
  deleteContext(context: SspiHandle): void;
}

/** Not Negotiate: the exchange is that of RFC 4752, and NTLM is no way out of it. */
const packageName = 'Kerberos';
const outbound = 2;
const nativeData = 16;
const longestToken = 65_536;
const attributeSizes = 0;
/** SECQOP_WRAP_NO_ENCRYPT */
const signedAlone = 0x8000_0001;
export const continueNeeded = 0x0009_0312;

/** Throws when the library is not there. */
export function loadSspiLibrary(): SspiLibrary {
  const functions = declareSspiFunctions();
  const acquire = (identity: Buffer | null) => {
    const credential = newHandle();
    const args = [null, packageName, outbound, null, identity, null, null, credential, newTime()];
    return { status: functions.acquireCredentials(...args), credential };
  };
  return {
    acquireOwn: () => acquire(null),
    acquireWithPassword: (user, domain, password) => {
      const { identity, wipe } = layOutIdentity(user, domain, password, addressOf);
      try {
        return acquire(identity);
      } finally {
        wipe();
      }
    },
    initiateContext: async ({ credential, context, target, flags, channelBindings, token }) => {
      const given = [
        ...(token === null ? [] : [{ type: bufferTypes.token, bytes: Buffer.from(token) }]),
        ...(channelBindings === null
          ? []
          : [{ type: bufferTypes.channelBindings, bytes: layOutChannelBindings(channelBindings) }]),
      ];
      const input = layOutBuffers(given, addressOf);
      const output = layOutBuffers([{ type: bufferTypes.token, bytes: Buffer.alloc(longestToken) }], addressOf);
      const next = context ?? newHandle();
      const args = [
        ...[credential, context, target, flags, 0, nativeData, given.length === 0 ? null : input.description, 0],
        ...[next, output.description, newNumber(), newTime()],
      ];
      const status = await new Promise<number>((resolve, reject) => {
        functions.initiateContext.async(...args, (error: unknown, answer: number) => {
          // Naming them here keeps what the call points to in memory.
          if (error === null && args.length > 0 && input.description.length > 0) resolve(answer);
          else reject(error);
        });
      });
      return { status, context: next, token: status < 0 ? Buffer.alloc(0) : output.after(0) };
    },
    wrap: (context, data, isSealed) => {
      const sizes = newSizes();
      const asked = functions.queryAttributes(context, attributeSizes, sizes);
      if (asked !== 0) return { status: asked, token: Buffer.alloc(0) };
      const { trailer, block } = sizesIn(sizes);
      const message = layOutBuffers(
        [
          { type: bufferTypes.token, bytes: Buffer.alloc(trailer) },
          { type: bufferTypes.data, bytes: Buffer.from(data) },
          { type: bufferTypes.padding, bytes: Buffer.alloc(block) },
        ],
        addressOf,
      );
      const status = functions.encrypt(context, isSealed ? 0 : signedAlone, message.description, 0);
      const token = status === 0 ? Buffer.concat([0, 1, 2].map(message.after)) : Buffer.alloc(0);
      return { status, token };
    },
    unwrap: (context, token) => {
      const quality = newNumber();
      const message = layOutBuffers(
        [
          { type: bufferTypes.stream, bytes: Buffer.from(token) },
          { type: bufferTypes.data, bytes: Buffer.alloc(0) },
        ],
        addressOf,
      );
      const status = functions.decrypt(context, message.description, 0, quality);
      const data = status === 0 ? message.after(1) : Buffer.alloc(0);
      return { status, data, isSealed: quality.readUInt32LE(0) !== signedAlone };
    },
    releaseCredential: (credential) => void functions.freeCredentials(credential),
    deleteContext: (context) => void functions.deleteContext(context),
  };
}
