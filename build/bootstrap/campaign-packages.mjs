/** Installs the packages of one campaign alone, by a lock file of its own: whoever does not run it need not wait for them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpProblem } from './set-up-problem.mjs';

export function ensureCampaignPackages(campaignDir, log) {
  const stampPath = join(campaignDir, 'node_modules', '.bridgehead-bootstrap');
  const lockFile = readFileSync(join(campaignDir, 'package-lock.json'));
  const stamp = createHash('sha256').update(lockFile).digest('hex');
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return;
  log('installing the packages of the campaign');
  // Started through npm, its own program is named in the environment.
  const throughNpm = process.env.npm_execpath;
  const [command, first] = throughNpm?.endsWith('.js') ? [process.execPath, [throughNpm]] : ['npm', []];
  const commandLine = [...first, 'ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'];
  const { status, error } = spawnSync(command, commandLine, { cwd: campaignDir, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    const remedy = 'Check that the npm registry can be reached, then start again.';
    throw new SetUpProblem(`npm ci ended with ${status ?? error?.message}.`, remedy);
  }
  writeFileSync(stampPath, stamp);
}
