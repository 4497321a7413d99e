import { contractOf } from '../contract-of.ts';

await contractOf((id) => /^vae\/(linear|mixtures|programs|sequences)$/.test(id));
