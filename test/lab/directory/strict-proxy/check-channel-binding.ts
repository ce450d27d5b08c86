/**
 * Looks into the first token of a Kerberos sign-in, as the controller does: with the controller's own key one sees whether the
 * sign-in is bound to the TLS connection it came over (RFC 4121, section 4.1.1.2). Nothing is answered: the controller does that.
 */
import { createHash, X509Certificate } from 'node:crypto';
import koffi from 'koffi';

/** Says whether `token` opens a sign-in that is bound to this connection and no other. */
export type CheckChannelBinding = (token: Buffer) => boolean;

/** GSS_C_ACCEPT, and GSS_C_CHANNEL_BOUND_FLAG of MIT krb5: the client sent bindings, and they are ours. */
const accept = 2;
const channelBoundFlag = 0x800;

/** @param keytabPath the key of the controller's LDAP service  @param certificatePem what the proxy shows its clients */
export function createChannelBindingCheck(keytabPath: string, certificatePem: string): CheckChannelBinding {
  const { acquire, acceptContext, deleteContext } = declareFunctions();
  const store = {
    count: 2,
    elements: [
      { key: 'keytab', value: `FILE:${keytabPath}` },
      // The same token reaches the controller afterwards; it is no replay.
      { key: 'rcache', value: 'none:' },
    ],
  };
  const credential = [null];
  if (acquire([0], null, 0, null, accept, store, credential, null, null) !== 0)
    throw new Error(`There is no key in ${keytabPath}.`);
  const hash = createHash('sha256').update(new X509Certificate(certificatePem).raw).digest();
  const bindings = bindingsTo(Buffer.concat([Buffer.from('tls-server-end-point:'), hash]));
  return (token) => {
    const [context, flags] = [[null], [0]];
    const input = { length: token.length, value: token };
    const status = acceptContext([0], context, credential[0], input, bindings, null, null, [{}], flags, null, null);
    deleteContext([0], context, null);
    return status === 0 && ((flags[0] ?? 0) & channelBoundFlag) !== 0;
  };
}

function bindingsTo(data: Buffer) {
  const nothing = { length: 0, value: null };
  return { type: 0, initiator: nothing, otherType: 0, acceptor: nothing, data: { length: data.length, value: data } };
}

function declareFunctions() {
  const library = koffi.load('libgssapi_krb5.so.2');
  const { pointer, out, inout, struct } = koffi;
  const buffer = struct({ length: 'size_t', value: 'void *' });
  const bindings = struct({ type: 'uint32', initiator: buffer, otherType: 'uint32', acceptor: buffer, data: buffer });
  const store = struct({
    count: 'uint32',
    elements: pointer(struct({ key: 'const char *', value: 'const char *' })),
  });
  const [number, any] = [out(pointer('uint32')), 'void *'];
  const newHandle = out(pointer('void *'));
  const oldHandle = inout(pointer('void *'));
  return {
    acquire: library.func('gss_acquire_cred_from', 'uint32', [
      ...[number, any, 'uint32', any, 'int', pointer(store), newHandle, any, any],
    ]),
    acceptContext: library.func('gss_accept_sec_context', 'uint32', [
      ...[number, oldHandle, any, pointer(buffer), pointer(bindings), any, any, out(pointer(buffer)), number, any, any],
    ]),
    deleteContext: library.func('gss_delete_sec_context', 'uint32', [number, oldHandle, any]),
  };
}
