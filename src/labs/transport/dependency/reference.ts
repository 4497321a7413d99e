import { contrastOf } from './measure-critic.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
export const reference: Record<string, (inputs: any) => Record<string, unknown>> = {
  'wdm/infoNCE': ({ scores }) => {
    const { loss, bound, value } = contrastOf(scores);
    return { loss, bound, wdm_critic_value: value };
  },
};
