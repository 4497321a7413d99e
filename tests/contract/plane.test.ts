import { contractOf } from '../contract-of.ts';

await contractOf((id) => id === 'information/plane');
