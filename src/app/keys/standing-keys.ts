import type { KeyGroup } from './key-table.ts';

/** Keys that elements with the focus listen to themselves, for the help. */
export const standingKeys: readonly KeyGroup[] = [
  {
    title: 'On a chart',
    bindings: [
      { keys: ['arrowleft', 'arrowright'], does: 'Go from value to value; each is spoken and written below the chart' },
      { keys: ['pageup', 'pagedown'], does: 'Go by a tenth' },
      { keys: ['home', 'end'], does: 'Go to the first or the last value' },
      { keys: ['h'], does: 'Hear the chart' },
      { keys: ['escape'], does: 'Leave the values, or the zoom' },
    ],
  },
  {
    title: 'On the history of the run',
    bindings: [
      { keys: ['arrowleft', 'arrowright'], does: 'Go back or on by one step' },
      { keys: ['pageup', 'pagedown'], does: 'Go by a twentieth of the run' },
      { keys: ['home', 'end'], does: 'Go to the first step, or back to now' },
    ],
  },
  {
    title: 'On a slider',
    bindings: [
      { keys: ['arrowleft', 'arrowright'], does: 'Change the value' },
      { keys: ['enter'], does: 'Take the number typed in the box' },
      { keys: ['escape'], does: 'Leave the number as it was' },
    ],
  },
];
