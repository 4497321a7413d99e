import { contractOf } from '../contract-of.ts';

await contractOf((id) => !/^(transport\/|information\/(plane|estimators|dimensions)$)/.test(id));
