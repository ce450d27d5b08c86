/**
 * The functions of sspi.h that are called; secur32.dll has them. Every structure is laid out by sspi-memory.ts, so that to this file all are
 * pointers. Nothing but declarations. Not yet run on real Windows.
 */
import koffi from 'koffi';

const pointer = 'void *';

/** Throws when the library is not there. */
export function declareSspiFunctions() {
  const library = koffi.load('secur32.dll');
  const declare = (name: string, args: readonly string[]) => library.func(name, 'int32', [...args]);
  return {
    acquireCredentials: declare('AcquireCredentialsHandleW', [
      ...[pointer, 'str16', 'uint32', pointer, pointer, pointer, pointer, pointer, pointer],
    ]),
    initiateContext: declare('InitializeSecurityContextW', [
      ...[
        pointer,
        pointer,
        'str16',
        'uint32',
        'uint32',
        'uint32',
        pointer,
        'uint32',
        pointer,
        pointer,
        pointer,
        pointer,
      ],
    ]),
    queryAttributes: declare('QueryContextAttributesW', [pointer, 'uint32', pointer]),
    encrypt: declare('EncryptMessage', [pointer, 'uint32', pointer, 'uint32']),
    decrypt: declare('DecryptMessage', [pointer, pointer, 'uint32', pointer]),
    freeCredentials: declare('FreeCredentialsHandle', [pointer]),
    deleteContext: declare('DeleteSecurityContext', [pointer]),
  };
}

/** Where the bytes are, for a structure that points to them. They stay there as long as somebody holds the buffer. */
export const addressOf = (bytes: Buffer): bigint => BigInt(koffi.address(bytes));
