/** Makes sure that the Debian packages a task needs are there: installs them as root, otherwise says exactly what to run. */
import { spawnSync } from 'node:child_process';
import { SetUpProblem } from './set-up-problem.mjs';

/** Where a package was renamed between releases, its names stand together; one of them is enough. */
const packagesFor = {
  /** Native add-ons are compiled here. */
  build: [['g++'], ['make'], ['python3'], ['libsecret-1-dev']],
  /** A domain controller, its offline tools and the independent client that tests compare with. */
  lab: [
    ['samba'],
    ['samba-dsdb-modules'],
    ['samba-vfs-modules'],
    ['samba-ad-provision'],
    ['winbind'],
    ['krb5-user'],
    ['ldb-tools'],
    ['ldap-utils'],
    // Names for a second controller, without touching the machine's own.
    ['libresolv-wrapper'],
    ['libnss-wrapper'],
  ],
  /** The service host for Windows is compiled on Linux. */
  native: [['gcc-mingw-w64-x86-64']],
  /** What runs it there. */
  wine: [['wine'], ['wine64']],
  /** The script of the installer for Windows is compiled. */
  script: [['nsis']],
  /** The installer for Windows is built and run on Linux. */
  packaging: [['nsis-pluginapi'], ['mingw-w64-x86-64-dev'], ['p7zip-full', '7zip'], ['osslsigncode']],
  /** What Electron links to, and a display for machines without one. */
  desktop: [
    ['xvfb'],
    ['xauth'],
    ['dbus'],
    ['libgtk-3-0', 'libgtk-3-0t64'],
    ['libnss3'],
    ['libasound2', 'libasound2t64'],
    ['libgbm1'],
    ['libxss1'],
    ['libsecret-1-0'],
  ],
};

export function ensureDebianPackages(groups, log) {
  if (process.platform !== 'linux') return;
  const wanted = groups.flatMap((group) => packagesFor[group]);
  const missing = missingPackages(wanted);
  if (missing.length === 0) return;

  const isRoot = process.getuid() === 0;
  if (!isRoot) throw needsRoot(missing.map(nameThisReleaseKnows));
  // A fresh system knows no package at all before this.
  apt(['update', '-qq']);
  const names = missing.map(nameThisReleaseKnows);
  log(`installing Debian packages: ${names.join(' ')}`);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...names]);
}

function missingPackages(wanted) {
  const names = wanted.flat();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the format language of dpkg-query
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], {
    encoding: 'utf8',
  });
  if (query.error !== undefined) {
    throw new SetUpProblem(
      `This machine has no dpkg, so the packages ${names.join(' ')} cannot be looked for.`,
      'Use Debian 12 or later, or a system derived from it.',
    );
  }
  const installed = new Set(
    query.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((alternatives) => !alternatives.some((name) => installed.has(name)));
}

function needsRoot(names) {
  return new SetUpProblem(
    `These Debian packages are missing: ${names.join(' ')}`,
    `Run this, then start again: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
  );
}

function nameThisReleaseKnows(alternatives) {
  const known = alternatives.find((name) => {
    const answer = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
    return /Candidate: (?!\(none\))/.test(answer.stdout);
  });
  return known ?? alternatives[0];
}

function apt(commandLine) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // The output goes to standard error: standard output belongs to the task, which may print JSON.
  const { status } = spawnSync('apt-get', commandLine, { stdio: ['ignore', 2, 2], env: environment });
  if (status !== 0) {
    throw new SetUpProblem(
      `apt-get ${commandLine[0]} ended with ${status}.`,
      'Read the lines above, mend the package system, then start again.',
    );
  }
}
