/** For the TypeScript that uses electron-runtime.mjs, which itself has to run before anything is installed. */
export interface ElectronRuntime {
  readonly executablePath: string;
  readonly version: string;
  readonly source: 'official' | 'registry';
}

export function ensureElectronRuntime(options: {
  readonly projectDir: string;
  readonly cacheDir?: string;
  readonly log?: (line: string) => void;
}): Promise<ElectronRuntime>;
