/** Integrated sign-in by whatever this system has for it. */
import { createGssapiProvider } from './gssapi-provider.ts';
import type { SecurityProvider } from './security-provider.ts';
import { createSspiProvider } from './sspi-provider.ts';

export const createPlatformProvider = (platform: NodeJS.Platform = process.platform): SecurityProvider =>
  platform === 'win32' ? createSspiProvider() : createGssapiProvider();
