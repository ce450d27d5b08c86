// Stands in for the agent under the service host: calls back for every caller and does what the caller says.
const { spawn, spawnSync } = require('node:child_process');
const { appendFileSync } = require('node:fs');
const net = require('node:net');
const { createInterface } = require('node:readline');

const [, script, verb, ...words] = process.argv;
if (verb === 'grow') setInterval(() => appendFileSync(words[0], '.'), 50);
else serve();

function serve() {
  let obeys = true;
  // One more life, for whoever waits for it.
  appendFileSync(words[3], '.');
  console.log(`agent ${JSON.stringify(process.argv.slice(2))} of ${process.env.BRIDGEHEAD_SERVICE}`);
  const deeds = {
    again: () => setTimeout(() => process.exit(75), 1_100),
    fail: () => process.exit(3),
    // Both it and what it starts go on, whatever they are told.
    hang: () => {
      obeys = false;
      spawn(process.execPath, [script, 'grow', words[0]], { stdio: 'ignore' });
      setInterval(() => undefined, 1_000);
    },
    detach: () => {
      const out = spawnSync(words[1], ['detach', '--', process.execPath, script, 'grow', words[2]], {
        stdio: 'ignore',
      });
      console.log(`detach ended with ${out.status}`);
    },
  };
  const orders = createInterface({ input: process.stdin });
  orders.on('line', (order) => {
    if (order === 'stop' && obeys) process.exit(0);
    const pipe = /^caller (\S+)$/.exec(order)?.[1];
    if (pipe !== undefined) answer(net.connect(`\\\\.\\pipe\\${pipe}`), deeds);
  });
}

// Says the preface back, and every line's length; a line that is a deed is done.
function answer(socket, deeds) {
  const lines = createInterface({ input: socket });
  lines.on('error', () => undefined);
  let isFirst = true;
  lines.on('line', (line) => {
    const deed = isFirst ? undefined : deeds[line];
    // Done when it was said: what a program that ends has not said yet is gone with it.
    socket.write(isFirst ? `${line}\n` : `${line.length}\n`, (error) => (error ? undefined : deed?.()));
    isFirst = false;
  });
}
