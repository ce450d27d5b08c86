/** Windows' data protection (DPAPI, dpapi.h) for this computer: nothing but its two calls. Run under Wine, not yet on real Windows. */
import koffi from 'koffi';
import type { DataProtection } from './protected-secrets.ts';

/** Never asks a person; what one account of this computer protected, another one may read that has the rest of it. */
const flags = 0x1 | 0x4;

interface Blob {
  readonly size: number;
  readonly bytes: unknown;
}

/** Throws when the library is not there. */
export function loadWindowsDataProtection(): DataProtection {
  const library = koffi.load('crypt32.dll');
  const blob = koffi.struct({ size: 'uint32', bytes: 'void *' });
  const pointer = koffi.pointer(blob);
  const declare = (name: string) =>
    library.func(name, 'bool', [pointer, 'void *', pointer, 'void *', 'void *', 'uint32', koffi.out(pointer)]);
  const [protect, unprotect] = [declare('CryptProtectData'), declare('CryptUnprotectData')];
  const free = koffi.load('kernel32.dll').func('LocalFree', 'void *', ['void *']);
  const carryOut = (call: typeof protect, data: Buffer, entropy: Buffer): Buffer => {
    const made: [Blob] = [{ size: 0, bytes: null }];
    if (!call(blobOf(data), null, blobOf(entropy), null, null, flags, made)) throw new Error('the data are refused');
    const [{ size, bytes }] = made;
    const copy = Buffer.from(koffi.decode(bytes, koffi.array('uint8', size, 'Typed')));
    free(bytes);
    return copy;
  };
  return {
    protect: (data, entropy) => carryOut(protect, data, entropy),
    unprotect: (data, entropy) => carryOut(unprotect, data, entropy),
  };
}

const blobOf = (bytes: Buffer): Blob => ({ size: bytes.length, bytes });
