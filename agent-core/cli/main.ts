/** The `bridgehead` command as a program: a client of the agent for scripts, Server Core and people who prefer a terminal. */
import { errorCodeOf } from '../contract/error-code.ts';
import { answerCommandLine } from './answer-command-line.ts';

endQuietlyWithReader();
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.exitCode = await answerCommandLine(process.argv.slice(2), {
  answer: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  signal: interrupted.signal,
});

/** Whoever reads may stop early, such as `head`: nobody is left to tell, and nothing went wrong. */
function endQuietlyWithReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (errorCodeOf(error) !== 'EPIPE') throw error;
      process.exit();
    });
}
