/** The boxes of the product, what each may import, and why everything else is forbidden. Longest folder first: it wins. */

export interface Box {
  readonly folder: string;
  /** Folders whose files it may import, besides its own. */
  readonly mayImport: readonly string[];
  readonly why: string;
  /** Names of packages and Node modules that it may import; absent means any that package.json lists. */
  readonly packages?: readonly RegExp[];
}

const pure = 'It is pure: what it decides must depend on what it is given and on nothing else.';
const adapter = 'Adapters never import each other: they meet only in the service, so that each can be replaced alone.';

export const boxes: readonly Box[] = [
  { folder: 'agent-core/contract', mayImport: [], why: pure, packages: [/^zod$/] },
  { folder: 'agent-core/sync', mayImport: ['agent-core/contract'], why: pure, packages: [/^@noble\/hashes\//] },
  {
    folder: 'agent-core/active-directory',
    mayImport: ['agent-core/contract', 'agent-core/sync'],
    why: adapter,
    packages: [/^node:/, /^ldapts$/, /^koffi$/],
  },
  {
    folder: 'agent-core/entra',
    mayImport: ['agent-core/contract', 'agent-core/sync'],
    why: adapter,
    packages: [/^node:/, /^undici$/, /^zod$/, /^@azure\/msal-node$/, /^@peculiar\/x509$/, /^reflect-metadata$/],
  },
  {
    folder: 'agent-core/storage',
    mayImport: ['agent-core/contract', 'agent-core/sync'],
    why: adapter,
    packages: [/^node:/, /^zod$/, /^koffi$/],
  },
  {
    folder: 'agent-core/client',
    mayImport: ['agent-core/contract'],
    why: 'A client knows the agent by its contract alone; it also runs inside the desktop.',
    packages: [/^node:/, /^zod$/, /^vscode-jsonrpc\/node$/],
  },
  {
    folder: 'agent-core/system',
    mayImport: ['agent-core/contract'],
    why: 'Files and programs alone, as several of our programs need them: whoever may do everything on the machine imports it.',
    packages: [/^node:/],
  },
  {
    folder: 'agent-core/service-host',
    mayImport: ['agent-core/contract', 'agent-core/system'],
    why: 'What keeps the agent running knows it as a process, and nothing of what it does.',
    packages: [/^node:/, /^zod$/],
  },
  {
    folder: 'agent-core/cli',
    mayImport: ['agent-core/client', 'agent-core/contract', 'agent-core/service-host'],
    why: 'The command line can do what every client can do, and host the service; nothing else past the control API.',
    packages: [/^node:/, /^leven$/, /^zod$/, /^undici$/, /^@azure\/msal-node$/],
  },
  {
    folder: 'agent-core/service',
    mayImport: ['agent-core'],
    why: 'The agent is not a client of itself.',
    packages: [/^node:/, /^zod$/, /^winston$/, /^koffi$/, /^vscode-jsonrpc\/node$/],
  },
  {
    folder: 'agent-core/updater',
    mayImport: ['agent-core/contract', 'agent-core/system'],
    why: 'It may do everything on the machine, and so is kept small: it knows the agent by two files and by its command line.',
    packages: [/^node:/, /^zod$/, /^undici$/, /^koffi$/],
  },
  {
    folder: 'electron/contract',
    mayImport: ['agent-core/contract'],
    why: 'What a page may ask is told in terms of the contract.',
    packages: [/^zod$/],
  },
  {
    folder: 'electron',
    mayImport: ['electron/contract', 'agent-core/client', 'agent-core/contract', 'agent-core/service-host'],
    why: 'The desktop is a client, and may start the service: no directory, no tenant and no storage code may be in it.',
    packages: [/^node:/, /^electron$/, /^zod$/, /^@azure\/msal-node$/],
  },
  {
    folder: 'renderer',
    mayImport: ['electron/contract', 'agent-core/contract'],
    why: 'A page shows and asks; it reaches the outside through the bridge alone.',
    packages: [/^react(-dom)?(\/|$)/, /^@fluentui\//],
  },
  {
    folder: 'test/lab',
    mayImport: ['build/lab'],
    why: 'The lab is independent of the product, so that it cannot share its mistakes; what bundles its programs knows nothing of them.',
  },
  { folder: 'build/lab', mayImport: ['build'], why: 'It bundles the lab, which is independent of the product.' },
  { folder: 'build', mayImport: ['agent-core', 'electron', 'renderer', 'build/lab'], why: 'Nothing imports tests.' },
  {
    folder: 'test',
    mayImport: ['agent-core', 'electron', 'renderer', 'build', 'test/lab'],
    why: 'Tests may import everything.',
  },
].toSorted((left, right) => right.folder.length - left.folder.length);

/** Edges that the folders above would allow and that are forbidden all the same. */
export const forbiddenEdges: readonly { readonly from: string; readonly to: string; readonly why: string }[] = [
  { from: 'agent-core/service/', to: 'agent-core/cli/', why: 'The agent is not a client of itself.' },
  {
    from: 'agent-core/service/',
    to: 'agent-core/updater/',
    why: 'What may do everything runs in a process of its own.',
  },
];

export function boxOf(path: string): Box | undefined {
  return boxes.find((box) => path.startsWith(`${box.folder}/`));
}
