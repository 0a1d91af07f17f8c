import type { Express, Request, Response } from 'express';

import { refusal, success } from './answers';
import type { Sender } from './chat';
import { isUnified, LISTING_BASES, listingOf } from './chat/models';
import { FAMILY_OF_PATH } from './families';
import { servesFirst, type Fault } from './faults';
import { unauthorized, type Kie } from './kie';
import { spoil } from './spoil';
import { STATUS_PATHS, statusAnswer, VEO_1080P } from './status';
import { answerAtOnce, SYNC_PATHS } from './sync';
import type { Body } from './tasks';
import type { RequestEntry } from './types';

/** Answers with a body, or with a function that sends the answer itself. */
type Handler = (req: Request, body: Body) => object | Sender | Promise<object | Sender>;

/** How a body is read: as JSON, or by the handler itself, piece by piece. */
type Reading = 'json' | 'stream';

async function readJson(req: Request): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of req) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	return text === '' ? {} : JSON.parse(text);
}

async function bodyOf(req: Request, reading: Reading): Promise<Body | undefined> {
	if (req.method === 'GET' || reading === 'stream') return {};
	const body = await readJson(req).catch(() => undefined);
	return typeof body === 'object' && body !== null ? (body as Body) : undefined;
}

const authorized = (req: Request, kie: Kie) => req.headers.authorization === `Bearer ${kie.apiKey}`;

/** One way for all requests: fault, key, body, answer, and perhaps a fault on the way back. */
function serve(kie: Kie, handler: Handler, reading: Reading = 'json') {
	return async (req: Request, res: Response): Promise<void> => {
		const entry = res.locals.entry as RequestEntry;
		const fault = kie.faults.take(req.method, req.path);
		if (fault?.kind === 'drop' && fault.when === 'before-reading') {
			res.locals.broken = true;
			req.socket.destroy();
			return;
		}
		const body = await bodyOf(req, reading);
		if (reading === 'json' && req.method === 'POST') entry.body = body;
		if (fault && (await spoiled(kie, fault, req, res, false))) return;
		const answer = await answerOf(kie, handler, req, body);
		if (fault && (await spoiled(kie, fault, req, res, true))) return;
		if (typeof answer === 'function') return await (answer as Sender)(res, fault);
		entry.code = (answer as { code?: number }).code;
		if (entry.code === 401 && isUnified(req.path)) res.status(401);
		res.json(answer);
	};
}

async function answerOf(
	kie: Kie,
	handler: Handler,
	req: Request,
	body: Body | undefined,
): Promise<object | Sender> {
	if (!authorized(req, kie)) return unauthorized(req.path);
	return body === undefined ? refusal(500) : await handler(req, body);
}

/** A fault strikes once: before the request is served, or after. */
async function spoiled(
	kie: Kie,
	fault: Fault,
	req: Request,
	res: Response,
	served: boolean,
): Promise<boolean> {
	const strikesNow = fault.kind === 'delay' ? !served : servesFirst(fault) === served;
	return strikesNow && (await spoil(fault, req, res, kie.clock));
}

/** The API host. */
export function routes(api: Express, kie: Kie): void {
	for (const path of Object.keys(FAMILY_OF_PATH)) {
		api.post(
			path,
			serve(kie, (_, body) => kie.submit(path, body)),
		);
	}
	for (const path of Object.keys(STATUS_PATHS)) {
		const answer: Handler = ({ query }) =>
			statusAnswer(path, query.taskId, kie.tasks, kie.clock.now(), kie.around());
		api.get(path, serve(kie, answer));
	}
	for (const path of SYNC_PATHS) {
		const answer: Handler = (_, body) => {
			kie.checkContract(path, body);
			return answerAtOnce(path, body, officeOf(kie), kie.outcomes.take(path, body));
		};
		api.post(path, serve(kie, answer));
	}
	api.get(
		VEO_1080P,
		serve(kie, ({ query }) => upgrade(kie, query)),
	);
	api.get(
		/^\/api\/v1\/models(\/.*)?$/,
		serve(kie, ({ path, query }) => kie.discovery.answer(path, query)),
	);
	api.get(
		'/api/v1/chat/credit',
		serve(kie, () => success(kie.ledger.balance())),
	);
	chatRoutes(api, kie);
}

/** Where chat models live: a path per model or per maker. */
const CHAT_PATHS =
	/^\/(?:[^/]+\/v1\/(?:chat\/completions|messages|responses)|gemini\/v1\/models\/[^/]+)$/;

function chatRoutes(api: Express, kie: Kie): void {
	api.post(
		CHAT_PATHS,
		serve(kie, ({ path }, body) => kie.chat.answer(path, body)),
	);
	for (const base of LISTING_BASES) {
		api.get(
			`${base}/models`,
			serve(kie, () => listingOf(base, kie.chat.models.all)),
		);
	}
}

function upgrade(kie: Kie, { taskId, index = '0' }: Request['query']): object {
	const video = kie.tasks.find(taskId, 'veo');
	return kie.upgrades.answer(video, String(index), kie.clock.now(), kie.around());
}

function officeOf(kie: Kie) {
	return {
		tasks: kie.tasks,
		now: kie.clock.now(),
		filesUrl: kie.filesUrl,
		balance: () => kie.ledger.balance(),
		pay: kie.pay.bind(kie),
	};
}

/** The upload host, and the answer to everything else. */
export function uploadRoutes(api: Express, kie: Kie): void {
	const { uploads } = kie;
	api.post(
		'/api/file-base64-upload',
		serve(kie, (_, body) => uploads.base64(body)),
	);
	api.post(
		'/api/file-url-upload',
		serve(kie, async (_, body) => await uploads.url(body)),
	);
	api.post(
		'/api/file-stream-upload',
		serve(kie, async (req) => await uploads.stream(req), 'stream'),
	);
	api.use(serve(kie, () => refusal(404)));
}
