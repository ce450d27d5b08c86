/** A digest of plain data: the same content always has the same one. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** @returns 64 hexadecimal digits */
export const digestContent = (content: unknown): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(content))));
