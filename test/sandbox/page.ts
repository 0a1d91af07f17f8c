import type { Ledger } from './ledger';
import type { Task } from './tasks';

const escape = (text: unknown): string =>
	String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const row = (cells: unknown[]) =>
	`<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;

const table = (heads: string[], rows: string[]) =>
	`<table><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>${rows.join('')}</table>`;

const clockOf = (time: number) => new Date(time).toISOString().substring(11, 19);

/** The sandbox's own page for people: what was asked for, what became of it, what it cost. */
export function page(tasks: Task[], ledger: Ledger, now: number): string {
	const newest = [...tasks].reverse();
	const ids = new Set(tasks.map(({ id }) => id));
	const atOnce = ledger.payments.filter(({ taskId }) => !ids.has(taskId)).reverse();
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<title>Kie.ai sandbox</title>
<style>body{font:14px sans-serif;margin:2em}td,th{padding:.2em .8em;text-align:left}td{font-family:monospace}</style>
</head><body><h1>Kie.ai sandbox</h1>
<p>${tasks.length} tasks, ${ledger.payments.length} payments, ${ledger.balance()} credits left</p>
${table(
	['Time', 'Request', 'State', 'Credits', 'Task id'],
	newest.map((task) =>
		row([clockOf(task.createdAt), task.path, task.stateAt(now), task.credits, task.id]),
	),
)}
<h2>Answered at once</h2>
${table(
	['Time', 'Request', 'Credits'],
	atOnce.map(({ at, path, credits }) => row([clockOf(at), path, credits])),
)}</body></html>`;
}
