import { shapeOf } from './metrics.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  mmcr_loss: ({ z, lambda }) => {
    const images = z as number[][][];
    const [batch, views, d] = [images.length, images[0]!.length, images[0]![0]!.length];
    const unit = images.flatMap((own) => own.flatMap((code) => code.map((value) => value / Math.hypot(...code))));
    const { global, local } = shapeOf(Float64Array.from(unit), batch, views, d);
    return { loss: (lambda * local) / batch - global, local_nuclear: local, global_nuclear: global };
  },
};
