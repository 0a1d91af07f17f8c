import type { Request, Response } from 'express';

import { refusal } from './answers';
import { type Clock, hold } from './clock';
import type { Fault } from './faults';
import { goneSignal } from './gone';

const BAD_GATEWAY = `<!DOCTYPE html>
<html><head><title>api.kie.ai | 502: Bad gateway</title></head>
<body><h1>Bad gateway</h1><p>The web server reported a bad gateway error.</p></body></html>
`;

/** Answers with a fault instead of the truth; false when the request shall be answered normally after all. */
export async function spoil(
	fault: Fault,
	req: Request,
	res: Response,
	clock: Clock,
): Promise<boolean> {
	switch (fault.kind) {
		case 'delay':
			await hold(clock, fault.ms, goneSignal(res));
			return false;
		case 'drop':
			res.locals.broken = true;
			req.socket.destroy();
			return true;
		case 'hang':
			return true;
		case 'code':
			res.set(fault.headers ?? {}).json(refusal(fault.code, fault.msg, fault.data));
			return true;
		case 'status':
			res
				.set(fault.headers ?? {})
				.status(fault.status)
				.json(fault.body ?? refusal(fault.status));
			return true;
		case 'html':
			res
				.status(fault.status ?? 502)
				.type('html')
				.send(BAD_GATEWAY);
			return true;
		case 'malformed':
			res.type('json').send('{"code":200,"msg":"success","data":{"task');
			return true;
		case 'nullRecord':
			res.json({ code: 200, msg: 'success', data: null });
			return true;
		default:
			return false;
	}
}
