import { contractOf } from '../contract-of.ts';

await contractOf((id) => id.startsWith('vae/') && !/^vae\/(images|linear|mixtures|programs|sequences)$/.test(id));
