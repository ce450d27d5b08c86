import { expect, test } from 'vitest';
import { shippedPackages } from '../../../build/installer/shipped-packages.ts';
import { thirdPartyLicences } from '../../../build/installer/third-party-licences.ts';
import { readProjectFile } from '../../house-rules/source-files.ts';

const packages = shippedPackages(readProjectFile('package-lock.json'), ['@koromix/koffi-win32-x64']);
const text = await thirdPartyLicences();

test('everything that ends in an installer is named with its licence', () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(
    packages.filter(({ name, version, license }) => !text.includes(`\n${name} ${version} (${license})\n`)),
  ).toEqual([]);
  expect(text).toContain('Copyright Node.js contributors');
  expect(text).toMatch(
    /^The runtime of mingw-w64.*\n\nCopyright \(c\) 2009-2016 the mingw-w64 project\n\nRedistribution/m,
  );
  expect(text).toContain('made by NSIS (zlib/libpng licence');
  expect(text).not.toContain('vitest ');
});

test('every section holds a text, also where the package brought none', () => {
  const sections = text.split(/^-{100}$/m).slice(1);
  // The last one says what the installer itself is made of.
  const others = sections.slice(0, -1);
  expect(others.filter((section) => !/copyright|license/i.test(section.split('\n\n').slice(1).join()))).toEqual([]);
  const without = sections.find((section) => section.includes('embla-carousel '));
  expect(without).toMatch(/Copyright \(c\) David Jerleke.*\n\nPermission is hereby granted, free of charge/s);
});

test('nothing in an installer asks those who pass it on for more than its text', () => {
  const permissive = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'WTFPL']);
  const parts = ({ license }: { readonly license: string }) => license.replaceAll(/[()]/g, '').split(/ (?:OR|AND) /);
  expect(packages.filter((one) => !parts(one).every((part) => permissive.has(part)))).toEqual([]);
});
