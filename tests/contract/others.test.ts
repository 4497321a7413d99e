import { contractOf } from '../contract-of.ts';

await contractOf((id) => !/^(transport\/|vae\/|information\/(plane|estimators|dimensions)$)/.test(id));
