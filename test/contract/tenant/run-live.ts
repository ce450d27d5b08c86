/** `npm run test:live`: asks a real tenant what the lab's tenant is asked at every `npm test`. */
import { runContract } from '../run-contract.ts';

process.exitCode = await runContract(
  {
    command: 'npm run test:live',
    project: 'live',
    what: 'tenant, as its overview page shows it',
    warning:
      'It makes users, groups and applications in a real tenant, all with a prefix of yours, and deletes them again,\nand whatever else begins with that prefix. Take a tenant that is there for tests.',
    place: 'a real tenant',
  },
  process.argv.slice(2),
);
