/**
 * The installer's script, compiled as on a release machine: electron-builder's own template around it, for 32 bits, every warning an error.
 * What it does when it runs is for the packaging test to say.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeArtwork } from '../../../build/installer/artwork/write-artwork.ts';
import { installerConfiguration } from '../../../build/installer/installer-configuration.ts';
import { projectDir } from '../../house-rules/source-files.ts';
import { pluginWithNames } from './plugin-with-names.ts';

const dir = mkdtempSync(join(tmpdir(), 'bridgehead-script-'));
afterAll(() => rmSync(dir, { recursive: true }));

const templateDir = join(projectDir, 'node_modules', 'app-builder-lib', 'templates', 'nsis');
const artwork = await writeArtwork(join(dir, 'artwork'));
const licencePath = join(projectDir, 'LICENSE');
const { nsis } = installerConfiguration({ version: '1.2.3', agentDir: dir, outDir: dir, artwork, licencePath });

/** Of electron-builder's plug-ins, what its templates call. */
const plugins = {
  StdUtils: ['GetAllParameters', 'TestParameter', 'GetParameter', 'GetParentPath', 'ExecShellAsUser', 'HashFile'],
  UAC: ['_'],
  WinShell: ['SetLnkAUMI', 'UninstAppUserModelId', 'UninstShortcut'],
  nsProcess: ['_FindProcess', '_KillProcess', '_CloseProcess', '_Unload'],
  SpiderBanner: ['Show', 'Destroy'],
  Nsis7z: ['Extract', 'ExtractWithDetails'],
};

const pluginDir = join(dir, 'plugins');
mkdirSync(pluginDir);
for (const [name, names] of Object.entries(plugins))
  writeFileSync(join(pluginDir, `${name}.dll`), pluginWithNames(names));
for (const name of ['app.7z', 'uninstaller.exe']) writeFileSync(join(dir, name), '');

/** What NsisTarget of app-builder-lib 26 tells makensis of this configuration. */
const definitions = [
  ...['APP_ID=org.bridgehead.desktop', `APP_GUID=${nsis?.guid}`, `UNINSTALL_APP_KEY=${nsis?.guid}`],
  ...['PRODUCT_NAME=Bridgehead', 'PRODUCT_FILENAME=Bridgehead', 'APP_FILENAME=Bridgehead', 'VERSION=1.2.3'],
  ...['APP_DESCRIPTION=x', `PROJECT_DIR=${dir}`, `BUILD_RESOURCES_DIR=${dir}`, 'APP_PACKAGE_NAME=bridgehead-desktop'],
  ...[`MUI_ICON=${artwork.iconPath}`, `MUI_UNICON=${artwork.iconPath}`],
  ...[`APP_64=${join(dir, 'app.7z')}`, 'APP_64_NAME=app.7z', 'APP_64_HASH=00', 'APP_64_UNPACKED_SIZE=1'],
  ...['APP_INSTALLER_STORE_FILE=bridgehead-desktop-updater\\installer.exe', 'COMPRESSION_METHOD=7z'],
  ...['MULTIUSER_INSTALLMODE_ALLOW_ELEVATION', 'INSTALL_MODE_PER_ALL_USERS', 'INSTALL_MODE_PER_ALL_USERS_REQUIRED'],
  ...['allowToChangeInstallationDirectory', 'SHORTCUT_NAME=Bridgehead', 'UNINSTALL_DISPLAY_NAME=Bridgehead'],
  ...['DO_NOT_CREATE_DESKTOP_SHORTCUT', `MUI_WELCOMEFINISHPAGE_BITMAP=${artwork.sidebarPath}`],
  ...[`MUI_UNWELCOMEFINISHPAGE_BITMAP=${artwork.sidebarPath}`, 'MUI_HEADERIMAGE', 'MUI_HEADERIMAGE_RIGHT'],
  ...[`MUI_HEADERIMAGE_BITMAP=${artwork.headerPath}`, 'ESTIMATED_SIZE=1'],
];

function compile(...own: readonly string[]): string {
  const words = [...definitions, ...own].map((definition) => `-D${definition}`);
  const settings = [`-XOutFile "${join(dir, 'out.exe')}"`, '-XUnicode true', '-XSetCompress off'];
  const { status, stdout, stderr } = spawnSync(
    'makensis',
    ['-WX', '-V2', '-INPUTCHARSET', 'UTF8', ...words, ...settings, '-'],
    {
      cwd: templateDir,
      input: script(),
      encoding: 'utf8',
    },
  );
  return status === 0 ? '' : `${stdout}${stderr}`;
}

/** As electron-builder puts it together: flags, languages, our include, plug-ins, texts, licence, template. */
function script(): string {
  const flags = [
    'updated',
    'force-run',
    'keep-shortcuts',
    'no-desktop-shortcut',
    'delete-app-data',
    'allusers',
    'currentuser',
  ];
  const texts = ['messages.yml', 'assistedMessages.yml'].flatMap((name) =>
    [...readFileSync(join(templateDir, name), 'utf8').matchAll(/^(\w+):/gm)].map(
      ([, text]) => `LangString ${text} 1033 "x"`,
    ),
  );
  return [
    `!include "${join(templateDir, 'include', 'StdUtils.nsh')}"`,
    `!addincludedir "${join(templateDir, 'include')}"`,
    ...flags.map(flagMacro),
    '!macro addLangs\n!insertmacro MUI_LANGUAGE "English"\n!macroend',
    `!addincludedir "${join(projectDir, 'build', 'installer', 'nsis')}"`,
    `!include "${nsis?.include}"`,
    `!addplugindir /x86-unicode "${pluginDir}"`,
    ...texts,
    `!macro licensePage\n!insertmacro MUI_PAGE_LICENSE "${nsis?.license}"\n!macroend`,
    readFileSync(join(templateDir, 'installer.nsi'), 'utf8'),
  ].join('\n');
}

function flagMacro(flag: string): string {
  const [first = '', ...rest] = flag.split('-').map((word) => word[0]?.toUpperCase() + word.slice(1));
  const claims: Readonly<Record<string, string>> = { allusers: 'isForAllUsers', currentuser: 'isForCurrentUser' };
  const claim = claims[flag] ?? `is${first}${rest.join('')}`;
  return [
    `!macro _${claim} _a _b _t _f`,
    `  $\{StdUtils.TestParameter} $R9 "${flag}"`,
    '  StrCmp "$R9" "true" `$' + '{_t}` `$' + '{_f}`',
    '!macroend',
    `!define ${claim} \`"" ${claim} ""\``,
  ].join('\n');
}

test('the uninstaller compiles without a warning', () => {
  expect(compile('BUILD_UNINSTALLER', `UNINSTALLER_OUT_FILE=${join(dir, 'uninstaller.exe')}`)).toBe('');
});

test('the installer compiles without a warning', () => {
  expect(compile(`UNINSTALLER_OUT_FILE=${join(dir, 'uninstaller.exe')}`)).toBe('');
  // Drawn for the screen that there is, and not enlarged.
  expect(readFileSync(join(dir, 'out.exe')).includes('>true</dpiAware>')).toBe(true);
});
