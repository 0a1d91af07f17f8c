/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { IDataObject } from 'n8n-workflow';

export interface LogLine {
	level: string;
	message: string;
	facts: IDataObject;
}

/** Collects what nodes tell n8n's log from now on. */
export function captureLog(): LogLine[] {
	const lines: LogLine[] = [];
	const write =
		(level: string) =>
		(message: string, facts: IDataObject = {}) =>
			lines.push({ level, message, facts });
	const logger = {
		info: write('info'),
		debug: write('debug'),
		warn: write('warn'),
		error: write('error'),
	};
	Container.set(Logger, { ...logger, scoped: () => logger } as unknown as Logger);
	return lines;
}
