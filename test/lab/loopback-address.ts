/** The lab listens on loopback only. Every address that starts with 127 is one, so labs that run side by side differ by address. */
import { randomInt } from 'node:crypto';
import { isIPv4 } from 'node:net';

export const defaultAddress = '127.0.0.1';

export function isLoopbackAddress(address: string): boolean {
  return isIPv4(address) && address.startsWith('127.');
}

/** An address of one's own for a lab that starts beside others: one of four million. */
export function pickLoopbackAddress(): string {
  return `127.${randomInt(64, 128)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
}

/** The address of a further controller of the lab at `address`: a neighbour that does not need to be named. */
export function neighbourAddress(address: string, distance: number): string {
  const [first = '127', second = '0', third = '0', fourth = '1'] = address.split('.');
  return [first, second, (Number(third) + distance) % 256, fourth].join('.');
}
