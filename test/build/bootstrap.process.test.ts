import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { version } from '../../agent-core/contract/version.ts';
import { projectDir } from '../house-rules/source-files.ts';

let binDir: string;
beforeEach(() => {
  binDir = mkdtempSync(join(tmpdir(), 'bridgehead-bin-'));
});
afterEach(() => rmSync(binDir, { recursive: true }));

/** Puts a program before the machine's own one. It writes down how it was called. */
function replaceProgram(name: string, script: string): void {
  const path = join(binDir, name);
  writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> "${binDir}/calls"\n${script}\n`);
  chmodSync(path, 0o755);
}

const calls = () => (existsSync(join(binDir, 'calls')) ? readFileSync(join(binDir, 'calls'), 'utf8') : '');

function bootstrap(user: 'root' | 'somebody', ...commandLine: readonly string[]) {
  const { npm_execpath: _throughNpm, ...environment } = process.env;
  const asUser = `data:text/javascript,process.getuid=()=>${user === 'root' ? 0 : 1000}`;
  const script = join(projectDir, 'build', 'bootstrap', 'bootstrap.mjs');
  return spawnSync(process.execPath, ['--import', asUser, script, ...commandLine], {
    encoding: 'utf8',
    env: { ...environment, PATH: `${binDir}:${process.env.PATH}` },
  });
}

const nothingInstalled = 'exit 1';
const everythingInstalled = 'shift 3; for name in "$@"; do echo "$name installed"; done';

describe('the bootstrap', () => {
  test('warm, installs nothing and hands over to the task', () => {
    replaceProgram('dpkg-query', everythingInstalled);
    for (const program of ['npm', 'apt-get', 'make', 'g++']) replaceProgram(program, 'exit 99');
    const { status, stdout, stderr } = bootstrap('root', 'bridgehead', '--version');
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(calls()).toMatch(/^dpkg-query /);
    expect(calls()).not.toMatch(/^(npm|apt-get|make|g\+\+) /m);
  });

  test('without root, prints the exact command for what is missing, and stops', () => {
    replaceProgram('dpkg-query', nothingInstalled);
    replaceProgram('apt-cache', 'echo "  Candidate: 1.0"');
    replaceProgram('apt-get', 'exit 99');
    const { status, stdout, stderr } = bootstrap('somebody', 'bridgehead', '--version');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('sudo apt-get install -y --no-install-recommends g++ make python3 libsecret-1-dev');
    expect(calls()).not.toContain('apt-get');
  });

  test('as root, says which packages it installs, installs just those, and goes on', () => {
    replaceProgram('dpkg-query', 'shift 3; for name in "$@"; do [ "$name" = make ] || echo "$name installed"; done');
    replaceProgram('apt-cache', 'echo "  Candidate: 1.0"');
    replaceProgram('apt-get', 'exit 0');
    const { status, stdout, stderr } = bootstrap('root', 'bridgehead', '--version');
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${version}\n` });
    expect(stderr).toContain('installing Debian packages: make\n');
    expect(calls()).toContain('apt-get update -qq\n');
    expect(calls()).toContain('apt-get install -y -qq --no-install-recommends make\n');
  });

  test('a package system that fails is a clear end', () => {
    replaceProgram('dpkg-query', nothingInstalled);
    replaceProgram('apt-cache', 'echo "  Candidate: 1.0"');
    replaceProgram('apt-get', 'exit 100');
    const { status, stderr } = bootstrap('root', 'bridgehead', '--version');
    expect(status).toBe(1);
    expect(stderr).toContain('apt-get update ended with 100');
  });

  test('an unknown task: exit code 2 and the names of the tasks', () => {
    const { status, stderr } = bootstrap('root', 'frobnicate');
    expect(status).toBe(2);
    expect(stderr).toMatch(/Tasks: agent, .*bridgehead,/);
  });
});
