/**
 * Whether Windows trusts the publisher of a package: one call of WinVerifyTrust (wintrust.dll). It stands beside the signature of the feed, not in place of
 * it: that one says which bytes are meant, this one that the publisher's certificate is good today. Not yet run on real Windows.
 */
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

/** Elsewhere there is no such thing, and nothing is asked. */
export async function checkPublisher(packagePath: string, isNeeded: boolean): Promise<Result<void>> {
  if (!isNeeded || process.platform !== 'win32') return succeed(undefined);
  const result = await verifyTrust(packagePath);
  const detail = `${packagePath}: 0x${(result >>> 0).toString(16).padStart(8, '0')}`;
  return result === 0 ? succeed(undefined) : fail(problem('updates.untrusted-package', detail));
}

// softpub.h: {00AAC56B-CD44-11d0-8CC2-00C04FC295EE}
const genericVerify = {
  data1: 0x00aac56b,
  data2: 0xcd44,
  data3: 0x11d0,
  data4: [0x8c, 0xc2, 0x00, 0xc0, 0x4f, 0xc2, 0x95, 0xee],
};
// wintrust.h
const noWindow = -1;
const uiNone = 2;
const revokeWholeChain = 1;
const choiceFile = 1;
const stateIgnore = 0;
const revocationCheckChain = 0x40;

/** @returns 0, or an HRESULT of why not */
async function verifyTrust(path: string): Promise<number> {
  // Only here: nothing else of the updater depends on an add-on.
  const { default: koffi } = await import('koffi');
  const guid = koffi.struct({ data1: 'uint32', data2: 'uint16', data3: 'uint16', data4: koffi.array('uint8', 8) });
  const fileInfo = koffi.struct({ size: 'uint32', path: 'str16', file: 'void *', knownSubject: 'void *' });
  const trustData = koffi.struct({
    size: 'uint32',
    policy: 'void *',
    sip: 'void *',
    ui: 'uint32',
    revocation: 'uint32',
    choice: 'uint32',
    file: koffi.pointer(fileInfo),
    stateAction: 'uint32',
    state: 'void *',
    url: 'void *',
    flags: 'uint32',
    context: 'uint32',
    signature: 'void *',
  });
  const call = koffi
    .load('wintrust.dll')
    .func('WinVerifyTrust', 'long', ['intptr', koffi.pointer(guid), koffi.pointer(trustData)]);
  const file = { size: koffi.sizeof(fileInfo), path, file: null, knownSubject: null };
  const data = {
    size: koffi.sizeof(trustData),
    policy: null,
    sip: null,
    ui: uiNone,
    revocation: revokeWholeChain,
    choice: choiceFile,
    file,
    stateAction: stateIgnore,
    state: null,
    url: null,
    flags: revocationCheckChain,
    context: 0,
    signature: null,
  };
  const result: unknown = call(noWindow, genericVerify, data);
  return typeof result === 'number' ? result : -1;
}
