import { contractOf } from '../contract-of.ts';

await contractOf((id) => id.startsWith('vae/') && id !== 'vae/images');
