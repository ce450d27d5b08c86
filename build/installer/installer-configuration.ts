/** How electron-builder is told to make the installer. What the installer does is in nsis/. */
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import type { Artwork } from './artwork/write-artwork.ts';
import type { SignFile } from './sign-file.ts';

export const electronVersion = '45.4.1';

export interface InstallerParts {
  readonly version: string;
  /** Laid out as it will be on the machine. */
  readonly agentDir: string;
  readonly outDir: string;
  readonly artwork: Artwork;
  /** Of the text on the page of the licence. */
  readonly licencePath: string;
  /** An unpacked Electron for Windows; left out, electron-builder downloads the official one. */
  readonly electronDir?: string;
  /** Faster, for tests: nothing is compressed. */
  readonly isStored?: boolean;
  /** Left out, nothing is signed. */
  readonly sign?: SignFile;
}

export function installerConfiguration({
  version,
  agentDir,
  outDir,
  artwork,
  licencePath,
  electronDir,
  isStored,
  sign,
}: InstallerParts): Configuration {
  return {
    appId: 'org.bridgehead.desktop',
    productName: 'Bridgehead',
    copyright: 'Copyright © Bridgehead contributors',
    extraMetadata: {
      version,
      description: 'Keeps Active Directory and Microsoft Entra ID in step',
      author: 'Bridgehead',
    },
    electronVersion,
    ...(electronDir === undefined ? {} : { electronDist: electronDir }),
    npmRebuild: false,
    compression: isStored === true ? 'store' : 'maximum',
    directories: { output: outDir, buildResources: join(import.meta.dirname, 'nsis') },
    files: ['**/*', '!source-digest'],
    extraResources: [
      { from: agentDir, to: 'agent' },
      // Left out of the folder above, as packages of the window would be.
      { from: join(agentDir, 'node_modules'), to: 'agent/node_modules' },
    ],
    win: {
      target: [{ target: 'nsis', arch: ['x64'] }],
      icon: artwork.iconPath,
      ...(sign === undefined
        ? {}
        : { signtoolOptions: { sign: ({ path }) => sign(path), signingHashAlgorithms: ['sha256'] } }),
    },
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    nsis: {
      guid: installerGuid,
      oneClick: false,
      perMachine: true,
      allowToChangeInstallationDirectory: true,
      runAfterFinish: true,
      createDesktopShortcut: false,
      // Our own texts are in English; pages that are half in another language read worse.
      installerLanguages: ['en_US'],
      multiLanguageInstaller: false,
      installerSidebar: artwork.sidebarPath,
      installerHeader: artwork.headerPath,
      license: licencePath,
      include: join(import.meta.dirname, 'nsis', 'installer.nsh'),
      artifactName: `Bridgehead-Setup-${version}.exe`,
      uninstallDisplayName: 'Bridgehead',
      differentialPackage: isStored !== true,
    },
    publish: null,
  };
}

/** Of the entries in the registry that every version finds the one before by: never to be changed. */
export const installerGuid = '8d0e3d52-6f0b-4c57-9a0e-4f3e5f9a1c6b';
