/**
 * A proxy in front of the lab's controller that adds what Windows does and Samba does not (rule R38), so that every test of the
 * directory adapter can run twice: straight, and through here. It speaks LDAPS on both sides.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';
import type { LabAuthority } from '../../certificates/lab-authority.ts';
import { issueServerCertificate } from '../../certificates/server-certificate.ts';
import { LabProblem } from '../../lab-problem.ts';
import { createChannelBindingCheck } from './check-channel-binding.ts';
import type { ProxyCommand } from './proxy-command.ts';
import { StrictConnection } from './strict-connection.ts';
import { type Strictness, windowsStrictness } from './strictness.ts';
import { Switchboard } from './switchboard.ts';

export type ControllerToReach = {
  readonly address: string;
  readonly port: number;
  /** The name in its certificate, and in the proxy's. */
  readonly host: string;
  readonly domainName: string;
  readonly baseDn: string;
};

export type StrictProxyToStart = {
  readonly controller: ControllerToReach;
  /** Vouches for the controller, and issues the proxy's own certificate. */
  readonly authority: LabAuthority;
  /** The key of the controller's LDAP service, to look into sign-ins with. */
  readonly keytabPath: string;
  /** A loopback address; the controller's own unless said otherwise. */
  readonly address?: string;
  /** Zero, the default, lets the system choose. */
  readonly port?: number;
  /** What differs from a Windows controller that nobody has changed. */
  readonly strictness?: Partial<Strictness>;
};

export type StrictProxy = {
  readonly address: string;
  readonly port: number;
  readonly command: (command: ProxyCommand) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startStrictProxy(toStart: StrictProxyToStart): Promise<StrictProxy> {
  const { controller, authority, address = controller.address, port = 0 } = toStart;
  const domain = { dnsName: controller.domainName, baseDn: controller.baseDn };
  const certificate = await issueServerCertificate(authority, {
    commonName: controller.host,
    dnsNames: [controller.host, controller.domainName],
    ipAddresses: [address],
  });
  const isBound = createChannelBindingCheck(toStart.keytabPath, certificate.certificatePem);
  const switchboard = new Switchboard(domain, { ...windowsStrictness, ...toStart.strictness }, isBound);
  const connections = new Set<StrictConnection>();
  const server = createServer({ key: certificate.privateKeyPem, cert: certificate.certificatePem }, (client) => {
    const connection = new StrictConnection(client, () => connectToController(controller, authority), switchboard);
    connections.add(connection);
    client.once('close', () => connections.delete(connection));
  });
  return {
    address,
    port: await listen(server, address, port),
    command: async (command) => await switchboard.carryOut(command),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const connection of connections) connection.end();
      await closed;
    },
  };
}

function connectToController({ address, port, host }: ControllerToReach, authority: LabAuthority): TLSSocket {
  return connect({ host: address, port, servername: host, ca: authority.certificatePem }).setNoDelay(true);
}

async function listen(server: Server, address: string, port: number): Promise<number> {
  try {
    server.listen(port, address);
    await once(server, 'listening');
  } catch (cause) {
    throw new LabProblem(`The strict proxy cannot listen at ${address}, port ${port}.`, 'Give it another port.', {
      cause,
    });
  }
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('A TLS server has no port.');
  return bound.port;
}
