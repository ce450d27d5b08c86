/** The agent's secrets, kept by whatever this system has for a service account: DPAPI on Windows, files of its own elsewhere. */
import { protectSecrets } from './protected-secrets.ts';
import { createSecretFiles, type SecretStore } from './secret-files.ts';
import { loadWindowsDataProtection } from './windows-data-protection.ts';

export function createPlatformSecrets(secretsDir: string, platform: NodeJS.Platform = process.platform): SecretStore {
  const files = createSecretFiles(secretsDir);
  return platform === 'win32' ? protectSecrets(files, loadWindowsDataProtection) : files;
}
