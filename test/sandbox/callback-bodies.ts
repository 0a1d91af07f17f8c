import type { Envelope } from '../facts/endpoints';
import { instruments, stemOf } from './midi';
import { recordOf, tell, type Surroundings } from './records';
import type { Task } from './tasks';

/** One thing a task will tell: a key of its `callbackExamples`, and when (epoch ms). */
export interface Planned {
	stage: string;
	at: number;
}

/** When a task tells what: the music family in stages, all others once. */
export function planOf(task: Task): Planned[] {
	const examples = task.endpoint.callbackExamples ?? {};
	const end = { stage: lastStage(task), at: task.endsAt };
	if (task.outcome.stay !== undefined || !examples[end.stage]) return [];
	if (!task.good || !examples.text) return [end];
	return [
		{ stage: 'text', at: task.startOf('TEXT_SUCCESS') },
		{ stage: 'first', at: task.startOf('FIRST_SUCCESS') },
		end,
	];
}

function lastStage(task: Task): string {
	const examples = task.endpoint.callbackExamples ?? {};
	const { variant } = task.outcome.callback ?? {};
	const good = [`complete_${String(task.body.type ?? 'separate_vocal')}`, 'complete', 'success'];
	const wanted = [variant ?? '', ...(task.good ? good : ['error', 'failure'])];
	return wanted.find((key) => key in examples) ?? 'complete';
}

/** The body of a callback. */
export function callbackBody(task: Task, stage: string, around: Surroundings): Envelope {
	const example = task.endpoint.callbackExamples?.[stage];
	if (!example) throw new Error(`${task.path} knows no callback ${stage}`);
	const ended = !['text', 'first'].includes(stage);
	const body = tell(task, example, ended, around);
	const data = body.data as Record<string, unknown> | null;
	if (data && task.family.name === 'midi' && task.parent && data.instruments) {
		const separation = recordOf(task.parent, task.parent.endsAt, around);
		data.instruments = instruments(stemOf(task, separation), true);
	}
	if (data && task.family.name === 'market' && task.good) {
		const record = recordOf(task, task.endsAt, around).data as { resultJson: string };
		data.resultJson = record.resultJson;
	}
	if (!ended || task.good) return body;
	const code = Number(task.errorCode ?? body.code);
	return {
		...body,
		code: Number.isNaN(code) ? body.code : code,
		msg: task.errorMessage ?? body.msg,
	};
}

/** The same body with its links leading elsewhere. */
export function misdirect(body: Envelope): Envelope {
	const text = JSON.stringify(body).replace(/https?:\/\/[^/"\\]+\//g, 'https://attacker.invalid/');
	return JSON.parse(text) as Envelope;
}
