import { type Learned, NOTHING_MORE, type Predictor, type TaskStream } from './problem.ts';

/** A learner of task after task. */
export interface TaskLearner {
  /** One epoch of a task. */
  epoch(task: number): Iterable<undefined>;
  predictor(): Predictor;
  /** What is done with a task once it was learned, before the next. */
  finish?(task: number): Iterable<undefined>;
}

/** Every task for some epochs; a step is an epoch, and the run ends with the stream. */
export function* followTasks(
  { tasks }: TaskStream,
  epochs: number,
  learner: TaskLearner,
): Iterable<Learned | undefined> {
  const after: Predictor[] = [];
  for (let task = 0; task < tasks.length; task++)
    for (let stepInTask = 1; stepInTask <= epochs; stepInTask++) {
      yield* learner.epoch(task);
      const now = learner.predictor();
      if (stepInTask === epochs) {
        after.push(now);
        if (learner.finish && task + 1 < tasks.length) yield* learner.finish(task);
      }
      yield { ...NOTHING_MORE, task, stepInTask, now, after };
    }
}
