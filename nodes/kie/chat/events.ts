import type { IDataObject } from 'n8n-workflow';

import { asRecord, asRecords } from '../json';

/** The JSON objects of an answer as its bytes come in: server-sent events, one object, or a list of them. */
export class EventSplitter {
	private readonly decoder = new TextDecoder();
	/** What is not read yet: the beginning of a line, or all of a body that is no stream. */
	private rest = '';
	/** Lines of an event whose JSON is not complete yet. */
	private pending = '';
	private isStream: boolean | undefined;

	/** The sender said that nothing follows. */
	isDone = false;
	/** An object was begun that never became JSON. */
	isBroken = false;

	/** Whether the answer is one body and no stream; known at the end. */
	get isWhole(): boolean {
		return this.isStream !== true;
	}

	/** What there is of a body that is no JSON. */
	get unread(): string {
		return this.isWhole ? this.rest : '';
	}

	push(chunk: Uint8Array | string): IDataObject[] {
		this.rest += typeof chunk === 'string' ? chunk : this.decoder.decode(chunk, { stream: true });
		if (this.isStream === undefined) this.isStream = looksLikeStream(this.rest);
		if (!this.isStream) return [];
		const lines = this.rest.split('\n');
		this.rest = lines.pop() ?? '';
		return lines.flatMap((line) => this.readLine(line));
	}

	end(): IDataObject[] {
		this.rest += this.decoder.decode();
		if (this.isWhole) return this.readBody();
		const events = [...this.readLine(this.rest), ...this.readLine('')];
		this.rest = '';
		return events;
	}

	private readBody(): IDataObject[] {
		const events = objectsIn(this.rest);
		if (events.length > 0) this.rest = '';
		return events;
	}

	private readLine(raw: string): IDataObject[] {
		const line = raw.trimEnd();
		if (line === '') return this.endEvent();
		const data = /^data: ?(.*)$/s.exec(line)?.[1].trim();
		if (data === '[DONE]') this.isDone = true;
		else if (data !== undefined) return this.readData(data);
		return [];
	}

	/** An object stands in one line, or in several that make one only together. */
	private readData(data: string): IDataObject[] {
		const events = this.pending === '' ? objectsIn(data) : [];
		const isBegun = this.pending !== '' || /^[[{]/.test(data);
		if (events.length === 0 && isBegun) this.pending += data;
		return events;
	}

	private endEvent(): IDataObject[] {
		if (this.pending === '') return [];
		const events = objectsIn(this.pending);
		if (events.length === 0) this.isBroken = true;
		this.pending = '';
		return events;
	}
}

function objectsIn(text: string): IDataObject[] {
	const one = asRecord(text);
	return one ? [one] : asRecords(text);
}

/** Undefined as long as it cannot be told. */
function looksLikeStream(beginning: string): boolean | undefined {
	const text = beginning.trimStart();
	if (/^(:|(data|event|id|retry):)/.test(text)) return true;
	const isOpen = ['data:', 'event:', 'id:', 'retry:'].some((word) => word.startsWith(text));
	return isOpen ? undefined : false;
}
