/** The functions of gssapi.h that are called, with the types of their arguments (RFC 2744; gss_acquire_cred_from is MIT's own). */
import koffi from 'koffi';

const libraryName = 'libgssapi_krb5.so.2';

export type LibraryFunction = ReturnType<ReturnType<typeof koffi.load>['func']>;
type ArgumentType = Parameters<typeof koffi.out>[0];

/** Throws when the library is not there. */
export function declareGssapiFunctions() {
  const library = koffi.load(libraryName);
  const buffer = koffi.struct({ length: 'size_t', value: 'void *' });
  const identifierType = koffi.struct({ length: 'uint32', elements: 'void *' });
  const bindings = koffi.struct({
    initiatorAddressType: 'uint32',
    initiatorAddress: buffer,
    acceptorAddressType: 'uint32',
    acceptorAddress: buffer,
    applicationData: buffer,
  });
  const element = koffi.struct({ key: 'const char *', value: 'const char *' });
  const store = koffi.struct({ count: 'uint32', elements: koffi.pointer(element) });
  const pointerTo = koffi.pointer;
  const minor = koffi.out(pointerTo('uint32'));
  const newHandle = koffi.out(pointerTo('void *'));
  const oldHandle = koffi.inout(pointerTo('void *'));
  const newBuffer = koffi.out(pointerTo(buffer));
  const anyPointer = 'void *';
  const declare = (name: string, args: readonly ArgumentType[]) => library.func(name, 'uint32', [...args]);
  return {
    importName: declare('gss_import_name', [minor, pointerTo(buffer), pointerTo(identifierType), newHandle]),
    acquireWithPassword: declare('gss_acquire_cred_with_password', [
      ...[minor, anyPointer, pointerTo(buffer), 'uint32', anyPointer, 'int', newHandle, anyPointer, anyPointer],
    ]),
    acquireFrom: declare('gss_acquire_cred_from', [
      ...[minor, anyPointer, 'uint32', anyPointer, 'int', pointerTo(store), newHandle, anyPointer, anyPointer],
    ]),
    initiateContext: declare('gss_init_sec_context', [
      ...[minor, anyPointer, oldHandle, anyPointer, pointerTo(identifierType), 'uint32', 'uint32'],
      ...[pointerTo(bindings), pointerTo(buffer), anyPointer, newBuffer, anyPointer, anyPointer],
    ]),
    wrap: declare('gss_wrap', [
      ...[minor, anyPointer, 'int', 'uint32', pointerTo(buffer), koffi.out(pointerTo('int')), newBuffer],
    ]),
    unwrap: declare('gss_unwrap', [
      ...[minor, anyPointer, pointerTo(buffer), newBuffer, koffi.out(pointerTo('int')), minor],
    ]),
    displayStatus: declare('gss_display_status', [
      ...[minor, 'uint32', 'int', pointerTo(identifierType), koffi.inout(pointerTo('uint32')), newBuffer],
    ]),
    releaseBuffer: declare('gss_release_buffer', [minor, koffi.inout(pointerTo(buffer))]),
    releaseName: declare('gss_release_name', [minor, oldHandle]),
    releaseCredential: declare('gss_release_cred', [minor, oldHandle]),
    deleteContext: declare('gss_delete_sec_context', [minor, oldHandle, anyPointer]),
  };
}
