import { contractOf } from '../contract-of.ts';

await contractOf((id) => !/^(transport\/|vae\/|bnn\/|information\/(plane|estimators|dimensions)$)/.test(id));
