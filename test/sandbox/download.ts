/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { basename } from 'node:path';
import type { Request, Response } from 'express';

import type { Faults } from './faults';
import { SIGNED_LINK_SECONDS, type Files, type StoredFile } from './files';
import { spoil } from './spoil';
import { hexOf } from './tasks';
import type { Clock } from './clock';

/** A fresh link to a file, good for 20 minutes. */
export function signedLink(files: string, url: string, now: number): string {
	const { pathname } = new URL(url);
	const expires = Math.floor(now / 1000) + SIGNED_LINK_SECONDS;
	return `${files}/signed${pathname}?expires=${expires}&sig=${hexOf(`${pathname}@${expires}`)}`;
}

function signatureHolds(req: Request, path: string, now: number): boolean {
	const { expires, sig } = req.query;
	return sig === hexOf(`${path}@${String(expires)}`) && Number(expires) * 1000 > now;
}

function rangeOf(header: string | undefined, size: number): [number, number] | 'bad' | undefined {
	const match = header?.match(/^bytes=(\d*)-(\d*)$/);
	if (!match || (match[1] === '' && match[2] === '')) return undefined;
	const [, from, to] = match;
	const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
	const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
	return first > last || first >= size ? 'bad' : [first, last];
}

function sendFile(req: Request, res: Response, name: string, file: StoredFile, cut: boolean): void {
	const { bytes, type } = file;
	const range = rangeOf(req.headers.range, bytes.length);
	const disposition = req.path.startsWith('/signed/') ? 'attachment' : 'inline';
	res.set({
		'content-type': type,
		'accept-ranges': 'bytes',
		'content-disposition': `${disposition}; filename="${name}"`,
		'access-control-allow-origin': '*',
	});
	if (range === 'bad') {
		res.status(416).set('content-range', `bytes */${bytes.length}`).end();
		return;
	}
	const [first, last] = range ?? [0, bytes.length - 1];
	if (range) res.status(206).set('content-range', `bytes ${first}-${last}/${bytes.length}`);
	const part = bytes.subarray(first, last + 1);
	res.set('content-length', String(part.length));
	if (req.method === 'HEAD') res.end();
	else if (cut) res.write(part.subarray(0, part.length / 2), () => res.destroy());
	else res.end(part);
}

/** Serves the result host: files with ranges, dead links, redirects and fresh links. */
export function downloads(files: Files, faults: Faults, clock: Clock) {
	return async (req: Request, res: Response): Promise<void> => {
		const fault = faults.take(req.method, req.path);
		if (fault && fault.kind !== 'cut' && (await spoil(fault, req, res, clock))) return;
		const fresh = req.path.startsWith('/signed/');
		const path = fresh ? req.path.substring('/signed'.length) : req.path;
		const dead = fresh ? !signatureHolds(req, path, clock.now()) && 403 : files.deathOf(path);
		const moved = files.moveOf(path);
		const file = files.read(decodeURIComponent(path));
		if (dead) res.status(dead).type('xml').send('<Error><Code>AccessDenied</Code></Error>');
		else if (moved) res.redirect(moved.status, moved.location);
		else if (!file) res.status(404).type('xml').send('<Error><Code>NoSuchKey</Code></Error>');
		else sendFile(req, res, basename(decodeURIComponent(path)), file, fault?.kind === 'cut');
	};
}
