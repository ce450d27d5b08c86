/** `npm run test:real-ad`: asks a real domain what the lab's domain is asked at every `npm test`. */
import { runContract } from '../run-contract.ts';

process.exitCode = await runContract(
  {
    command: 'npm run test:real-ad',
    project: 'real-ad',
    what: 'domain, such as contoso.com',
    warning:
      'It makes an organisational unit with users and groups in a real domain, and deletes it again. Take a domain\nthat is there for tests.',
    place: 'a real domain',
  },
  process.argv.slice(2),
);
