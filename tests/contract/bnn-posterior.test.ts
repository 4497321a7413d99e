import { contractOf } from '../contract-of.ts';

await contractOf((id) => id === 'bnn/posterior');
