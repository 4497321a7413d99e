import { contractOf } from '../contract-of.ts';

await contractOf((id) => id === 'information/estimators' || id === 'information/dimensions');
