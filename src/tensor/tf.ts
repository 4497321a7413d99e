// The only module that touches tfjs registration. Order matters: gradients are evaluated after core, or its flags are missing.
import * as tf from '@tensorflow/tfjs-core'; // must stay first
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';

export type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
export { tf };
