import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { schemaFor } from '../facts/schemas';

/** A request that Kie.ai's pages do not allow, whether or not the server lets it pass. */
export interface Violation {
	path: string;
	body: unknown;
	problems: string[];
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);

/** What is wrong with a request according to the documented contract; empty when nothing is. */
export function problemsOf(path: string, body: unknown): string[] {
	const check = ajv.getSchema(path) ?? ajv.addSchema(schemaFor('POST', path), path).getSchema(path);
	if (!check || check(body) === true) return [];
	return (check.errors ?? []).map(
		({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}
