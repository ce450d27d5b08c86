/** At which local addresses a process can be reached, read from the kernel's own tables (proc_net(5)): nothing is asked of the process. */
import { readdir, readFile, readlink } from 'node:fs/promises';

/** Addresses as the kernel writes them: hexadecimal, the bytes of an IPv4 address in reverse, `0100007F` for 127.0.0.1. */
export type ListeningSocket = { readonly protocol: string; readonly addressHex: string; readonly port: number };

export async function listListeningSockets(pid: number): Promise<readonly ListeningSocket[]> {
  const inodes = await listSocketInodes(pid);
  const tables = await Promise.all(['tcp', 'tcp6', 'udp', 'udp6'].map(async (protocol) => await readTable(protocol)));
  return tables
    .flat()
    .filter((socket) => inodes.has(socket.inode))
    .map(({ protocol, addressHex, port }) => ({ protocol, addressHex, port }));
}

async function listSocketInodes(pid: number): Promise<ReadonlySet<string>> {
  const descriptors = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(
    descriptors.map(async (descriptor) => await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')),
  );
  return new Set(targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
}

const listening = '0A';
const unconnected = '07';

async function readTable(protocol: string): Promise<readonly (ListeningSocket & { readonly inode: string })[]> {
  const [, ...lines] = (await readFile(`/proc/net/${protocol}`, 'utf8')).trim().split('\n');
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const [addressHex = '', portHex = ''] = local.split(':');
    if (state !== listening && state !== unconnected) return [];
    return [{ protocol, addressHex, port: Number.parseInt(portHex, 16), inode }];
  });
}
