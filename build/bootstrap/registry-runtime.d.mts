/** For the TypeScript that looks for traces of it in what is shipped. */
export const registryRuntime: {
  /** Of Electron. */
  readonly version: string;
};
