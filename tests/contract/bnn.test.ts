import { contractOf } from '../contract-of.ts';

await contractOf((id) => /^bnn\/(?!posterior$|continual$)/.test(id));
