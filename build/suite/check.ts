/** `npm run check`: types, layers between the boxes, lint and layout, without running anything. */
import { runChecks } from './static-checks.ts';

process.exitCode = (await runChecks()) ? 0 : 1;
